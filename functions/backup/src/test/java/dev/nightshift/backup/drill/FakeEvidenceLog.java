package dev.nightshift.backup.drill;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.EvidenceLog;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.Faults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Evidence in memory: once per drill, and only after what it says it follows. */
final class FakeEvidenceLog implements EvidenceLog {
    private final Faults faults;
    private final List<Evidence> kept = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();

    FakeEvidenceLog(Faults faults) {
        this.faults = faults;
    }

    List<Evidence> all() {
        return List.copyOf(kept);
    }

    void hide(String source) {
        unreadable.add(source);
    }

    @Override
    public List<Evidence> of(Evidence.Kind kind, String source, int limit) {
        return faults.read(
                "s3:GetObject",
                () -> {
                    if (unreadable.contains(source)) {
                        throw new CloudException(CloudException.Kind.DENIED, "AccessDenied");
                    }
                    return here(kind, source).limit(limit).toList();
                });
    }

    @Override
    public List<String> sources(Evidence.Kind kind) {
        return kept.stream()
                .filter(one -> one.kind() == kind)
                .map(Evidence::source)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public boolean keep(Evidence evidence) {
        return faults.write(
                "s3:PutObject",
                () -> {
                    if (kept.stream().anyMatch(one -> one.drill().equals(evidence.drill()))) {
                        return false;
                    }
                    if (!hash(evidence.kind(), evidence.source()).equals(evidence.previous())) {
                        throw new CloudException(
                                CloudException.Kind.REJECTED, "there is newer evidence");
                    }
                    kept.add(evidence);
                    return true;
                });
    }

    @Override
    public Optional<String> newestHash(Evidence.Kind kind, String source) {
        return faults.read("s3:GetObject", () -> hash(kind, source));
    }

    private Optional<String> hash(Evidence.Kind kind, String source) {
        return here(kind, source).findFirst().map(one -> "hash of " + one.drill());
    }

    private java.util.stream.Stream<Evidence> here(Evidence.Kind kind, String source) {
        return kept.stream()
                .filter(one -> one.kind() == kind && Objects.equals(one.source(), source))
                .sorted(Comparator.comparing(Evidence::drill).reversed());
    }
}
