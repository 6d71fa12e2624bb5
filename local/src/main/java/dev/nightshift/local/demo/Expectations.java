package dev.nightshift.local.demo;

import dev.nightshift.local.demo.Inspection.Seen;
import dev.nightshift.local.demo.SlackStandIn.Received;
import dev.nightshift.local.report.Story.Check;
import dev.nightshift.local.report.Story.Database;
import dev.nightshift.local.report.Story.Entry;
import dev.nightshift.local.report.Story.Kind;
import dev.nightshift.local.report.Story.Tone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What must be there in the end, looked up in the emulator and at the Slack stand-in. */
final class Expectations {
    private final List<Seen> home;
    private final List<Seen> recovery;
    private final int undelivered;
    private final Set<String> before;
    private final List<Received> slack;
    private final List<Entry> entries;
    private final List<Check> checks = new ArrayList<>();

    Expectations(Inspection inspection, Estate estate, SlackStandIn slack, List<Entry> entries) {
        this.home = inspection.atHome();
        this.recovery = inspection.inRecovery();
        this.undelivered =
                inspection.waiting("nightshift-demo-notices")
                        + inspection.waiting("nightshift-demo-notices-dead")
                        + inspection.waiting("nightshift-demo-undelivered");
        this.before = estate.history().keySet();
        this.slack = slack.received();
        this.entries = entries;
    }

    List<Check> checks() {
        if (checks.isEmpty()) {
            backups();
            copies();
            retention();
            untouched();
            duplicates();
            notices();
        }
        return List.copyOf(checks);
    }

    List<Database> databases() {
        return List.of(
                row(Estate.SHOP, "instance"),
                row(Estate.ORDERS, "Aurora cluster"),
                row(Estate.LEGACY, "instance"));
    }

    /** From what is there now, not from what was meant to happen. */
    private Database row(String name, String kind) {
        var here = ours(home, name);
        var copies = ours(recovery, name).size();
        var fresh = here.stream().filter(seen -> !before.contains(seen.id())).count();
        var kept = here.size() - fresh;
        var removed = name.equals(Estate.SHOP) ? before.size() - kept : 0;
        var done =
                "%d new, %d copied to %s, %d old removed"
                        .formatted(fresh, copies, Estate.RECOVERY, removed);
        return new Database(
                name,
                kind,
                here.isEmpty() ? "none" : here.getLast().slot(),
                Integer.toString(here.size()),
                Integer.toString(copies),
                fresh > 0 ? done : "nothing done" + unknown(name),
                fresh > 0 ? Tone.GOOD : Tone.WARN);
    }

    /** What the plans say they could not find out. */
    private String unknown(String name) {
        return entries.stream()
                .filter(entry -> entry.kind() == Kind.PLAN)
                .flatMap(entry -> entry.lines().stream())
                .filter(line -> line.label().equals("unknown") && line.text().equals(name))
                .map(line -> ": unknown to the function, " + line.because())
                .findFirst()
                .orElse("");
    }

    private void backups() {
        for (var name : List.of(Estate.SHOP, Estate.ORDERS)) {
            var fresh =
                    ours(home, name).stream().filter(seen -> !before.contains(seen.id())).toList();
            check(
                    "%s has exactly one new backup, and it is available".formatted(name),
                    fresh.size() == 1 && fresh.getFirst().status().equals("available"),
                    ids(fresh));
        }
        var members =
                home.stream().filter(seen -> seen.database().equals(Estate.ORDERS + "-1")).toList();
        check("the member of the cluster has none of its own", members.isEmpty(), ids(members));
        var legacy = ours(home, Estate.LEGACY);
        check("nothing was decided about the unreadable database", legacy.isEmpty(), ids(legacy));
    }

    private void copies() {
        for (var name : List.of(Estate.SHOP, Estate.ORDERS)) {
            var newest = ours(home, name);
            var there = ours(recovery, name);
            check(
                    "the new backup of %s is in %s too".formatted(name, Estate.RECOVERY),
                    !newest.isEmpty()
                            && there.stream()
                                    .anyMatch(
                                            copy ->
                                                    copy.slot().equals(newest.getLast().slot())
                                                            && copy.status().equals("available")),
                    ids(there));
        }
    }

    private void retention() {
        var left = ours(home, Estate.SHOP).stream().map(Seen::id).collect(Collectors.toSet());
        var gone = new HashSet<>(before);
        gone.removeAll(left);
        check(
                "the history of shop is within its policy: %d of %d old backups were removed"
                        .formatted(gone.size(), before.size()),
                !gone.isEmpty() && gone.size() < before.size(),
                gone.stream().sorted().collect(Collectors.joining(", ")));
        check("the newest old backup is still there", left.contains(newest()), newest());
    }

    private String newest() {
        return before.stream().max(String::compareTo).orElse("");
    }

    private void untouched() {
        var byHand = home.stream().filter(seen -> seen.id().equals(Estate.BY_HAND)).toList();
        check(
                "the snapshot that a person took is untouched",
                byHand.size() == 1 && !byHand.getFirst().isOurs(),
                ids(byHand));
    }

    private void duplicates() {
        var bad =
                entries.stream()
                        .filter(
                                entry ->
                                        entry.tone() == Tone.BAD
                                                && (entry.kind() == Kind.TRIGGER
                                                        || entry.kind() == Kind.EFFECT
                                                        || entry.kind() == Kind.SETUP))
                        .map(Entry::title)
                        .toList();
        check(
                "every trigger was seen to once, and every repeat ignored",
                bad.isEmpty(),
                String.join("; ", bad));
        var effects = entries.stream().filter(entry -> entry.kind() == Kind.EFFECT).toList();
        check(
                "the last tick found nothing left to do",
                !effects.isEmpty() && effects.getLast().tone() == Tone.QUIET,
                effects.isEmpty() ? "" : effects.getLast().title());
    }

    private void notices() {
        var accepted = slack.stream().filter(Received::accepted).toList();
        var posted =
                accepted.stream().filter(one -> one.method().equals("chat.postMessage")).toList();
        check("people were told", !posted.isEmpty(), posted.size() + " messages");
        var twice =
                posted.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.body().toString(), Collectors.counting()))
                        .values()
                        .stream()
                        .filter(count -> count > 1)
                        .count();
        check("nothing was told twice", twice == 0, twice + " repeated");
        check(
                "Slack was busy twice, and nothing was lost",
                slack.stream().anyMatch(one -> one.answered().equals("429"))
                        && slack.stream().anyMatch(one -> one.answered().equals("500"))
                        && undelivered == 0,
                undelivered + " left in the queues");
        var refused =
                slack.stream()
                        .filter(one -> one.answered().startsWith("200 ") && !one.accepted())
                        .map(Received::answered)
                        .toList();
        check("Slack refused nothing", refused.isEmpty(), String.join(", ", refused));
        check(
                "people know that legacy could not be read",
                posted.stream().anyMatch(one -> one.body().toString().contains(Estate.LEGACY)),
                "");
        check(
                "what belongs together is in one thread",
                posted.stream().anyMatch(one -> !one.text("thread_ts").isEmpty())
                        || accepted.stream().anyMatch(one -> one.method().equals("chat.update")),
                "");
    }

    private static List<Seen> ours(List<Seen> all, String database) {
        return all.stream()
                .filter(seen -> seen.database().equals(database) && seen.isOurs())
                .toList();
    }

    private static String ids(List<Seen> seen) {
        return seen.stream().map(Seen::id).collect(Collectors.joining(", "));
    }

    private void check(String what, boolean ok, String found) {
        checks.add(new Check(what, ok, found));
    }
}
