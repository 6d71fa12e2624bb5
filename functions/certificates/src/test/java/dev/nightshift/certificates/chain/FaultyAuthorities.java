package dev.nightshift.certificates.chain;

import static dev.nightshift.certificates.chain.Authorities.CA;
import static dev.nightshift.certificates.chain.Authorities.HOST;
import static dev.nightshift.certificates.chain.Authorities.ROOT;
import static dev.nightshift.certificates.chain.Authorities.SHORT_ROOT;
import static dev.nightshift.certificates.chain.FaultKind.CA_MAY_NOT_SIGN;
import static dev.nightshift.certificates.chain.FaultKind.CA_NOT_FOR_SERVERS;
import static dev.nightshift.certificates.chain.FaultKind.GARBLED_EXTENSION;
import static dev.nightshift.certificates.chain.FaultKind.NAME_CONSTRAINT_UNDECIDED;
import static dev.nightshift.certificates.chain.FaultKind.NAME_CONSTRAINT_VIOLATED;
import static dev.nightshift.certificates.chain.FaultKind.NAME_UNDECIDED;
import static dev.nightshift.certificates.chain.FaultKind.NOT_A_CA;
import static dev.nightshift.certificates.chain.FaultKind.PATH_TOO_LONG;
import static dev.nightshift.certificates.chain.FaultKind.PRECERTIFICATE;
import static dev.nightshift.certificates.chain.FaultKind.REPEATED_EXTENSION;
import static dev.nightshift.certificates.chain.FaultKind.UNKNOWN_CRITICAL_EXTENSION;
import static dev.nightshift.certificates.chain.FaultKind.VERSION_1_CA;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Chains with a fault in what a CA may, or in extensions. */
final class FaultyAuthorities {
    private FaultyAuthorities() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.addAll(authorities());
        rows.addAll(forms());
        return rows;
    }

    private static List<Row> authorities() {
        var leafAsCa =
                Mint.leaf("host.example.com")
                        .key(MintKeys.ec("host"))
                        .usage(KeyUsage.keyCertSign)
                        .by(ROOT)
                        .mint();
        var version1 = Mint.ca("Version 1 CA").by(ROOT).version(1).mint();
        var silent = Mint.ca("Silent CA").by(ROOT).usage(KeyUsage.cRLSign).mint();
        var mail = Mint.ca("Mail CA").by(ROOT).purposes(KeyPurposeId.id_kp_emailProtection).mint();
        var underShort = Mint.ca("Lower CA").by(CA).mint();
        var underShortRoot = Mint.ca("Second CA").by(SHORT_ROOT).mint();
        var permitting = Mint.ca("Permitting CA").by(ROOT).permit(Mint.dns("example.net")).mint();
        var excluding = Mint.ca("Excluding CA").by(ROOT).exclude(Mint.dns("example.com")).mint();
        var network = Mint.ca("Network CA").by(ROOT).permit(range("10.0.0.0", "255.0.0.0")).mint();
        var directory =
                Mint.ca("Directory CA")
                        .by(ROOT)
                        .permit(new GeneralName(new X500Name("O=Other")))
                        .mint();
        var web = Mint.ca("Web CA").by(ROOT).permit(Mint.uri("example.com")).mint();
        return List.of(
                row(
                        "a host's certificate as CA",
                        List.of(Mint.leaf(HOST).by(leafAsCa).mint(), leafAsCa),
                        NOT_A_CA),
                row("a CA without basic constraints", noBasics(), NOT_A_CA),
                row(
                        "a CA of version 1",
                        List.of(Mint.leaf(HOST).by(version1).mint(), version1),
                        VERSION_1_CA),
                row(
                        "a CA that may not sign",
                        List.of(Mint.leaf(HOST).by(silent).mint(), silent),
                        CA_MAY_NOT_SIGN),
                row(
                        "a CA for mail only",
                        List.of(Mint.leaf(HOST).by(mail).mint(), mail),
                        CA_NOT_FOR_SERVERS),
                row(
                        "one CA too many",
                        List.of(Mint.leaf(HOST).by(underShort).mint(), underShort, CA),
                        PATH_TOO_LONG),
                row(
                        "one CA too many for the root",
                        List.of(Mint.leaf(HOST).by(underShortRoot).mint(), underShortRoot),
                        PATH_TOO_LONG),
                row(
                        "a name that the CA may not certify",
                        List.of(Mint.leaf(HOST).by(permitting).mint(), permitting),
                        NAME_CONSTRAINT_VIOLATED),
                row(
                        "a name that the CA has to leave alone",
                        List.of(Mint.leaf(HOST).by(excluding).mint(), excluding),
                        NAME_CONSTRAINT_VIOLATED),
                Row.of(
                        "an address that the CA may not certify",
                        "192.0.2.7",
                        List.of(Mint.leaf("192.0.2.7").by(network).mint(), network),
                        NAME_CONSTRAINT_VIOLATED),
                row(
                        "a kind of name that the CA limits in ways not understood",
                        List.of(
                                leaf().by(web)
                                        .names(Mint.dns(HOST), Mint.uri("http://example.com/"))
                                        .mint(),
                                web),
                        NAME_CONSTRAINT_UNDECIDED),
                row(
                        "a subject that the CA may not certify",
                        List.of(Mint.leaf(HOST).by(directory).mint(), directory),
                        NAME_CONSTRAINT_VIOLATED));
    }

    private static GeneralName range(String network, String mask) {
        var bytes = new byte[8];
        System.arraycopy(InetAddress.ofLiteral(network).getAddress(), 0, bytes, 0, 4);
        System.arraycopy(InetAddress.ofLiteral(mask).getAddress(), 0, bytes, 4, 4);
        return new GeneralName(GeneralName.iPAddress, new DEROctetString(bytes));
    }

    private static List<Minted> noBasics() {
        var ca = Mint.ca("Bare CA").by(ROOT).without(Extension.basicConstraints).mint();
        return List.of(Mint.leaf(HOST).by(ca).mint(), ca);
    }

    private static List<Row> forms() {
        var odd = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
        return List.of(
                row(
                        "an unknown critical extension",
                        List.of(leaf().with(odd, true, DERNull.INSTANCE).mint(), CA),
                        UNKNOWN_CRITICAL_EXTENSION),
                row(
                        "a precertificate",
                        List.of(
                                leaf().with(
                                                new ASN1ObjectIdentifier(Extensions.POISON),
                                                true,
                                                DERNull.INSTANCE)
                                        .mint(),
                                CA),
                        PRECERTIFICATE),
                row(
                        "an extension twice",
                        List.of(
                                leaf().again(
                                                Extension.basicConstraints,
                                                true,
                                                Mint.encode(new BasicConstraints(false)))
                                        .mint(),
                                CA),
                        REPEATED_EXTENSION),
                row(
                        "a garbled extension",
                        List.of(
                                leaf().with(Extension.keyUsage, true, new byte[] {3, 1}).mint(),
                                CA),
                        GARBLED_EXTENSION),
                row(
                        "garbled names",
                        List.of(
                                leaf().with(
                                                Extension.subjectAlternativeName,
                                                false,
                                                new byte[] {0x30, 5, 1})
                                        .mint(),
                                CA),
                        GARBLED_EXTENSION,
                        NAME_UNDECIDED));
    }

    private static Mint leaf() {
        return Mint.leaf(HOST).by(CA);
    }

    private static Row row(String title, List<Minted> chain, FaultKind... kinds) {
        return Row.of(title, HOST, chain, kinds);
    }
}
