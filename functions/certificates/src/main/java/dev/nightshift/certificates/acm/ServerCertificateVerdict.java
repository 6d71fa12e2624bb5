package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.Distribution.Viewer;
import dev.nightshift.certificates.acm.Finding.Fault;
import dev.nightshift.certificates.acm.ServerCertificate.Content;
import java.util.List;
import java.util.Optional;

/** What is wrong with one certificate of IAM. */
final class ServerCertificateVerdict {
    private ServerCertificateVerdict() {}

    static List<Finding> of(ServerCertificate certificate, AwsFacts facts, LifetimeScale scale) {
        var users =
                facts.distributions().stream()
                        .filter(one -> one.certificate().equals(new Viewer.OfIam(certificate.id())))
                        .map(Distribution::id)
                        .toList();
        // the upload is the latest that its lifetime can have begun
        var from = certificate.content().map(Content::notBefore).orElse(certificate.uploaded());
        if (!facts.at().isBefore(certificate.expires())) {
            return List.of(
                    finding(
                            users.isEmpty() ? Level.WARNING : Level.CRITICAL,
                            Fault.EXPIRED,
                            certificate,
                            facts,
                            users));
        }
        if (facts.at().isBefore(from)) {
            return List.of(finding(Level.WARNING, Fault.NOT_YET_VALID, certificate, facts, users));
        }
        var level = scale.of(from, certificate.expires(), facts.at());
        return level == Level.OK
                ? List.of()
                : List.of(finding(level, Fault.EXPIRING, certificate, facts, users));
    }

    private static Finding finding(
            Level level,
            Fault fault,
            ServerCertificate certificate,
            AwsFacts facts,
            List<String> users) {
        var use =
                users.isEmpty()
                        ? "IAM does not say which load balancers use it"
                        : "used by CloudFront's " + Phrases.few(users);
        var valid =
                fault == Fault.NOT_YET_VALID
                        ? "is not valid yet"
                        : Phrases.expiry(certificate.expires(), facts.at());
        return new Finding(
                level,
                fault,
                certificate.arn(),
                certificate.path() + certificate.name() + " in IAM",
                "%s; IAM never renews; %s".formatted(valid, use),
                "request one of ACM in its place, move what uses it, then delete it: IAM refuses that"
                        + " while it is in use",
                Optional.of(certificate.expires()));
    }
}
