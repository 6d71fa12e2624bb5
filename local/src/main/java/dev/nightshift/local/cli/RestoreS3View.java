package dev.nightshift.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.restore.Finding;
import dev.nightshift.backup.s3.restore.Finding.Kind;
import dev.nightshift.backup.s3.restore.S3RestorePlan;
import dev.nightshift.backup.s3.restore.S3RestoreResult;
import dev.nightshift.core.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The restore of a bucket for people and for programs. */
record RestoreS3View(
        String stage, Moment moment, Instant now, ManifestIndex index, S3RestorePlan plan) {
    Table table() {
        var request = plan.request();
        var table = new Table("WHAT", "PLAN");
        table.row(
                "restore",
                "%s%s: %s, %s"
                        .formatted(
                                index.bucket(),
                                request.prefix().isEmpty() ? "" : "/" + request.prefix() + "…",
                                Amounts.objects(plan.objects()),
                                Amounts.bytes(plan.bytes())));
        table.row("as of", asOf());
        table.row("from", request.vault().bucket() + " in " + request.vault().region());
        table.row(
                "to",
                "%s/%s in %s"
                        .formatted(
                                request.target().bucket(),
                                request.target().prefix(),
                                request.target().region()));
        table.row(
                "copy",
                "%s, %s%s"
                        .formatted(
                                Amounts.objects(plan.toCopy()),
                                Amounts.bytes(plan.bytesToCopy()),
                                plan.toReplace() == 0
                                        ? ""
                                        : "; %s of them replace what is there"
                                                .formatted(Amounts.count(plan.toReplace()))));
        table.row("requests", "about " + Amounts.count(plan.requests()) + transfer());
        if (plan.same() > 0) {
            table.row("there already", Amounts.objects(plan.same()) + ", equal; left alone");
        }
        if (plan.deletedLeftOut() > 0) {
            table.row(
                    "left out",
                    Amounts.objects(plan.deletedLeftOut())
                            + ", deleted by then (--include-deleted)");
        }
        if (plan.others() > 0) {
            table.row(
                    "others there",
                    Amounts.objects(plan.others()) + " not in the backup; untouched");
        }
        for (var kind : Kind.values()) {
            if (plan.count(kind) > 0) {
                table.row(heading(kind), Amounts.objects(plan.count(kind)) + advice(kind));
            }
        }
        return table;
    }

    private String asOf() {
        var away =
                moment.at()
                        .map(at -> ", %s before %s".formatted(Words.age(index.startedAt(), at), at))
                        .orElse("");
        return "manifest %s, listed %s%s; %s old"
                .formatted(
                        index.slot(), index.startedAt(), away, Words.age(index.startedAt(), now));
    }

    private String transfer() {
        var request = plan.request();
        return request.vault().region().equals(request.target().region())
                ? ""
                : "; %s leave %s"
                        .formatted(Amounts.bytes(plan.bytesToCopy()), request.vault().region());
    }

    private static String heading(Kind kind) {
        return switch (kind) {
            case CONFLICT, TOO_LONG -> "in the way";
            case GONE, ARCHIVED -> "missing";
            case MISMATCH, FAILED -> "findings";
        };
    }

    private static String advice(Kind kind) {
        return switch (kind) {
            case CONFLICT -> " in the target differ (--overwrite replaces them)";
            case TOO_LONG -> " would have too long a key with that prefix";
            case GONE -> " whose copy is not in the vault any more";
            case ARCHIVED -> " archived: thaw them first (aws s3api restore-object)";
            case MISMATCH -> " differ";
            case FAILED -> " could not be restored";
        };
    }

    /** Why nothing is written. */
    String refusal() {
        var reasons = new ArrayList<String>();
        if (plan.count(Kind.CONFLICT) > 0) {
            reasons.add(
                    "%s in the way, and --overwrite is not given"
                            .formatted(Amounts.objects(plan.count(Kind.CONFLICT))));
        }
        if (plan.count(Kind.TOO_LONG) > 0) {
            reasons.add(
                    "%s with too long a key; choose a shorter prefix"
                            .formatted(Amounts.objects(plan.count(Kind.TOO_LONG))));
        }
        return "Refused: %s. Nothing was written.".formatted(String.join("; ", reasons));
    }

    static Table findings(List<Finding> findings) {
        var table = new Table("WHAT", "KEY", "TARGET KEY", "BECAUSE");
        for (var finding : findings) {
            table.row(
                    finding.kind().toString(), finding.key(), finding.targetKey(), finding.what());
        }
        return table;
    }

    static String summary(S3RestoreResult result) {
        var parts = new ArrayList<String>();
        parts.add(
                "%s copied (%s), %s of them verified"
                        .formatted(
                                Amounts.objects(result.copied()),
                                Amounts.bytes(result.copiedBytes()),
                                Amounts.count(result.verified())));
        if (result.same() > 0) {
            parts.add(Amounts.count(result.same()) + " there already and equal");
        }
        if (result.mismatched() > 0) {
            parts.add(Amounts.count(result.mismatched()) + " NOT EQUAL to the backup");
        }
        if (result.failed() > 0) {
            parts.add(Amounts.count(result.failed()) + " not restored");
        }
        if (result.conflicts() > 0) {
            parts.add(Amounts.count(result.conflicts()) + " came in the way since the plan");
        }
        if (!result.isComplete()) {
            parts.add(
                    result.tooManyFailures()
                            ? "given up after too many failures in a row"
                            : "not gone through to the end");
        }
        return String.join(", ", parts) + ".";
    }

    /** The form is kept from release to release; fields may be added. */
    ObjectNode json() {
        var request = plan.request();
        var json = Json.object();
        json.put("stage", stage);
        json.put("bucket", index.bucket());
        json.put("prefix", request.prefix());
        json.put("at", moment.orNow(now).toString());
        json.putObject("manifest")
                .put("vault", request.vault().bucket())
                .put("region", request.vault().region())
                .put("slot", index.slot().toString())
                .put("startedAt", index.startedAt().toString())
                .put("finishedAt", index.finishedAt().toString());
        json.putObject("target")
                .put("bucket", request.target().bucket())
                .put("region", request.target().region())
                .put("prefix", request.target().prefix());
        var counts = json.putObject("plan");
        counts.put("objects", plan.objects())
                .put("bytes", plan.bytes())
                .put("toCopy", plan.toCopy())
                .put("bytesToCopy", plan.bytesToCopy())
                .put("toReplace", plan.toReplace())
                .put("same", plan.same())
                .put("deletedLeftOut", plan.deletedLeftOut())
                .put("others", plan.others())
                .put("requests", plan.requests())
                .put("refused", plan.isRefused());
        var inTheWay = counts.putObject("counts");
        plan.counts().forEach((kind, count) -> inTheWay.put(kind.name(), count));
        counts.putArray("examples")
                .addAll(plan.examples().stream().map(FindingsList::json).toList());
        return json;
    }

    ObjectNode json(S3RestoreResult result, FindingsList findings) {
        var json = json();
        var done = json.putObject("result");
        done.put("good", result.isGood())
                .put("complete", result.isComplete())
                .put("copied", result.copied())
                .put("copiedBytes", result.copiedBytes())
                .put("same", result.same())
                .put("verified", result.verified())
                .put("mismatched", result.mismatched())
                .put("failed", result.failed())
                .put("conflicts", result.conflicts());
        done.putArray("findings")
                .addAll(
                        findings.first().stream()
                                .map(FindingsList::json)
                                .collect(Collectors.toList()));
        findings.file().ifPresent(file -> done.put("allFindings", file.toString()));
        return json;
    }
}
