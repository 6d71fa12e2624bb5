package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.chain.Fault;
import dev.nightshift.certificates.chain.FaultKind;
import dev.nightshift.certificates.chain.Revocation;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.check.EndpointFacts.Node;
import dev.nightshift.certificates.grade.Cap;
import dev.nightshift.certificates.grade.Grade;
import dev.nightshift.certificates.grade.Letter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is to be said of one endpoint, when its certificate ends and its pages aside. */
final class Endpoints {
    /** They say what the expiry says, and better there. */
    private static final Set<FaultKind> TIME =
            Set.of(FaultKind.LEAF_EXPIRED, FaultKind.INTERMEDIATE_EXPIRED, FaultKind.ROOT_EXPIRED);

    private final EndpointFacts facts;
    private final Endpoint endpoint;
    private final boolean online;
    private final List<Finding> findings = new ArrayList<>();

    private Endpoints(EndpointFacts facts, boolean online) {
        this.facts = facts;
        this.endpoint = facts.endpoint();
        this.online = online;
    }

    /**
     * @param online whether anything at all could be reached
     */
    static List<Finding> of(EndpointFacts facts, boolean online) {
        var judged = new Endpoints(facts, online);
        judged.reach();
        judged.chains();
        judged.revocation();
        judged.grade();
        return judged.findings;
    }

    private void reach() {
        facts.unresolved()
                .ifPresent(
                        why ->
                                add(
                                        Level.UNKNOWN,
                                        Topic.REACH,
                                        "its name leads to no address: " + why,
                                        online ? "correct host, or the record in DNS" : ""));
        facts.refused()
                .forEach(
                        why ->
                                add(
                                        Level.WARNING,
                                        Topic.REACH,
                                        why,
                                        "correct the record in DNS, or privateRanges"));
        for (var node : facts.nodes()) {
            if (node instanceof Node.Silent(var address, var trouble, var why)) {
                var level =
                        switch (trouble) {
                            case REFUSED, ALERT, NOT_TLS, NO_STARTTLS ->
                                    online ? Level.WARNING : Level.UNKNOWN;
                            case UNREACHABLE, TIMED_OUT, MALFORMED -> Level.UNKNOWN;
                        };
                var which = facts.nodes().size() == 1 ? "" : oneOfMany(Set.of(address)) + ": ";
                add(
                        level,
                        Topic.REACH,
                        which + why,
                        level == Level.WARNING ? "see that the server runs and speaks TLS" : "");
            }
        }
    }

    private void chains() {
        var faults = new LinkedHashMap<Fault, Set<String>>();
        facts.shown()
                .forEach(
                        node ->
                                node.certificates()
                                        .forEach(
                                                one ->
                                                        one.chain().faults().stream()
                                                                .filter(Endpoints::isOfForm)
                                                                .forEach(
                                                                        fault ->
                                                                                faults.computeIfAbsent(
                                                                                                fault,
                                                                                                _ ->
                                                                                                        new TreeSet<>())
                                                                                        .add(
                                                                                                node
                                                                                                        .address()))));
        faults.forEach(
                (fault, addresses) ->
                        add(
                                level(fault),
                                Topic.CHAIN,
                                sentence(fault.words()) + where(addresses),
                                ""));
    }

    /** Without its full stop: more may follow. */
    private static String sentence(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static boolean isOfForm(Fault fault) {
        return !TIME.contains(fault.kind());
    }

    static Level level(Fault fault) {
        return switch (fault.severity()) {
            case ERROR -> Level.CRITICAL;
            case WARNING -> Level.WARNING;
            case UNKNOWN -> Level.UNKNOWN;
            case NOTE -> Level.NOTE;
        };
    }

    private void revocation() {
        facts.certificates()
                .flatMap(certificate -> certificate.tellingRevocations().stream())
                .distinct()
                .forEach(
                        found -> {
                            var label = found.certificate().label();
                            var level = level(found.revocation());
                            if (level != Level.OK) {
                                add(
                                        level,
                                        Topic.REVOCATION,
                                        label + " " + words(found.revocation()),
                                        level == Level.CRITICAL
                                                ? "replace it at once, with a new key"
                                                : "");
                            }
                        });
    }

    static Level level(Revocation revocation) {
        return switch (revocation) {
            case Revocation.Good _, Revocation.NotOffered _ -> Level.OK;
            case Revocation.Revoked _ -> Level.CRITICAL;
            case Revocation.Unknown _ -> Level.UNKNOWN;
        };
    }

    /** What follows the name of a certificate. */
    static String words(Revocation revocation) {
        return switch (revocation) {
            case Revocation.Good(var via, var as, _) ->
                    "is not revoked: %s of %s".formatted(words(via), as);
            case Revocation.Revoked(var via, var since, var reason) ->
                    "was revoked on %s by its issuer%s: %s"
                            .formatted(
                                    since,
                                    reason.map(why -> " (" + why + ")").orElse(""),
                                    words(via));
            case Revocation.Unknown(var why) -> "may be revoked, which is not known: " + why;
            case Revocation.NotOffered _ -> "names nobody who could be asked whether it is revoked";
        };
    }

    private static String words(Revocation.Via via) {
        return switch (via) {
            case STAPLED_OCSP -> "stapled OCSP";
            case OCSP -> "OCSP";
            case CRL -> "CRL";
        };
    }

    private void grade() {
        facts.grade()
                .ifPresent(
                        grade -> {
                            var level = gradeLevel(endpoint, grade);
                            if (level == Level.UNKNOWN) {
                                add(
                                        level,
                                        Topic.GRADE,
                                        "TLS: " + grade.inWords() + reasons(grade.open()),
                                        "");
                            } else if (level != Level.OK) {
                                add(
                                        level,
                                        Topic.GRADE,
                                        "TLS: %s, where %s is asked for%s"
                                                .formatted(
                                                        grade.ignoringTrust(),
                                                        endpoint.minimumGrade(),
                                                        reasons(tlsOnly(grade))),
                                        "change what the server offers (ssl_protocols and"
                                                + " ssl_ciphers of nginx, the security policy of a load"
                                                + " balancer or CloudFront)");
                            }
                        });
    }

    /** What is wrong with the certificate itself is not said twice. */
    static Level gradeLevel(Endpoint endpoint, Grade grade) {
        var letter = grade.ignoringTrust();
        if (letter == Letter.UNKNOWN) {
            return Level.UNKNOWN;
        }
        if (!letter.isWorseThan(endpoint.minimumGrade())) {
            return Level.OK;
        }
        return letter == Letter.F ? Level.CRITICAL : Level.WARNING;
    }

    private static List<Cap> tlsOnly(Grade grade) {
        return grade.caps().stream()
                .filter(cap -> cap.ceiling() != Letter.T && cap.ceiling() != Letter.M)
                .toList();
    }

    private static String reasons(List<Cap> caps) {
        return caps.isEmpty()
                ? ""
                : ": "
                        + caps.stream()
                                .map(Cap::reason)
                                .distinct()
                                .collect(Collectors.joining("; "));
    }

    /** One bad node behind a name is told as such. */
    private String where(Set<String> addresses) {
        return addresses.size() == facts.nodes().size() ? "" : " (" + oneOfMany(addresses) + ")";
    }

    private String oneOfMany(Set<String> addresses) {
        return "at %s, %d of %s"
                .formatted(
                        Phrases.some(addresses),
                        addresses.size(),
                        Phrases.count(facts.nodes().size(), "address", "addresses"));
    }

    private void add(Level level, Topic topic, String words, String todo) {
        findings.add(
                new Finding(level, topic, endpoint.subject(), endpoint.subject(), words, todo));
    }

    /** How a sound endpoint stands, in one line. */
    static Optional<String> standing(EndpointFacts facts) {
        return facts.certificates()
                .findFirst()
                .flatMap(
                        certificate ->
                                certificate
                                        .chain()
                                        .leaf()
                                        .map(
                                                leaf ->
                                                        "%s %s; %s%s"
                                                                .formatted(
                                                                        leaf.label(),
                                                                        Expiries.ends(
                                                                                certificate
                                                                                        .chain()
                                                                                        .lifetime()
                                                                                        .orElseThrow(),
                                                                                certificate
                                                                                        .chain()
                                                                                        .at()),
                                                                        certificate.version(),
                                                                        facts.grade()
                                                                                .map(
                                                                                        grade ->
                                                                                                ", grade "
                                                                                                        + grade
                                                                                                                .inWords())
                                                                                .orElse(""))));
    }
}
