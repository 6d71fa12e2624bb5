package dev.nightshift.notices;

import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Notice.Link;
import dev.nightshift.core.notice.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Notices as automations write them. */
final class Samples {
    private static final Link RUNBOOK =
            new Link("Runbook", URI.create("https://example.org/runbooks/rds-backup.md"));

    private Samples() {}

    /** Stands alone. */
    static Notice notice(String id) {
        return new Notice(
                id,
                Desk.START,
                Severity.WARNING,
                "prod",
                "rds-backup",
                "No good backup of shop for 27 h",
                List.of(new Fact("last good backup", "2026-11-21T00:00:00Z, 27 h ago")),
                List.of("started snapshot shop-20261122"),
                List.of("copy to eu-central-1: 20 copies are in flight"),
                List.of(RUNBOOK),
                "key-of-" + id,
                Optional.empty());
    }

    /** About the incident of that key, so many minutes after the start. */
    static Notice about(String incident, String id, int minute, boolean resolved) {
        var plain = notice(id);
        return new Notice(
                id,
                Desk.START.plusSeconds(60L * minute),
                plain.severity(),
                plain.stage(),
                plain.automation(),
                resolved ? "shop has a good backup again" : plain.title(),
                plain.facts(),
                plain.taken(),
                plain.left(),
                plain.links(),
                incident,
                Optional.of(new Incident(incident, resolved)));
    }

    static Notice of(String automation, String id) {
        var plain = notice(id);
        return new Notice(
                id,
                plain.at(),
                plain.severity(),
                plain.stage(),
                automation,
                plain.title(),
                plain.facts(),
                plain.taken(),
                plain.left(),
                plain.links(),
                plain.dedupeKey(),
                plain.incident());
    }

    static Notice loud(String id, Severity severity) {
        var plain = notice(id);
        return new Notice(
                id,
                plain.at(),
                severity,
                plain.stage(),
                plain.automation(),
                plain.title(),
                plain.facts(),
                plain.taken(),
                plain.left(),
                plain.links(),
                plain.dedupeKey(),
                plain.incident());
    }

    static Notice withKey(String id, String dedupeKey) {
        var plain = notice(id);
        return new Notice(
                id,
                plain.at(),
                plain.severity(),
                plain.stage(),
                plain.automation(),
                plain.title(),
                plain.facts(),
                plain.taken(),
                plain.left(),
                plain.links(),
                dedupeKey,
                plain.incident());
    }

    /** With this many lines of what was done, each this long. */
    static Notice lengthy(String id, int lines, int length) {
        var plain = notice(id);
        return written(
                id, plain.title(), plain.facts(), Collections.nCopies(lines, "x".repeat(length)));
    }

    static Notice written(String id, String title, List<Fact> facts, List<String> taken) {
        return new Notice(
                id,
                Instant.parse("2026-11-22T03:00:00.123456Z"),
                Severity.CRITICAL,
                "prod",
                "rds-backup",
                title,
                facts,
                taken,
                List.of(),
                List.of(RUNBOOK),
                "key-of-" + id,
                Optional.empty());
    }
}
