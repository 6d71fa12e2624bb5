package dev.nightshift.backup.drill;

import static dev.nightshift.core.text.Words.length;

import dev.nightshift.backup.drill.DrillSettings.DatabaseDrill;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Examined;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Finding;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Verdict;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Check;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.core.automation.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts what a drill of a database has shown into a document. Pure. */
final class DrillEvidence {
    private DrillEvidence() {}

    /** A drill that got as far as its checks. */
    static Evidence checked(
            Scope scope,
            String region,
            DrillTags drilled,
            DatabaseDrill settings,
            Examined examined,
            Instant endedAt,
            Optional<String> previous) {
        var took = Duration.between(drilled.startedAt(), endedAt);
        var findings = new ArrayList<Finding>();
        findings.add(
                new Finding(
                        "restore",
                        Verdict.PASSED,
                        drilled.copy() + " was restored and available within " + length(took)));
        findings.addAll(examined.findings());
        return new Evidence(
                Evidence.Kind.RDS,
                drilled.drill(),
                scope.stage(),
                drilled.source(),
                drilled.copy(),
                region,
                drilled.copyOf(),
                drilled.startedAt(),
                endedAt,
                result(findings),
                reason(findings),
                Optional.of(took),
                settings.rto(),
                rpo(drilled),
                settings.rpo(),
                examined.newestRow(),
                checks(findings),
                examined.measures(),
                previous);
    }

    /** A drill that did not. */
    static Evidence cutShort(
            Scope scope,
            String region,
            DrillTags drilled,
            DatabaseDrill settings,
            Result result,
            String reason,
            Instant endedAt,
            Optional<String> previous) {
        return new Evidence(
                Evidence.Kind.RDS,
                drilled.drill(),
                scope.stage(),
                drilled.source(),
                drilled.copy(),
                region,
                drilled.copyOf(),
                drilled.startedAt(),
                endedAt,
                result,
                reason,
                Optional.empty(),
                settings.rto(),
                rpo(drilled),
                settings.rpo(),
                Optional.empty(),
                List.of(new Check("restore", false, reason)),
                Map.of(),
                previous);
    }

    private static Duration rpo(DrillTags drilled) {
        return Duration.between(drilled.copyOf(), drilled.startedAt());
    }

    /** One failure is a failure; and what could not be told is not good. */
    static Result result(List<Finding> findings) {
        if (findings.stream().anyMatch(one -> one.verdict() == Verdict.FAILED)) {
            return Result.FAILED;
        }
        return findings.stream().anyMatch(one -> one.verdict() == Verdict.UNKNOWN)
                ? Result.UNKNOWN
                : Result.SUCCESSFUL;
    }

    /** The failures; without any, what could not be told; empty if all is well. */
    static String reason(List<Finding> findings) {
        var worst =
                switch (result(findings)) {
                    case SUCCESSFUL -> Verdict.PASSED;
                    case FAILED, TIMED_OUT -> Verdict.FAILED;
                    case UNKNOWN -> Verdict.UNKNOWN;
                };
        return worst == Verdict.PASSED
                ? ""
                : findings.stream()
                        .filter(one -> one.verdict() == worst)
                        .map(one -> one.name() + ": " + one.detail())
                        .collect(Collectors.joining("; "));
    }

    static List<Check> checks(List<Finding> findings) {
        return findings.stream()
                .map(
                        one ->
                                new Check(
                                        one.name(),
                                        one.verdict() == Verdict.PASSED,
                                        one.verdict() == Verdict.UNKNOWN
                                                ? "could not be told: " + one.detail()
                                                : one.detail()))
                .toList();
    }
}
