package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.AwsCertificate.Method;
import dev.nightshift.certificates.acm.AwsCertificate.Proof;
import dev.nightshift.certificates.acm.AwsCertificate.Validation;
import dev.nightshift.certificates.acm.RecordState.Different;
import dev.nightshift.certificates.acm.RecordState.Missing;
import dev.nightshift.certificates.acm.RecordState.Present;
import dev.nightshift.certificates.acm.RecordState.Unknown;
import java.util.ArrayList;
import java.util.List;

/** How the names of a certificate are proved, and how the records of DNS for it stand. */
final class Proofs {
    static final String BY_MAIL =
            "whoever reads the domain's mail follows the link of ACM's message";

    private final List<Validation> validations;
    private final List<String> broken = new ArrayList<>();
    private final List<String> restore = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    Proofs(List<Validation> validations, AwsFacts facts) {
        this(
                validations,
                validations.stream().flatMap(one -> one.record().stream()).distinct().toList(),
                facts);
    }

    Proofs(List<Validation> validations, List<ValidationRecord> records, AwsFacts facts) {
        this.validations = validations;
        for (var record : records) {
            switch (facts.records()
                    .getOrDefault(record, new Unknown(record + " was not looked up"))) {
                case Present() -> {}
                case Missing(var how) -> {
                    broken.add("no " + record.name());
                    restore.add(how);
                }
                case Different(var found, var how) -> {
                    broken.add("%s as %s".formatted(record.name(), found));
                    restore.add(how);
                }
                case Unknown(var why) -> unknown.add(why);
            }
        }
    }

    /** What DNS has instead of the right records. */
    List<String> broken() {
        return broken;
    }

    List<String> restore() {
        return restore;
    }

    List<String> unknown() {
        return unknown.stream().distinct().toList();
    }

    /** The names that are not proved yet. */
    List<String> open() {
        var open =
                validations.stream()
                        .filter(one -> one.proof() != Proof.SUCCESS)
                        .map(Validation::domain)
                        .distinct()
                        .toList();
        return open.isEmpty() ? List.of("its names") : open;
    }

    /** Who proves them, and how. */
    String todo() {
        var steps = new ArrayList<>(restore);
        if (by(Method.EMAIL)) {
            steps.add(BY_MAIL);
        }
        if (by(Method.HTTP)) {
            steps.add("point the names to the CloudFront distribution that asked for it");
        }
        unknown().forEach(why -> steps.add("see whether the record is in DNS: " + why));
        return steps.isEmpty()
                ? "its records are in DNS: wait an hour, then look at CAA records and ask AWS support"
                : String.join("; ", steps);
    }

    private boolean by(Method method) {
        return validations.stream()
                .anyMatch(one -> one.method() == method && one.proof() != Proof.SUCCESS);
    }
}
