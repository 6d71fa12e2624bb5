package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.Distribution.Viewer;
import dev.nightshift.certificates.acm.Finding.Fault;
import dev.nightshift.certificates.acm.ServerCertificate.Content;
import dev.nightshift.certificates.acm.Unread.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with how one distribution of CloudFront shows itself to browsers. */
final class DistributionVerdict {
    /** CloudFront's names of the policies that allow TLS before 1.2. */
    private static final Set<String> OLD = Set.of("SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016");

    private final Distribution distribution;
    private final AwsFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    private DistributionVerdict(Distribution distribution, AwsFacts facts) {
        this.distribution = distribution;
        this.facts = facts;
    }

    static List<Finding> of(Distribution distribution, AwsFacts facts) {
        var verdict = new DistributionVerdict(distribution, facts);
        verdict.judge();
        return List.copyOf(verdict.findings);
    }

    private void judge() {
        switch (distribution.certificate()) {
            case Viewer.OfCloudFront() -> {
                if (!distribution.aliases().isEmpty()) {
                    uncovered(distribution.aliases(), "CloudFront's own certificate");
                }
            }
            case Viewer.OfAcm(var arn) -> {
                acm(arn);
                protocol();
            }
            case Viewer.OfIam(var id) -> {
                iam(id);
                protocol();
            }
            case Viewer.Unsaid() ->
                    say(
                            Level.UNKNOWN,
                            Fault.NOT_UNDERSTOOD,
                            "CloudFront does not say which certificate it shows",
                            "look at it in CloudFront's console");
        }
    }

    private void acm(String arn) {
        var region = region(arn);
        if (!region.equals(AcmObserver.CLOUDFRONT_REGION)) {
            say(
                    Level.CRITICAL,
                    Fault.WRONG_REGION,
                    "names a certificate of %s, %s; CloudFront takes those of %s only"
                            .formatted(region, arn, AcmObserver.CLOUDFRONT_REGION),
                    "request or import the certificate in "
                            + AcmObserver.CLOUDFRONT_REGION
                            + " and name that one");
        }
        facts.certificates().stream()
                .filter(one -> one.arn().equals(arn))
                .findFirst()
                .ifPresentOrElse(
                        one -> covered(one.names(), arn),
                        () ->
                                missing(
                                        arn,
                                        facts.unread(Subject.REGION, region)
                                                .or(() -> facts.unread(Subject.CERTIFICATE, arn))
                                                .or(() -> unasked(region))));
    }

    private Optional<String> unasked(String region) {
        return facts.regions().contains(region)
                ? Optional.empty()
                : Optional.of("region " + region + " was not asked");
    }

    private void iam(String id) {
        facts.serverCertificates().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .ifPresentOrElse(
                        one ->
                                one.content()
                                        .map(Content::names)
                                        .ifPresentOrElse(
                                                names -> covered(names, one.arn()),
                                                () ->
                                                        unknown(
                                                                "what is in the server certificate "
                                                                        + one.name()
                                                                        + " could not be read")),
                        () ->
                                missing(
                                        "of IAM, " + id,
                                        facts.unread(Subject.SERVER_CERTIFICATES, "")));
    }

    private void missing(String certificate, Optional<String> unread) {
        unread.ifPresentOrElse(
                this::unknown,
                () ->
                        say(
                                Level.CRITICAL,
                                Fault.NO_SUCH_CERTIFICATE,
                                "names a certificate that is not there: " + certificate,
                                "name one that is"));
    }

    private void unknown(String why) {
        if (!distribution.aliases().isEmpty()) {
            say(
                    Level.UNKNOWN,
                    Fault.ALIAS_NOT_COVERED,
                    "it is not known whether its certificate is for its names: " + why,
                    "mend the reason");
        }
    }

    private void covered(List<String> names, String certificate) {
        var bare =
                distribution.aliases().stream()
                        .filter(alias -> names.stream().noneMatch(name -> covers(name, alias)))
                        .toList();
        if (!bare.isEmpty()) {
            uncovered(bare, certificate);
        }
    }

    private void uncovered(List<String> aliases, String certificate) {
        say(
                Level.CRITICAL,
                Fault.ALIAS_NOT_COVERED,
                "answers to %s, but its certificate is not for it: %s"
                        .formatted(Phrases.few(aliases), certificate),
                "name a certificate for it, or take the alias away" + hint(aliases));
    }

    /** A certificate that would do, if it were where CloudFront looks. */
    private String hint(List<String> aliases) {
        return facts.certificates().stream()
                .filter(one -> one.status() == AwsCertificate.Status.ISSUED)
                .filter(
                        one ->
                                aliases.stream()
                                        .allMatch(
                                                alias ->
                                                        one.names().stream()
                                                                .anyMatch(
                                                                        name ->
                                                                                covers(
                                                                                        name,
                                                                                        alias))))
                .findFirst()
                .map(
                        one ->
                                one.region().equals(AcmObserver.CLOUDFRONT_REGION)
                                        ? "; %s would do".formatted(one.arn())
                                        : "; %s is for it, but in %s, and CloudFront takes those of %s only"
                                                .formatted(
                                                        one.arn(),
                                                        one.region(),
                                                        AcmObserver.CLOUDFRONT_REGION))
                .orElse("");
    }

    private void protocol() {
        if (OLD.contains(distribution.minimumProtocol())) {
            say(
                    Level.NOTE,
                    Fault.OLD_PROTOCOL,
                    "allows TLS before 1.2: its security policy is "
                            + distribution.minimumProtocol(),
                    "choose a security policy of TLSv1.2 or newer");
        }
    }

    /** By RFC 9525, 6.3: a wildcard stands for one label, the first. */
    static boolean covers(String name, String alias) {
        var one = ValidationRecord.bare(name);
        var other = ValidationRecord.bare(alias);
        if (one.equals(other)) {
            return true;
        }
        int dot = other.indexOf('.');
        return one.startsWith("*.") && dot > 0 && one.substring(1).equals(other.substring(dot));
    }

    private static String region(String arn) {
        var parts = arn.split(":", -1);
        return parts.length > 3 ? parts[3] : "";
    }

    /** What is switched off, nobody sees. */
    private void say(Level level, Fault fault, String what, String todo) {
        findings.add(
                new Finding(
                        distribution.enabled() ? level : Level.NOTE,
                        fault,
                        distribution.arn(),
                        "CloudFront's %s (%s)"
                                .formatted(
                                        distribution.id(),
                                        distribution.aliases().isEmpty()
                                                ? distribution.domain()
                                                : Phrases.few(distribution.aliases())),
                        what,
                        todo,
                        Optional.empty()));
    }
}
