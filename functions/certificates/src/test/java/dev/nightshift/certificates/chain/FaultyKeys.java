package dev.nightshift.certificates.chain;

import static dev.nightshift.certificates.chain.Authorities.CA;
import static dev.nightshift.certificates.chain.Authorities.HOST;
import static dev.nightshift.certificates.chain.Authorities.ROOT;
import static dev.nightshift.certificates.chain.FaultKind.BROKEN_HASH;
import static dev.nightshift.certificates.chain.FaultKind.DSA_KEY;
import static dev.nightshift.certificates.chain.FaultKind.EC_CURVE_WEAK;
import static dev.nightshift.certificates.chain.FaultKind.EC_PARAMETERS_EXPLICIT;
import static dev.nightshift.certificates.chain.FaultKind.HASH_UNKNOWN;
import static dev.nightshift.certificates.chain.FaultKind.KEY_UNKNOWN;
import static dev.nightshift.certificates.chain.FaultKind.RSA_EXPONENT_UNSAFE;
import static dev.nightshift.certificates.chain.FaultKind.RSA_KEY_BROKEN;
import static dev.nightshift.certificates.chain.FaultKind.RSA_KEY_WEAK;
import static dev.nightshift.certificates.chain.FaultKind.SHA1_SIGNATURE;
import static dev.nightshift.certificates.chain.FaultKind.SIGNATURE_UNCHECKED;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ECPoint;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Chains with a weak key or signature. */
final class FaultyKeys {
    private static final String NO_STRENGTH = "verify does not judge strength unless asked to";

    private FaultyKeys() {}

    static List<Row> rows() {
        return List.of(
                row(
                                "an RSA key of 512 bits",
                                keyed(Mint.info(MintKeys.rsa("weak", 512))),
                                RSA_KEY_BROKEN)
                        .opensslDiffers(NO_STRENGTH),
                row(
                                "an RSA key of 1024 bits",
                                keyed(Mint.info(MintKeys.rsa("weak", 1024))),
                                RSA_KEY_WEAK)
                        .opensslDiffers(NO_STRENGTH),
                row("an RSA key with exponent 1", keyed(exponent(1)), RSA_EXPONENT_UNSAFE)
                        .opensslDiffers(NO_STRENGTH),
                row(
                                "an RSA key with an even exponent",
                                keyed(exponent(65_536)),
                                RSA_EXPONENT_UNSAFE)
                        .opensslDiffers(NO_STRENGTH),
                row(
                                "an EC key on a small curve",
                                keyed(Mint.info(MintKeys.ec("weak", "secp192r1"))),
                                EC_CURVE_WEAK)
                        .opensslDiffers(NO_STRENGTH),
                row("an EC key that brings its curve", keyed(explicit()), EC_PARAMETERS_EXPLICIT),
                row("a DSA key", keyed(Mint.info(MintKeys.dsa("old"))), DSA_KEY)
                        .opensslDiffers(NO_STRENGTH),
                row("a key of an unknown kind", keyed(unknownKey()), KEY_UNKNOWN),
                row(
                                "a CA with a weak key",
                                under(MintKeys.rsa("weak", 1024), "SHA256withRSA"),
                                RSA_KEY_WEAK)
                        .opensslDiffers(NO_STRENGTH),
                row(
                                "a signature with MD5",
                                under(MintKeys.rsa("RSA CA", 2048), "MD5withRSA"),
                                BROKEN_HASH)
                        .opensslDiffers(NO_STRENGTH),
                row(
                                "a signature with SHA-1",
                                List.of(leaf().signedWith("SHA1withECDSA").mint(), CA),
                                SHA1_SIGNATURE)
                        .opensslDiffers(NO_STRENGTH),
                row(
                        "a signature on a curve that Java has given up",
                        under(MintKeys.ec("koblitz", "secp256k1"), "SHA256withECDSA"),
                        SIGNATURE_UNCHECKED),
                row(
                        "a signature with a hash that few know",
                        List.of(leaf().signedWith("SHA3-256withECDSA").mint(), CA),
                        HASH_UNKNOWN),
                row("an intermediate signed with SHA-1", sha1Intermediate(), SHA1_SIGNATURE)
                        .opensslDiffers(NO_STRENGTH));
    }

    private static SubjectPublicKeyInfo exponent(long e) {
        var modulus = ((RSAPublicKey) MintKeys.rsa("leaf", 2048).getPublic()).getModulus();
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                Mint.encode(
                        new DERSequence(
                                new ASN1Encodable[] {
                                    new ASN1Integer(modulus), new ASN1Integer(e)
                                })));
    }

    private static SubjectPublicKeyInfo explicit() {
        var named = Mint.info(MintKeys.ec("leaf"));
        var curve = CustomNamedCurves.getByName("secp256r1");
        var parameters =
                new X9ECParameters(
                        curve.getCurve(),
                        new X9ECPoint(curve.getG(), false),
                        curve.getN(),
                        curve.getH());
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters),
                named.getPublicKeyData().getBytes());
    }

    private static SubjectPublicKeyInfo unknownKey() {
        return new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2")),
                new byte[32]);
    }

    private static List<Minted> under(KeyPair keys, String algorithm) {
        var ca = Mint.ca("Odd CA").key(keys).by(ROOT).mint();
        return List.of(Mint.leaf(HOST).by(ca).signedWith(algorithm).mint(), ca);
    }

    private static List<Minted> sha1Intermediate() {
        var ca = Mint.ca("SHA-1 CA").by(ROOT).signedWith("SHA1withECDSA").mint();
        return List.of(Mint.leaf(HOST).by(ca).mint(), ca);
    }

    private static Mint leaf() {
        return Mint.leaf(HOST).by(CA);
    }

    private static List<Minted> keyed(SubjectPublicKeyInfo key) {
        return List.of(leaf().key(key).mint(), CA);
    }

    private static Row row(String title, List<Minted> chain, FaultKind... kinds) {
        return Row.of(title, HOST, chain, kinds);
    }
}
