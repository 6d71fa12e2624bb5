package dev.nightshift.certificates.grade;

import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_1;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_2;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.CipherSuite.KeyExchange;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the guide's tables and changes say of cipher suites and ephemeral keys. */
record SuiteRules(Offered offered, Findings findings) {
    private static final int INSECURE_BELOW = 112;
    private static final int NAMED = 3;

    void apply() {
        unknown();
        broken();
        rc4();
        smallBlocks();
        preferred(
                CipherSuite::isForwardSecret,
                "forward secrecy",
                "2009o: cap at B without forward secrecy, or if clients that can do it get none");
        preferred(
                CipherSuite::isAead,
                "an AEAD suite",
                "2009o: cap at B without AEAD suites, or if clients that can do them get none");
        diffieHellman();
    }

    private void unknown() {
        var versions = offered.unknownSuites();
        if (!versions.isEmpty()) {
            findings.open(
                    Letter.F,
                    "which suites are offered is not known of " + String.join(", ", versions),
                    "What was not seen may be anything");
        }
    }

    private void broken() {
        refuse(
                Offered::isAnonymous,
                "anonymous suites",
                "Table of key exchange: anonymous scores 0, and a zero makes the total zero");
        refuse(
                suite -> suite.strengthBits() == 0,
                "suites without encryption",
                "Table of cipher strength: no encryption scores 0; one such suite is enough here");
        refuse(
                CipherSuite::isExport,
                "export suites",
                "2009e: keys under 1024 bits are insecure; an export key has 512");
        refuse(
                suite ->
                        !suite.isExport()
                                && suite.strengthBits() > 0
                                && suite.strengthBits() < INSECURE_BELOW,
                "suites under 112 bits",
                "Table of cipher strength: the lowest score; taken as insecure here, like export");
    }

    private void refuse(Predicate<CipherSuite> kind, String what, String rule) {
        if (offered.has(kind)) {
            findings.cap(
                    Letter.F, what + ": " + names(offered.suites().filter(kind).toList()), rule);
        }
    }

    private void rc4() {
        if (!offered.has(Offered::isRc4)) {
            return;
        }
        findings.cap(Letter.B, "RC4 is offered", "2009i: cap at B with RC4");
        if (modern().anyMatch(
                        version -> offered.suites(version).stream().anyMatch(Offered::isRc4))) {
            findings.cap(
                    Letter.C,
                    "RC4 is offered with TLS 1.1 or newer",
                    "2009j: cap at C if RC4 is used with TLS 1.1 or newer");
        }
        findings.cap(
                offered.offersSuite(suite -> !Offered.isRc4(suite)).not(),
                Letter.F,
                "nothing but RC4 is offered",
                "whether anything but RC4 is offered is not known",
                "2009k: fail servers that have only RC4");
    }

    private void smallBlocks() {
        modern().forEach(
                        version -> {
                            var suites = offered.suites(version);
                            if (suites.stream().noneMatch(Offered::hasSmallBlocks)) {
                                return;
                            }
                            findings.cap(
                                    keptAtTheEnd(version, suites).not(),
                                    Letter.C,
                                    "SWEET32: "
                                            + names(
                                                    suites.stream()
                                                            .filter(Offered::hasSmallBlocks)
                                                            .toList())
                                            + " with "
                                            + version
                                            + ", and not as the server's own last choice",
                                    "whether it keeps blocks of 64 bits for the last with "
                                            + version
                                            + " is not known",
                                    "2009n: cap at C if ciphers with blocks of 64 bits are used with TLS"
                                            + " 1.1 or newer, unless they come last in the server's order");
                        });
    }

    /** Whether the server takes them only from clients that have nothing else. */
    private Answer keptAtTheEnd(ProtocolVersion version, List<CipherSuite> suites) {
        var first = suites.stream().map(Offered::hasSmallBlocks).toList().indexOf(true);
        if (first == 0 || !suites.stream().skip(first).allMatch(Offered::hasSmallBlocks)) {
            return Answer.NO;
        }
        return ownOrder(version);
    }

    private Answer ownOrder(ProtocolVersion version) {
        var own = offered.survey().ownOrder().get(version);
        return own == null ? Answer.UNKNOWN : Answer.of(own);
    }

    /** A suite of that kind has to be there, and be what clients get. */
    private void preferred(Predicate<CipherSuite> kind, String what, String rule) {
        findings.cap(
                offered.offersSuite(kind).not(),
                Letter.B,
                what + " is not offered",
                "whether " + what + " is offered is not known",
                rule);
        offered.versions()
                .filter(version -> version.compareTo(TLS_1_2) <= 0)
                .filter(version -> passesOver(offered.suites(version), kind))
                .forEach(
                        version ->
                                findings.cap(
                                        ownOrder(version),
                                        Letter.B,
                                        "with "
                                                + version
                                                + " the server prefers "
                                                + offered.suites(version).getFirst()
                                                + " to "
                                                + what,
                                        "whether the server has an order of its own with "
                                                + version
                                                + " is not known",
                                        rule));
    }

    private static boolean passesOver(List<CipherSuite> suites, Predicate<CipherSuite> kind) {
        return !suites.isEmpty() && !kind.test(suites.getFirst()) && suites.stream().anyMatch(kind);
    }

    private void diffieHellman() {
        if (!offered.has(suite -> suite.keyExchange() == KeyExchange.DHE && !suite.isExport())) {
            return;
        }
        var bits = offered.survey().dhBits();
        if (bits.isEmpty()) {
            findings.open(
                    Letter.F,
                    "DHE is offered with a prime of unknown size",
                    "2009j: cap at B if DH parameters are under 2048 bits");
            return;
        }
        var prime =
                "the prime of DHE has "
                        + bits.get()
                        + " bits"
                        + offered.survey()
                                .dhCommonPrime()
                                .map(name -> ", and many servers share it (" + name + ")")
                                .orElse("");
        if (bits.get() < 1024) {
            findings.cap(Letter.F, prime, "2009e: keys under 1024 bits are insecure");
        } else if (bits.get() < 2048) {
            findings.cap(Letter.B, prime, "2009j: cap at B if DH parameters are under 2048 bits");
        }
    }

    private Stream<ProtocolVersion> modern() {
        return offered.versions().filter(version -> version == TLS_1_1 || version == TLS_1_2);
    }

    private static String names(List<CipherSuite> suites) {
        var some =
                suites.stream()
                        .limit(NAMED)
                        .map(CipherSuite::name)
                        .collect(Collectors.joining(", "));
        return suites.size() > NAMED ? some + " and " + (suites.size() - NAMED) + " more" : some;
    }
}
