package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.net.Bytes;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a certificate is for the host that was meant.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9525">RFC 9525</a>
 */
final class NameRules {
    private static final String WILDCARD = "*.";
    private static final int MAX_LISTED = 5;

    private final ParsedCertificate leaf;
    private final int position;
    private final List<Fault> faults = new ArrayList<>();

    private NameRules(ParsedCertificate leaf, int position) {
        this.leaf = leaf;
        this.position = position;
    }

    record Outcome(Answer matches, List<Fault> faults) {
        Outcome {
            faults = List.copyOf(faults);
        }
    }

    static Outcome check(ParsedCertificate leaf, int position, String expected) {
        var rules = new NameRules(leaf, position);
        rules.form();
        var answer = rules.match(expected);
        return new Outcome(answer, rules.faults);
    }

    private Answer match(String expected) {
        return switch (ExpectedName.of(expected)) {
            case ExpectedName.Host host -> host(host.ascii());
            case ExpectedName.Address address -> address(address);
            case ExpectedName.Senseless no -> {
                add(FaultKind.NAME_UNDECIDED, no.why() + "; mend the settings.");
                yield Answer.UNKNOWN;
            }
        };
    }

    private Answer host(String host) {
        boolean matches =
                leaf.extensions().named(GeneralName.Kind.DNS).stream()
                        .anyMatch(name -> matches(name.raw(), host));
        if (matches) {
            return Answer.YES;
        }
        return mismatch(
                host, leaf.subject().commonNames().stream().anyMatch(cn -> matches(cn, host)));
    }

    private Answer mismatch(String expected, boolean commonNameMatches) {
        if (namesAreGarbled()) {
            add(
                    FaultKind.NAME_UNDECIDED,
                    "The names in the certificate cannot be read; whether it is for "
                            + expected
                            + " cannot be said.");
            return Answer.UNKNOWN;
        }
        if (leaf.extensions().names().isEmpty()) {
            add(
                    FaultKind.NO_ALTERNATIVE_NAME,
                    "The certificate has no subject alternative name, and clients look nowhere"
                            + " else.");
        }
        if (leaf.extensions().names().isPresent() || !commonNameMatches) {
            add(
                    FaultKind.HOSTNAME_MISMATCH,
                    "The certificate is not for " + expected + " but for " + listed() + ".");
        }
        return Answer.NO;
    }

    private Answer address(ExpectedName.Address wanted) {
        boolean matches =
                leaf.extensions().named(GeneralName.Kind.IP).stream()
                        .anyMatch(name -> name.value().equals(wanted.address()));
        if (matches) {
            return Answer.YES;
        }
        boolean asText =
                leaf.subject().commonNames().stream().anyMatch(cn -> isAddress(cn, wanted))
                        || leaf.extensions().named(GeneralName.Kind.DNS).stream()
                                .anyMatch(name -> isAddress(name.raw(), wanted));
        if (asText && !namesAreGarbled()) {
            add(
                    FaultKind.ADDRESS_ONLY_AS_TEXT,
                    "The certificate has "
                            + wanted.text()
                            + " as text where host names stand; clients look for it among the IP"
                            + " addresses.");
            return Answer.NO;
        }
        return mismatch(wanted.text(), false);
    }

    private static boolean isAddress(String text, ExpectedName.Address wanted) {
        try {
            return Bytes.of(InetAddress.ofLiteral(text).getAddress()).equals(wanted.address());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** A wildcard stands for exactly one label, the first, and is all of it. */
    private static boolean matches(String presented, String host) {
        var name = presented.toLowerCase(Locale.ROOT);
        if (!name.startsWith(WILDCARD)) {
            return name.equals(host);
        }
        var rest = name.substring(1);
        int dot = host.indexOf('.');
        // at least two labels after it: nobody owns *.com
        return dot > 0
                && rest.indexOf('*') < 0
                && rest.indexOf('.', 1) > 0
                && host.substring(dot).equals(rest);
    }

    private boolean namesAreGarbled() {
        return leaf.extensions().names().isEmpty() && leaf.extensions().all().contains("2.5.29.17");
    }

    private void form() {
        var names = leaf.extensions().named(GeneralName.Kind.DNS);
        if (names.stream().anyMatch(name -> name.raw().indexOf('\0') >= 0)
                || leaf.subject().commonNames().stream().anyMatch(cn -> cn.indexOf('\0') >= 0)) {
            add(
                    FaultKind.NAME_WITH_NUL,
                    "A name in the certificate holds a NUL byte, after which careless clients stop"
                            + " reading; somebody may want to pass for another host.");
        }
        names.stream()
                .filter(name -> !name.isAscii())
                .findFirst()
                .ifPresent(
                        name ->
                                add(
                                        FaultKind.NAME_NOT_ASCII,
                                        "The name "
                                                + name.text()
                                                + " is not ASCII; an international name has to stand"
                                                + " there as xn--…, or it matches nothing."));
        names.stream()
                .filter(name -> isMisplaced(name.raw()))
                .findFirst()
                .ifPresent(
                        name ->
                                add(
                                        FaultKind.WILDCARD_MISPLACED,
                                        "The wildcard in "
                                                + name.text()
                                                + " matches nothing: it has to be the whole first"
                                                + " label, with two more after it."));
    }

    private static boolean isMisplaced(String name) {
        return name.indexOf('*') >= 0
                && !(name.startsWith(WILDCARD)
                        && name.indexOf('*', 1) < 0
                        && name.indexOf('.', 2) > 0);
    }

    private String listed() {
        var names = leaf.extensions().names().orElse(List.of());
        if (names.isEmpty()) {
            return leaf.label();
        }
        var first = names.stream().limit(MAX_LISTED).map(GeneralName::text).toList();
        var more = names.size() - first.size();
        return String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }

    private void add(FaultKind kind, String words) {
        faults.add(Fault.at(position, kind, words));
    }
}
