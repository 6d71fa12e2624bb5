package dev.nightshift.certificates.chain;

import static dev.nightshift.certificates.chain.Authorities.CA;
import static dev.nightshift.certificates.chain.Authorities.ED_ROOT;
import static dev.nightshift.certificates.chain.Authorities.EXPIRED_ROOT;
import static dev.nightshift.certificates.chain.Authorities.HOST;
import static dev.nightshift.certificates.chain.Authorities.PINNED;
import static dev.nightshift.certificates.chain.Authorities.PUBLIC_CA;
import static dev.nightshift.certificates.chain.Authorities.ROOT;
import static dev.nightshift.certificates.chain.Authorities.RSA_ROOT;
import static dev.nightshift.certificates.chain.Authorities.SHA1_ROOT;
import static dev.nightshift.certificates.chain.Authorities.STRANGER;
import static dev.nightshift.certificates.chain.Authorities.VERSION_1_ROOT;

import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Chains that clients accept. */
final class GoodChains {
    private GoodChains() {}

    static List<Row> rows() {
        var rsaCa = Mint.ca("RSA CA").key(MintKeys.rsa("RSA CA", 2048)).by(RSA_ROOT).mint();
        var pss =
                Mint.ca("PSS CA")
                        .key(MintKeys.rsa("RSA CA", 2048))
                        .by(RSA_ROOT)
                        .signedWith("SHA256withRSAandMGF1")
                        .mint();
        var edCa = Mint.ca("Ed CA").key(MintKeys.ed25519("Ed CA")).by(ED_ROOT).mint();
        var crossed = crossSigned(STRANGER);
        var crossedOverExpired = crossSigned(EXPIRED_ROOT);
        var p384 =
                Mint.ca("P-384 CA")
                        .key(MintKeys.ec("P-384 CA", "secp384r1"))
                        .by(ROOT)
                        .signedWith("SHA384withECDSA")
                        .mint();
        var leaf = Mint.leaf(HOST).by(CA).mint();
        var underRoot = Mint.leaf(HOST).by(ROOT).mint();
        return List.of(
                good("ECDSA", HOST, leaf, CA),
                good("a P-384 CA", HOST, Mint.leaf(HOST).by(p384).mint(), p384),
                good(
                        "RSA",
                        HOST,
                        Mint.leaf(HOST)
                                .key(MintKeys.rsa("leaf", 2048))
                                .usage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
                                .by(rsaCa)
                                .mint(),
                        rsaCa),
                good(
                        "RSASSA-PSS",
                        HOST,
                        Mint.leaf(HOST).by(pss).signedWith("SHA256withRSAandMGF1").mint(),
                        pss),
                good("Ed25519", HOST, Mint.leaf(HOST).by(edCa).mint(), edCa),
                good("directly under a root", HOST, underRoot),
                Row.of("root served too", HOST, List.of(leaf, CA, ROOT), FaultKind.ROOT_SERVED),
                good("signed by itself and pinned", HOST, PINNED),
                good("a root of version 1", HOST, Mint.leaf(HOST).by(VERSION_1_ROOT).mint()),
                good("a root with a SHA-1 signature", HOST, Mint.leaf(HOST).by(SHA1_ROOT).mint()),
                good("cross-signed by a stranger", HOST, underRoot, crossed),
                good("cross-signed by an expired root", HOST, underRoot, crossedOverExpired),
                Row.of(
                        "expired cross-sign, and a root that is valid",
                        HOST,
                        List.of(
                                underRoot,
                                Mint.ca("Team Root")
                                        .key(ROOT.keys())
                                        .by(EXPIRED_ROOT)
                                        .expired()
                                        .mint()),
                        FaultKind.SPARE_EXPIRED),
                Row.of(
                        "an expired root served, renewed with its key in the clients",
                        HOST,
                        List.of(
                                underRoot,
                                Mint.root("Team Root").key(ROOT.keys()).expired().mint()),
                        FaultKind.ROOT_SERVED,
                        FaultKind.SPARE_EXPIRED),
                good(
                        "without key identifiers",
                        HOST,
                        Mint.leaf(HOST).by(CA).withoutKeyIdentifiers().mint(),
                        CA),
                good("wildcard", HOST, Mint.leaf("*.example.com").by(CA).mint(), CA),
                good(
                        "one of several names",
                        HOST,
                        Mint.leaf("example.com", "WWW.Example.COM").by(CA).mint(),
                        CA),
                good("asked in capitals", "WWW.EXAMPLE.COM", leaf, CA),
                good("asked with a dot at the end", "www.example.com.", leaf, CA)
                        .opensslDiffers("it takes the dot for a part of the name"),
                good("IPv4", "192.0.2.7", Mint.leaf("192.0.2.7").by(CA).mint(), CA),
                good("IPv6", "2001:db8::7", Mint.leaf("2001:DB8:0::7").by(CA).mint(), CA),
                good(
                                "international name",
                                "www.bücher.example",
                                Mint.leaf("www.xn--bcher-kva.example").by(CA).mint(),
                                CA)
                        .opensslDiffers("it compares bytes; what people write is not translated"),
                good(
                        "international name as it is in DNS",
                        "www.xn--bcher-kva.example",
                        Mint.leaf("www.xn--bcher-kva.example").by(CA).mint(),
                        CA),
                good(
                        "wildcard for an international name",
                        "xn--bcher-kva.example.com",
                        Mint.leaf("*.example.com").by(CA).mint(),
                        CA),
                good(
                        "public, 200 days to the second",
                        HOST,
                        Mint.leaf(HOST)
                                .by(PUBLIC_CA)
                                .valid(Duration.ofDays(5), Duration.ofDays(200))
                                .mint(),
                        PUBLIC_CA),
                good(
                        "47 days",
                        HOST,
                        Mint.leaf(HOST)
                                .by(PUBLIC_CA)
                                .valid(Duration.ofDays(5), Duration.ofDays(47))
                                .mint(),
                        PUBLIC_CA),
                good(
                        "160 hours",
                        HOST,
                        Mint.leaf(HOST)
                                .by(PUBLIC_CA)
                                .valid(Duration.ofHours(20), Duration.ofHours(160))
                                .mint(),
                        PUBLIC_CA),
                good(
                        "ten years by a private CA",
                        HOST,
                        Mint.leaf(HOST)
                                .by(CA)
                                .valid(Duration.ofDays(5), Duration.ofDays(3650))
                                .mint(),
                        CA),
                constrained());
    }

    private static Row constrained() {
        var ca =
                Mint.ca("Constrained CA")
                        .by(ROOT)
                        .basic(new BasicConstraints(0))
                        .permit(Mint.dns("example.com"))
                        .mint();
        return good("within name constraints", HOST, Mint.leaf(HOST).by(ca).mint(), ca);
    }

    /** The team's root as another one vouches for it. */
    private static Minted crossSigned(Minted by) {
        return Mint.ca("Team Root").key(ROOT.keys()).by(by).mint();
    }

    private static Row good(String title, String host, Minted... chain) {
        return Row.of(title, host, List.of(chain));
    }
}
