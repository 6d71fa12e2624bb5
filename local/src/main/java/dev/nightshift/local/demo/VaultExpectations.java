package dev.nightshift.local.demo;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.local.demo.Inspection.Seen;
import dev.nightshift.local.report.Story.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What must be in the vault in the end, and what the drills must have shown and taken away. */
final class VaultExpectations {
    private final Vault vault;
    private final Media media;
    private final Inspection inspection;
    private final List<Check> checks = new ArrayList<>();

    private VaultExpectations(Vault vault, Media media, Inspection inspection) {
        this.vault = vault;
        this.media = media;
        this.inspection = inspection;
    }

    static List<Check> of(Vault vault, Media media, Inspection inspection) {
        var expectations = new VaultExpectations(vault, media, inspection);
        expectations.bucket();
        expectations.drills();
        expectations.tidiness();
        return expectations.checks;
    }

    private void bucket() {
        var copies = vault.copies(Media.BUCKET);
        check(
                "every object of %s is in the vault, byte for byte".formatted(Media.BUCKET),
                copies.equals(media.content()),
                copies.size() + " copies of " + media.content().size());
        var manifest = vault.manifest(Media.BUCKET);
        check(
                "a manifest names them all",
                manifest.filter(
                                key ->
                                        vault.json(key).path("objects").asLong()
                                                == media.content().size())
                        .isPresent(),
                manifest.orElse("none"));
        check(
                "the bucket that nobody named is not in the vault",
                vault.keys("data/" + Media.UNTOUCHED).isEmpty(),
                "");
    }

    private void drills() {
        for (var source :
                List.of("evidence/rds/" + Estate.SHOP + "/", "evidence/s3/" + Media.BUCKET + "/")) {
            var documents = vault.keys(source);
            check(
                    "a drill restored it, and left evidence: " + source,
                    documents.size() == 1
                            && vault.json(documents.getFirst())
                                    .path("result")
                                    .asText()
                                    .equals("SUCCESSFUL"),
                    String.join(", ", documents));
        }
        var proven =
                Stream.concat(inspection.atHome().stream(), inspection.inRecovery().stream())
                        .filter(seen -> seen.tags().containsKey(Ownership.PROVEN_TAG))
                        .toList();
        check(
                "the snapshot that was restored is marked as proven",
                proven.size() == 1 && proven.getFirst().database().equals(Estate.SHOP),
                String.join(", ", proven.stream().map(Seen::id).toList()));
        var manifest = vault.manifest(Media.BUCKET).flatMap(vault::proven);
        check(
                "and so is the manifest",
                manifest.isPresent(),
                manifest.map(at -> "proven " + at).orElse(""));
    }

    private void tidiness() {
        var left = inspection.instances().stream().filter(id -> id.contains("drill")).toList();
        check("no restored database is left", left.isEmpty(), String.join(", ", left));
        var scratch = vault.keys("scratch/");
        check("and nothing of the sample", scratch.isEmpty(), String.join(", ", scratch));
    }

    private void check(String what, boolean ok, String found) {
        checks.add(new Check(what, ok, found));
    }
}
