package dev.nightshift.certificates.chain;

import static dev.nightshift.certificates.chain.Authorities.CA;
import static dev.nightshift.certificates.chain.Authorities.EXPIRED_ROOT;
import static dev.nightshift.certificates.chain.Authorities.FUTURE_ROOT;
import static dev.nightshift.certificates.chain.Authorities.HOST;
import static dev.nightshift.certificates.chain.Authorities.PINNED;
import static dev.nightshift.certificates.chain.Authorities.ROOT;
import static dev.nightshift.certificates.chain.Authorities.STRANGER;
import static dev.nightshift.certificates.chain.Authorities.STRANGE_CA;
import static dev.nightshift.certificates.chain.FaultKind.BAD_SIGNATURE;
import static dev.nightshift.certificates.chain.FaultKind.DUPLICATE_CERTIFICATE;
import static dev.nightshift.certificates.chain.FaultKind.GARBLED_CERTIFICATE;
import static dev.nightshift.certificates.chain.FaultKind.INTERMEDIATE_EXPIRED;
import static dev.nightshift.certificates.chain.FaultKind.INTERMEDIATE_NOT_YET_VALID;
import static dev.nightshift.certificates.chain.FaultKind.KEY_IDENTIFIERS_DIFFER;
import static dev.nightshift.certificates.chain.FaultKind.LEAF_EXPIRED;
import static dev.nightshift.certificates.chain.FaultKind.LEAF_NOT_YET_VALID;
import static dev.nightshift.certificates.chain.FaultKind.MISSING_INTERMEDIATE;
import static dev.nightshift.certificates.chain.FaultKind.MUST_STAPLE_WITHOUT_STAPLE;
import static dev.nightshift.certificates.chain.FaultKind.NO_CERTIFICATE;
import static dev.nightshift.certificates.chain.FaultKind.OWN_CERTIFICATE_NOT_FIRST;
import static dev.nightshift.certificates.chain.FaultKind.ROOT_EXPIRED;
import static dev.nightshift.certificates.chain.FaultKind.ROOT_NOT_YET_VALID;
import static dev.nightshift.certificates.chain.FaultKind.ROOT_SERVED;
import static dev.nightshift.certificates.chain.FaultKind.SELF_SIGNED;
import static dev.nightshift.certificates.chain.FaultKind.SIGNATURE_ALGORITHMS_DIFFER;
import static dev.nightshift.certificates.chain.FaultKind.TOO_MANY_CERTIFICATES;
import static dev.nightshift.certificates.chain.FaultKind.UNRELATED_CERTIFICATE;
import static dev.nightshift.certificates.chain.FaultKind.UNTRUSTED_ROOT;
import static dev.nightshift.certificates.chain.FaultKind.VALIDITY_INVERTED;
import static dev.nightshift.certificates.chain.FaultKind.WRONG_ORDER;

import dev.nightshift.certificates.net.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/** Chains with a fault in what is served, in time, or in the path. */
final class FaultyPaths {
    private static final Minted LEAF = Mint.leaf(HOST).by(CA).mint();
    private static final Minted OTHER = Mint.leaf("other.example.net").by(ROOT).mint();

    private FaultyPaths() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.addAll(served());
        rows.addAll(times());
        rows.addAll(paths());
        return rows;
    }

    private static List<Row> served() {
        return List.of(
                row("nothing served", List.of(), NO_CERTIFICATE),
                row("an empty certificate", List.of(), GARBLED_CERTIFICATE)
                        .presented(raw(Bytes.NONE)),
                row("text in place of a certificate", List.of(), GARBLED_CERTIFICATE)
                        .presented(raw(Bytes.of("<html>", StandardCharsets.US_ASCII))),
                row("bytes after the certificate", List.of(), GARBLED_CERTIFICATE)
                        .presented(
                                raw(
                                        Bytes.of(
                                                Arrays.copyOf(
                                                        LEAF.der().array(),
                                                        LEAF.der().size() + 1)))),
                row("a garbled intermediate", List.of(), GARBLED_CERTIFICATE, MISSING_INTERMEDIATE)
                        .presented(raw(LEAF.der(), Bytes.of(Arrays.copyOf(CA.der().array(), 300)))),
                row(
                        "its own certificate last",
                        List.of(CA, LEAF),
                        OWN_CERTIFICATE_NOT_FIRST,
                        WRONG_ORDER),
                row("intermediates in the wrong order", wrongOrder(), WRONG_ORDER),
                row("an unrelated certificate", List.of(LEAF, CA, OTHER), UNRELATED_CERTIFICATE),
                row("a certificate twice", List.of(LEAF, CA, CA), DUPLICATE_CERTIFICATE),
                row(
                        "forty certificates and one",
                        Collections.nCopies(41, PINNED),
                        DUPLICATE_CERTIFICATE,
                        TOO_MANY_CERTIFICATES),
                row(
                                "must-staple without a staple",
                                List.of(leaf().mustStaple().mint(), CA),
                                MUST_STAPLE_WITHOUT_STAPLE)
                        .opensslDiffers("verify sees no handshake, so no staple is missed"));
    }

    private static List<Minted> wrongOrder() {
        var upper = Mint.ca("Upper CA").by(ROOT).mint();
        var lower = Mint.ca("Lower CA").by(upper).mint();
        return List.of(Mint.leaf(HOST).by(lower).mint(), upper, lower);
    }

    private static List<Row> times() {
        var oldCa = Mint.ca("Old CA").by(ROOT).expired().mint();
        var newCa = Mint.ca("New CA").by(ROOT).notYetValid().mint();
        return List.of(
                row("expired", List.of(leaf().expired().mint(), CA), LEAF_EXPIRED),
                row("not yet valid", List.of(leaf().notYetValid().mint(), CA), LEAF_NOT_YET_VALID),
                row(
                        "expired intermediate",
                        List.of(Mint.leaf(HOST).by(oldCa).mint(), oldCa),
                        INTERMEDIATE_EXPIRED),
                row(
                        "intermediate not yet valid",
                        List.of(Mint.leaf(HOST).by(newCa).mint(), newCa),
                        INTERMEDIATE_NOT_YET_VALID),
                row("expired root", List.of(Mint.leaf(HOST).by(EXPIRED_ROOT).mint()), ROOT_EXPIRED),
                row(
                        "expired root served",
                        List.of(Mint.leaf(HOST).by(EXPIRED_ROOT).mint(), EXPIRED_ROOT),
                        ROOT_EXPIRED,
                        ROOT_SERVED),
                row(
                        "root not yet valid",
                        List.of(Mint.leaf(HOST).by(FUTURE_ROOT).mint()),
                        ROOT_NOT_YET_VALID),
                row(
                        "ends before it begins",
                        List.of(
                                leaf().valid(
                                                Mint.NOW.plus(Duration.ofDays(1)),
                                                Mint.NOW.minus(Duration.ofDays(1)))
                                        .mint(),
                                CA),
                        VALIDITY_INVERTED));
    }

    private static List<Row> paths() {
        var self = Mint.leaf(HOST).key(MintKeys.ec("self")).mint();
        var selfExpired = Mint.leaf(HOST).key(MintKeys.ec("self")).expired().mint();
        var strange = Mint.leaf(HOST).by(STRANGE_CA).mint();
        var impostor = Mint.root("Team Root").key(MintKeys.ec("impostor")).mint();
        return List.of(
                row("signed by itself", List.of(self), SELF_SIGNED),
                row(
                        "signed by itself and expired",
                        List.of(selfExpired),
                        SELF_SIGNED,
                        LEAF_EXPIRED),
                row(
                        "untrusted root served",
                        List.of(strange, STRANGE_CA, STRANGER),
                        UNTRUSTED_ROOT,
                        ROOT_SERVED),
                row("untrusted root not served", List.of(strange, STRANGE_CA), UNTRUSTED_ROOT),
                row(
                        "an impostor of the root's name",
                        List.of(Mint.leaf(HOST).by(impostor).mint(), impostor),
                        UNTRUSTED_ROOT,
                        ROOT_SERVED),
                row("missing intermediate", List.of(LEAF), MISSING_INTERMEDIATE),
                row(
                        "missing intermediate, its place named",
                        List.of(leaf().access("", "http://ca.example/ca.cer").mint()),
                        MISSING_INTERMEDIATE),
                row("missing intermediate, fetched", List.of(LEAF), MISSING_INTERMEDIATE)
                        .presented(new Presented(List.of(LEAF.der()), false, List.of(CA.der()))),
                row(
                        "signed by another key of that name",
                        List.of(leaf().forgedBy(MintKeys.ec("forger")).mint(), CA),
                        BAD_SIGNATURE),
                row("a changed certificate", List.of(), BAD_SIGNATURE)
                        .presented(raw(changed(), CA.der())),
                row(
                        "signed by a key that it says is another",
                        List.of(
                                leaf().with(
                                                Extension.authorityKeyIdentifier,
                                                false,
                                                new AuthorityKeyIdentifier(new byte[20]))
                                        .mint(),
                                CA),
                        KEY_IDENTIFIERS_DIFFER),
                row(
                        "two algorithms for one signature",
                        List.of(leaf().outerAlgorithm("SHA384withECDSA").mint(), CA),
                        SIGNATURE_ALGORITHMS_DIFFER,
                        BAD_SIGNATURE));
    }

    /** One character of a name is another. */
    private static Bytes changed() {
        var der = LEAF.der().array();
        var name = "www.example.com".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + name.length <= der.length; i++) {
            if (Arrays.equals(Arrays.copyOfRange(der, i, i + name.length), name)) {
                der[i] = 'v';
                return Bytes.of(der);
            }
        }
        throw new IllegalStateException("the name is not there");
    }

    private static Mint leaf() {
        return Mint.leaf(HOST).by(CA);
    }

    private static Presented raw(Bytes... chain) {
        return new Presented(List.of(chain), false, List.of());
    }

    private static Row row(String title, List<Minted> chain, FaultKind... kinds) {
        return Row.of(title, HOST, chain, kinds);
    }
}
