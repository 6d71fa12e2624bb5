package dev.nightshift.rollback.decide;

import dev.nightshift.rollback.check.AlarmSight.Seen;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks the rules of one service. */
public final class Rules {
    private static final Duration DAY = Duration.ofDays(1);

    private final ServiceFacts facts;
    private final Service service;
    private final Instant now;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Rules(ServiceFacts facts, Instant now) {
        this.facts = facts;
        this.service = facts.service();
        this.now = now;
    }

    /** The verdict of every rule that can be asked; later ones need what earlier ones found. */
    public static Decision decide(ServiceFacts facts, Instant now) {
        return new Rules(facts, now).decide();
    }

    /** What one would go back to, whatever the other rules say: for the preflight. */
    public static Optional<Release> candidate(
            Standing standing, List<Release> releases, Docket docket) {
        return Formers.blamed(standing, releases)
                .flatMap(bad -> new Formers(bad, standing, releases, docket.quarantined()).good());
    }

    private Decision decide() {
        var firing = AlarmHistory.firing(facts.alarms());
        firing(firing);
        var standing = facts.standing().seen();
        var releases = facts.releases().seen();
        var docket = facts.docket().seen();
        readable();
        if (standing.isEmpty() || releases.isEmpty() || docket.isEmpty()) {
            return new Decision(verdicts, Optional.empty(), Optional.empty());
        }
        var bad = Formers.blamed(standing.get(), releases.get());
        onRecord(bad, standing.get());
        bad.ifPresent(release -> fault(release, firing, docket.get()));
        quiet(standing.get(), docket.get());
        var to = bad.flatMap(release -> wayBack(release, standing.get(), docket.get()));
        return new Decision(verdicts, bad, to);
    }

    private void firing(List<Seen> firing) {
        var unknown = AlarmHistory.unread(facts.alarms());
        if (firing.size() >= service.agreeing()) {
            say(
                    Rule.FIRING,
                    true,
                    "%s: %d of %d, %d needed"
                            .formatted(
                                    AlarmHistory.names(firing),
                                    firing.size(),
                                    facts.alarms().size(),
                                    service.agreeing()));
        } else if (firing.size() + unknown.size() >= service.agreeing()) {
            verdicts.add(
                    Verdict.unknown(
                            Rule.FIRING,
                            "cannot be read: %s; that is no reason to act (%s)"
                                    .formatted(
                                            AlarmHistory.names(unknown),
                                            unknown.getFirst().why())));
        } else {
            say(
                    Rule.FIRING,
                    false,
                    "%d of %d fire, %d needed"
                            .formatted(firing.size(), facts.alarms().size(), service.agreeing()));
        }
    }

    private void readable() {
        var unread =
                facts.standing()
                        .unread()
                        .or(() -> facts.releases().unread())
                        .or(() -> facts.docket().unread());
        verdicts.add(
                unread.map(why -> Verdict.unknown(Rule.READABLE, why))
                        .orElseGet(
                                () ->
                                        Verdict.holds(
                                                Rule.READABLE,
                                                service.target().id() + " was read")));
    }

    private void onRecord(Optional<Release> bad, Standing standing) {
        verdicts.add(
                bad.map(
                                release ->
                                        Verdict.holds(
                                                Rule.ON_RECORD,
                                                "%s came at %s"
                                                        .formatted(
                                                                release.revision(), release.at())))
                        .orElseGet(
                                () ->
                                        Verdict.unknown(
                                                Rule.ON_RECORD,
                                                "deploy-watch has no release "
                                                        + standing.current()
                                                        + " on record")));
    }

    private void fault(Release bad, List<Seen> firing, Docket docket) {
        var fine = fineBefore(bad, firing);
        var end = bad.at().plus(service.blame());
        var blamed = among(fine, alarm -> !alarm.since().isAfter(end));
        enough(
                Rule.BLAMED,
                blamed,
                "began before " + end,
                "none began between %s and %s".formatted(bad.at(), end));
        var last = docket.rollbacks().stream().map(Rollback::at).max(Comparator.naturalOrder());
        enough(
                Rule.NEWEST,
                among(blamed, alarm -> last.map(at -> alarm.since().isAfter(at)).orElse(true)),
                last.map(at -> "newer than the rollback of " + at)
                        .orElse("there was no rollback before"),
                last.map(at -> "older than the rollback of " + at).orElse("none is left to ask"));
        var answered = docket.of(incident(bad));
        say(
                Rule.NOT_ANSWERED,
                answered.isEmpty(),
                answered.map(rollback -> "it was taken back at " + rollback.at())
                        .orElse("no rollback answers " + incident(bad)));
        pingPong(bad, docket);
    }

    private List<Seen> fineBefore(Release bad, List<Seen> firing) {
        var fine =
                among(
                        firing,
                        alarm ->
                                AlarmHistory.before(alarm, bad.at()).equals(Optional.of(State.OK)));
        var untold = among(firing, alarm -> AlarmHistory.before(alarm, bad.at()).isEmpty());
        if (fine.size() < service.agreeing() && !untold.isEmpty()) {
            verdicts.add(
                    Verdict.unknown(
                            Rule.FINE_BEFORE,
                            "the history of %s does not reach back to %s"
                                    .formatted(AlarmHistory.names(untold), bad.at())));
        } else {
            enough(
                    Rule.FINE_BEFORE,
                    fine,
                    "OK before " + bad.at(),
                    "they were not OK before " + bad.at());
        }
        return fine;
    }

    /** Going back again within a day, from or to what was gone back from or to. */
    private void pingPong(Release bad, Docket docket) {
        var again =
                docket.rollbacks().stream()
                        .filter(rollback -> rollback.at().isAfter(now.minus(DAY)))
                        .filter(rollback -> rollback.phase().isEnd())
                        .filter(rollback -> !rollback.incident().equals(incident(bad)))
                        .filter(
                                rollback ->
                                        rollback.from().equals(bad.revision())
                                                || rollback.to().equals(bad.revision()))
                        .findFirst();
        say(
                Rule.NO_PING_PONG,
                again.isEmpty(),
                again.map(
                                rollback ->
                                        "%s was in the rollback from %s to %s of %s"
                                                .formatted(
                                                        bad.revision(),
                                                        rollback.from(),
                                                        rollback.to(),
                                                        rollback.at()))
                        .orElse(bad.revision() + " was in no rollback of the last 24 hours"));
    }

    private void quiet(Standing standing, Docket docket) {
        say(
                Rule.NOT_FROZEN,
                docket.frozen().isEmpty(),
                docket.frozen()
                        .map(frozen -> "frozen since %s: %s".formatted(frozen.at(), frozen.why()))
                        .orElse("nobody froze it"));
        var freeze = service.freezes().stream().filter(window -> window.holds(now)).findFirst();
        say(
                Rule.NO_FREEZE_WINDOW,
                freeze.isEmpty(),
                freeze.map(window -> window.why() + ", until " + window.until())
                        .orElse("none of %d is open".formatted(service.freezes().size())));
        var busy =
                docket.open()
                        .map(rollback -> "the rollback of " + rollback.at() + " is under way")
                        .or(standing::busy);
        say(Rule.IDLE, busy.isEmpty(), busy.orElse("it is at rest"));
        var last = docket.rollbacks().stream().map(Rollback::at).max(Comparator.naturalOrder());
        var until = last.map(at -> at.plus(service.cooldown())).filter(now::isBefore);
        say(
                Rule.COOLED_DOWN,
                until.isEmpty(),
                until.map(end -> "it cools down until " + end)
                        .orElse(last.map(at -> "the last was at " + at).orElse("there was none")));
        long today =
                docket.rollbacks().stream()
                        .filter(rollback -> rollback.at().isAfter(now.minus(DAY)))
                        .count();
        say(
                Rule.DAILY_CAP,
                today < service.daily(),
                "%d in 24 hours, at most %d".formatted(today, service.daily()));
    }

    private Optional<Release> wayBack(Release bad, Standing standing, Docket docket) {
        var releases = facts.releases().seen().orElse(List.of());
        var formers = new Formers(bad, standing, releases, docket.quarantined());
        var to = formers.good();
        verdicts.add(formers.reversible(to));
        say(
                Rule.GOOD_RELEASE,
                to.isPresent(),
                to.map(release -> release.revision() + " is good since " + release.at())
                        .orElseGet(formers::whyNone));
        if (to.isPresent()) {
            verdicts.add(preflight());
        }
        return to;
    }

    private Verdict preflight() {
        return facts.preflight()
                .map(
                        asked ->
                                asked.unread()
                                        .map(why -> Verdict.unknown(Rule.PREFLIGHT, why))
                                        .orElseGet(() -> preflight(asked.seen().orElseThrow())))
                .orElseGet(() -> Verdict.unknown(Rule.PREFLIGHT, "it was not asked"));
    }

    private static Verdict preflight(Preflight said) {
        return switch (said) {
            case Preflight.Ready(var detail) -> Verdict.holds(Rule.PREFLIGHT, detail);
            case Preflight.Obstacle(var why) -> Verdict.refuses(Rule.PREFLIGHT, why);
        };
    }

    /** Names what one rollback answers: this release of this target, however often it alarms. */
    public static String incident(Release bad) {
        return bad.target() + "@" + bad.revision() + "@" + bad.at();
    }

    private static List<Seen> among(List<Seen> alarms, Predicate<Seen> which) {
        return alarms.stream().filter(which).toList();
    }

    private void enough(Rule rule, List<Seen> alarms, String holds, String refuses) {
        say(
                rule,
                alarms.size() >= service.agreeing(),
                alarms.size() >= service.agreeing()
                        ? AlarmHistory.names(alarms) + " " + holds
                        : alarms.isEmpty()
                                ? refuses
                                : "only %s; %d needed"
                                        .formatted(AlarmHistory.names(alarms), service.agreeing()));
    }

    private void say(Rule rule, boolean holds, String because) {
        verdicts.add(holds ? Verdict.holds(rule, because) : Verdict.refuses(rule, because));
    }
}
