package dev.nightshift.certificates.chain;

import static dev.nightshift.certificates.chain.Authorities.CA;
import static dev.nightshift.certificates.chain.Authorities.HOST;
import static dev.nightshift.certificates.chain.Authorities.PUBLIC_CA;
import static dev.nightshift.certificates.chain.Authorities.ROOT;
import static dev.nightshift.certificates.chain.FaultKind.ADDRESS_ONLY_AS_TEXT;
import static dev.nightshift.certificates.chain.FaultKind.EXTENSIONS_BEFORE_VERSION_3;
import static dev.nightshift.certificates.chain.FaultKind.HOSTNAME_MISMATCH;
import static dev.nightshift.certificates.chain.FaultKind.KEY_USAGE_NARROW;
import static dev.nightshift.certificates.chain.FaultKind.KEY_USAGE_UNFIT;
import static dev.nightshift.certificates.chain.FaultKind.LEAF_EXPIRED;
import static dev.nightshift.certificates.chain.FaultKind.LEAF_IS_CA;
import static dev.nightshift.certificates.chain.FaultKind.LIFETIME_TOO_LONG;
import static dev.nightshift.certificates.chain.FaultKind.NAME_NOT_ASCII;
import static dev.nightshift.certificates.chain.FaultKind.NAME_UNDECIDED;
import static dev.nightshift.certificates.chain.FaultKind.NAME_WITH_NUL;
import static dev.nightshift.certificates.chain.FaultKind.NOT_FOR_SERVERS;
import static dev.nightshift.certificates.chain.FaultKind.NO_ALTERNATIVE_NAME;
import static dev.nightshift.certificates.chain.FaultKind.NO_PURPOSE;
import static dev.nightshift.certificates.chain.FaultKind.SERIAL_NOT_POSITIVE;
import static dev.nightshift.certificates.chain.FaultKind.SERIAL_TOO_LONG;
import static dev.nightshift.certificates.chain.FaultKind.TEXT_GARBLED;
import static dev.nightshift.certificates.chain.FaultKind.WILDCARD_MISPLACED;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Chains with a fault in names, or in what the certificate is for. */
final class FaultyLeaves {
    private FaultyLeaves() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.addAll(names());
        rows.addAll(purposes());
        rows.addAll(forms());
        return rows;
    }

    private static List<Row> names() {
        var loose = "it takes a wildcard for a part of a label; RFC 9525, 6.3 does not";
        return List.of(
                row("another host", named("www.example.org"), HOSTNAME_MISMATCH),
                row("a host below", named("a.www.example.com"), HOSTNAME_MISMATCH),
                row("the domain above", named("example.com"), HOSTNAME_MISMATCH),
                Row.of(
                        "a wildcard for two labels",
                        "a.b.example.com",
                        named("*.example.com"),
                        HOSTNAME_MISMATCH),
                Row.of(
                        "a wildcard for no label",
                        "example.com",
                        named("*.example.com"),
                        HOSTNAME_MISMATCH),
                row(
                        "a wildcard in the second label",
                        named("www.*.com"),
                        WILDCARD_MISPLACED,
                        HOSTNAME_MISMATCH),
                row(
                                "a wildcard in part of a label",
                                named("w*.example.com"),
                                WILDCARD_MISPLACED,
                                HOSTNAME_MISMATCH)
                        .opensslDiffers(loose),
                Row.of(
                        "a wildcard for a whole top-level domain",
                        "example.com",
                        named("*.com"),
                        WILDCARD_MISPLACED,
                        HOSTNAME_MISMATCH),
                row("a wildcard alone", named("*"), WILDCARD_MISPLACED, HOSTNAME_MISMATCH),
                row("a name with a dot at its end", named("www.example.com."), HOSTNAME_MISMATCH),
                row(
                        "a NUL within a name",
                        named("www.example.com\0.evil.example"),
                        NAME_WITH_NUL,
                        HOSTNAME_MISMATCH),
                Row.of(
                        "an international name not in ASCII",
                        "www.bücher.example",
                        named("www.bücher.example"),
                        NAME_NOT_ASCII,
                        HOSTNAME_MISMATCH),
                row(
                                "a common name only",
                                List.of(leaf().withoutNames().mint(), CA),
                                NO_ALTERNATIVE_NAME)
                        .opensslDiffers("it still falls back to the common name"),
                row(
                        "another common name only",
                        List.of(Mint.leaf("other.example").by(CA).withoutNames().mint(), CA),
                        NO_ALTERNATIVE_NAME,
                        HOSTNAME_MISMATCH),
                Row.of(
                        "an address of another host",
                        "192.0.2.8",
                        named("192.0.2.7"),
                        HOSTNAME_MISMATCH),
                Row.of(
                        "an address as common name",
                        "192.0.2.7",
                        List.of(Mint.leaf("192.0.2.7").by(CA).withoutNames().mint(), CA),
                        ADDRESS_ONLY_AS_TEXT),
                Row.of(
                        "an address as host name",
                        "192.0.2.7",
                        List.of(Mint.leaf("x").by(CA).names(Mint.dns("192.0.2.7")).mint(), CA),
                        ADDRESS_ONLY_AS_TEXT),
                Row.of("a name that is none", "www example", named(HOST), NAME_UNDECIDED));
    }

    private static List<Row> purposes() {
        return List.of(
                row(
                        "for clients only",
                        List.of(leaf().purposes(KeyPurposeId.id_kp_clientAuth).mint(), CA),
                        NOT_FOR_SERVERS),
                row(
                        "a key that may not sign",
                        List.of(leaf().usage(KeyUsage.cRLSign).mint(), CA),
                        KEY_USAGE_UNFIT),
                row(
                                "a key for agreement only",
                                List.of(leaf().usage(KeyUsage.keyAgreement).mint(), CA),
                                KEY_USAGE_UNFIT)
                        .opensslDiffers(
                                "it takes any of the three usages for TLS, whatever the key"),
                row(
                        "an RSA key for the old exchange only",
                        List.of(
                                leaf().key(MintKeys.rsa("leaf", 2048))
                                        .usage(KeyUsage.keyEncipherment)
                                        .mint(),
                                CA),
                        KEY_USAGE_NARROW),
                row(
                                "a CA as a host",
                                List.of(
                                        Mint.leaf(HOST)
                                                .by(ROOT)
                                                .basic(new BasicConstraints(true))
                                                .mint()),
                                LEAF_IS_CA)
                        .opensslDiffers("it lets a CA serve; Firefox does not"),
                row(
                        "public without a purpose",
                        List.of(
                                Mint.leaf(HOST)
                                        .by(PUBLIC_CA)
                                        .without(Extension.extendedKeyUsage)
                                        .mint(),
                                PUBLIC_CA),
                        NO_PURPOSE),
                longer(
                        "of 2026 for a second more than 200 days",
                        Instant.parse("2026-03-15T00:00:00Z"),
                        200),
                longer(
                        "of 2025 for a second more than 398 days",
                        Instant.parse("2026-03-14T23:59:59Z"),
                        398));
    }

    private static Row longer(String title, Instant issued, int days) {
        var leaf =
                Mint.leaf(HOST)
                        .by(PUBLIC_CA)
                        .valid(issued, issued.plus(Duration.ofDays(days)))
                        .mint();
        var row = row(title, List.of(leaf, PUBLIC_CA), LIFETIME_TOO_LONG);
        return issued.plus(Duration.ofDays(days)).isBefore(Mint.NOW)
                ? row(title, List.of(leaf, PUBLIC_CA), LIFETIME_TOO_LONG, LEAF_EXPIRED)
                : row;
    }

    private static List<Row> forms() {
        return List.of(
                row(
                        "serial number 0",
                        List.of(leaf().serial(BigInteger.ZERO).mint(), CA),
                        SERIAL_NOT_POSITIVE),
                row(
                        "extensions in version 2",
                        List.of(leaf().version(2).mint(), CA),
                        EXTENSIONS_BEFORE_VERSION_3),
                row(
                        "a negative serial number",
                        List.of(leaf().serial(BigInteger.valueOf(-7)).mint(), CA),
                        SERIAL_NOT_POSITIVE),
                row(
                        "a serial number of 21 bytes",
                        List.of(leaf().serial(BigInteger.ONE.shiftLeft(161)).mint(), CA),
                        SERIAL_TOO_LONG),
                row(
                        "text that is no UTF-8",
                        List.of(leaf().subject(garbledName()).mint(), CA),
                        TEXT_GARBLED));
    }

    /** A UTF8String that begins a character and does not end it. */
    private static X500Name garbledName() {
        return X500Name.getInstance(
                new DERSequence(
                        new DERSet(
                                new DERSequence(new ASN1Encodable[] {BCStyle.CN, garbledText()}))));
    }

    private static ASN1Encodable garbledText() {
        try {
            return ASN1Primitive.fromByteArray(new byte[] {0x0c, 3, 'a', 'b', (byte) 0xc3});
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Mint leaf() {
        return Mint.leaf(HOST).by(CA);
    }

    private static List<Minted> named(String name) {
        return List.of(Mint.leaf(name).by(CA).subject("CN=host").mint(), CA);
    }

    private static Row row(String title, List<Minted> chain, FaultKind... kinds) {
        return Row.of(title, HOST, chain, kinds);
    }
}
