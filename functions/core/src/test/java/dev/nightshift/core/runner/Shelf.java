package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Ask;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Cooldown;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The smallest automation there is: keeps the books {@code a}, {@code b} and {@code c} on a shelf,
 * and no other of its own.
 */
final class Shelf implements World<Shelf.Facts, Shelf.Move> {
    record Facts(Instant at, Set<String> ours, Set<String> unreadable) {}

    sealed interface Move extends Action {
        record Put(
                String subject,
                Set<String> needs,
                Optional<Cooldown> cooldown,
                Optional<Ask> approval)
                implements Move {
            @Override
            public String because() {
                return "it belongs on the shelf";
            }

            @Override
            public Impact impact() {
                return Impact.CREATE;
            }
        }

        record Take(String subject) implements Move {
            @Override
            public String because() {
                return "it does not belong here";
            }

            @Override
            public Impact impact() {
                return Impact.DELETE;
            }
        }

        @Override
        default String id() {
            return getClass().getSimpleName() + " " + subject();
        }
    }

    final Faults faults = new Faults();
    final TreeMap<String, Boolean> books = new TreeMap<>();
    final List<String> wanted = new ArrayList<>(List.of("a", "b", "c"));
    Duration cooldown = Duration.ZERO;
    boolean chained;

    /** What putting a book asks for. */
    Optional<Ask> ask = Optional.empty();

    private final Set<String> unreadable = new TreeSet<>();

    Shelf() {
        books.put("x", true);
        books.put("y", true);
        books.put("theirs", false);
    }

    @Override
    public Automation<Facts, Move> automation() {
        return new Keeper();
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public Object owned() {
        var owned = new TreeMap<>(books);
        owned.values().removeIf(ours -> !ours);
        return owned;
    }

    @Override
    public Object foreign() {
        return Set.of(books.containsKey("theirs"));
    }

    @Override
    public void settle() {}

    @Override
    public String blind() {
        unreadable.add("x");
        return "x";
    }

    private final class Keeper implements Automation<Facts, Move> {
        @Override
        public Facts observe(Instant now) {
            return faults.read(
                    "shelf:List",
                    () -> {
                        var ours = new TreeSet<String>();
                        books.forEach(
                                (book, mine) -> {
                                    if (mine) {
                                        ours.add(book);
                                    }
                                });
                        return new Facts(now, ours, new TreeSet<>(unreadable));
                    });
        }

        @Override
        public Plan<Move> plan(Facts facts) {
            var moves = new ArrayList<Move>();
            var remarks = new ArrayList<Remark>();
            var needs = Set.<String>of();
            for (var book : wanted) {
                if (!facts.ours().contains(book)) {
                    var put =
                            new Move.Put(
                                    book,
                                    needs,
                                    cooldown.isZero()
                                            ? Optional.empty()
                                            : Optional.of(new Cooldown(book, cooldown)),
                                    ask);
                    moves.add(put);
                    needs = chained ? Set.of(put.id()) : needs;
                }
            }
            for (var book : facts.ours()) {
                if (facts.unreadable().contains(book)) {
                    remarks.add(new Remark(Remark.Kind.UNKNOWN, book, "its title cannot be read"));
                } else if (!wanted.contains(book)) {
                    moves.add(new Move.Take(book));
                }
            }
            return new Plan<>(moves, remarks, facts.ours().size());
        }

        @Override
        public Applied apply(Move move, Deadline deadline) {
            return switch (move) {
                case Move.Put put -> faults.write("shelf:Put", () -> place(put.subject()));
                case Move.Take take ->
                        faults.write(
                                "shelf:Take",
                                () ->
                                        books.remove(take.subject()) == null
                                                ? new Outcome.AlreadySo("gone")
                                                : new Outcome.Done("taken"));
            };
        }

        private Applied place(String book) {
            if (book.equals("cursed")) {
                throw new IllegalStateException("a defect");
            }
            var there = Optional.ofNullable(books.putIfAbsent(book, true));
            return there.map(
                            ours ->
                                    ours
                                            ? (Applied) new Outcome.AlreadySo("there")
                                            : new Outcome.Refused("not ours"))
                    .orElse(new Outcome.Done("put"));
        }

        @Override
        public List<Notice> report(Run<Facts, Move> run) {
            return List.of();
        }
    }
}
