package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.Holdings.Owned;
import dev.nightshift.backup.rds.RdsBackupFacts.Database;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one database stands.
 *
 * @param lastGood when the data of its last good backup was current
 * @param before the same of the good backup before that one
 * @param good good backups per location, home among them
 */
record RdsBackupStatus(
        String database,
        Optional<Instant> lastGood,
        Optional<Instant> before,
        Map<Location, Integer> good) {

    /** Every database that is backed up itself, by id. */
    static Map<String, RdsBackupStatus> of(
            RdsBackupSettings settings, Scope scope, RdsBackupFacts facts) {
        var slots = new HashMap<String, Optional<Instant>>();
        var holdings = new TreeMap<Location, Holdings>();
        facts.shelves()
                .forEach(
                        (location, shelf) ->
                                holdings.put(location, Holdings.of(location, shelf, scope, slots)));
        var all = new TreeMap<String, RdsBackupStatus>();
        for (var database : Selection.of(facts, settings.select(), new Draft())) {
            all.put(database.id(), of(database, facts, holdings));
        }
        return all;
    }

    private static RdsBackupStatus of(
            Database database, RdsBackupFacts facts, Map<Location, Holdings> holdings) {
        var good = new TreeMap<Location, Integer>();
        var times = new ArrayList<Instant>();
        holdings.forEach(
                (location, there) -> {
                    var here = counted(there.of(database.arn()), facts.at());
                    good.put(location, here.size());
                    if (location.equals(facts.home())) {
                        here.forEach(owned -> times.add(owned.dataFrom(facts.at())));
                    }
                });
        return new RdsBackupStatus(
                database.id(),
                times.stream().findFirst(),
                times.stream().skip(1).findFirst(),
                good);
    }

    private static List<Owned> counted(List<Owned> ours, Instant now) {
        return ours.stream().filter(owned -> owned.isGood() && !owned.slot().isAfter(now)).toList();
    }

    /** Whether the last good backup ended a time in which the objective was not met, just now. */
    boolean hasRecovered(Duration rpo, Instant now) {
        return lastGood.isPresent()
                && before.isPresent()
                && before.get().plus(rpo).isBefore(lastGood.get())
                && !lastGood.get().plus(JUST_NOW).isBefore(now);
    }

    private static final Duration JUST_NOW = Duration.ofHours(2);

    /** For example {@code last good backup 3 h old; 4 in eu-west-1, 3 in eu-central-1}. */
    String inWords(Instant now) {
        var words =
                new StringBuilder(
                        lastGood.map(
                                        then ->
                                                "last good backup "
                                                        + then
                                                        + ", "
                                                        + Words.age(then, now)
                                                        + " old")
                                .orElse("no good backup yet"));
        var separator = "; good ones: ";
        for (var count : good.entrySet()) {
            words.append(separator).append(count.getValue()).append(" in ").append(count.getKey());
            separator = ", ";
        }
        return words.toString();
    }
}
