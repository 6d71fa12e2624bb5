package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.domain.dns.ServerAnswer;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Failed;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Has;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoData;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoName;
import dev.nightshift.certificates.domain.dns.WantedRecord;
import dev.nightshift.certificates.domain.dns.ZoneFacts.RecordAnswers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Judges whether the servers of a zone answer the records that the settings name. */
final class DriftJudge {
    private static final String DRIFT = "drift";
    private static final int LONGEST_VALUE = 100;

    private DriftJudge() {}

    static List<Finding> judge(RecordAnswers record) {
        var wanted = record.wanted();
        if (record.byServer().isEmpty()) {
            return List.of(
                    new Finding(
                            Level.UNKNOWN,
                            DRIFT,
                            wanted + ": no server of the zone could be asked"));
        }
        var drifted = new TreeMap<String, List<String>>();
        var unknown = new TreeMap<String, List<String>>();
        new TreeMap<>(record.byServer())
                .forEach(
                        (server, answer) -> {
                            switch (outcome(wanted, answer, record.target())) {
                                case Outcome.Same() -> {}
                                case Outcome.Drifted(var how) ->
                                        drifted.computeIfAbsent(how, none -> new ArrayList<>())
                                                .add(server);
                                case Outcome.Unknown(var why) ->
                                        unknown.computeIfAbsent(why, none -> new ArrayList<>())
                                                .add(server);
                            }
                        });
        var findings = new ArrayList<Finding>();
        findings.addAll(lines(Level.WARNING, record, drifted));
        findings.addAll(lines(Level.UNKNOWN, record, unknown));
        return findings;
    }

    private sealed interface Outcome {
        record Same() implements Outcome {}

        record Drifted(String how) implements Outcome {}

        record Unknown(String why) implements Outcome {}
    }

    private static List<Finding> lines(
            Level level, RecordAnswers record, Map<String, List<String>> servers) {
        var findings = new ArrayList<Finding>();
        servers.forEach(
                (words, who) -> {
                    boolean all = who.size() == record.byServer().size();
                    findings.add(
                            new Finding(
                                    level,
                                    DRIFT,
                                    record.wanted()
                                            + " at "
                                            + (all ? "every name server" : String.join(", ", who))
                                            + ": "
                                            + words));
                });
        return findings;
    }

    private static Outcome outcome(
            WantedRecord wanted, ServerAnswer answer, Optional<Set<String>> target) {
        return switch (answer) {
            case Failed(var why) -> new Outcome.Unknown(why);
            case NoName() -> absent(wanted, "there is no such name");
            case NoData() -> absent(wanted, "there is no such record");
            case Has has ->
                    wanted.flattened() ? flattened(wanted, has, target) : compared(wanted, has);
        };
    }

    private static Outcome absent(WantedRecord wanted, String how) {
        return wanted.values().isEmpty()
                ? new Outcome.Same()
                : new Outcome.Drifted(how + ", the settings say " + list(wanted.values()));
    }

    private static Outcome compared(WantedRecord wanted, Has has) {
        var missing = new TreeSet<>(wanted.values());
        missing.removeAll(has.values());
        var unexpected = new TreeSet<>(has.values());
        unexpected.removeAll(wanted.values());
        var how = new ArrayList<String>();
        if (!missing.isEmpty()) {
            how.add("missing " + list(missing));
        }
        if (!unexpected.isEmpty()) {
            how.add("not in the settings " + list(unexpected));
        }
        wanted.ttl()
                .filter(ttl -> ttl != has.ttl())
                .ifPresent(
                        ttl ->
                                how.add(
                                        "its time to live is "
                                                + has.ttl()
                                                + " s, the settings say "
                                                + ttl
                                                + " s"));
        return how.isEmpty() ? new Outcome.Same() : new Outcome.Drifted(String.join("; ", how));
    }

    /** One address in common is enough: large hosts answer others each time. */
    private static Outcome flattened(WantedRecord wanted, Has has, Optional<Set<String>> target) {
        if (wanted.values().stream().anyMatch(host -> has.values().contains("CNAME " + host))) {
            return new Outcome.Same();
        }
        if (target.isEmpty()) {
            return new Outcome.Unknown(list(wanted.values()) + " could not be looked up");
        }
        return Collections.disjoint(has.values(), target.get())
                ? new Outcome.Drifted(
                        "it has "
                                + list(has.values())
                                + ", none of the addresses of "
                                + list(wanted.values()))
                : new Outcome.Same();
    }

    private static String list(Set<String> values) {
        return values.isEmpty()
                ? "nothing"
                : String.join(
                        ", ", new TreeSet<>(values).stream().map(DriftJudge::shortened).toList());
    }

    private static String shortened(String value) {
        var text = value.replaceAll("\\p{Cntrl}", "?");
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
