package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Mints certificates, sound ones unless told otherwise. The DER is put together item by item, so
 * that every fault there is can be made, also those that no library would write.
 *
 * <pre>{@code
 * var root = Mint.root("Test Root").mint();
 * var ca = Mint.ca("Test CA").by(root).mint();
 * var leaf = Mint.leaf("www.example.com").by(ca).expired().mint();
 * }</pre>
 */
public final class Mint {
    /** The instant that minted certificates are valid at. */
    public static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static final AtomicLong SERIALS = new AtomicLong(0x1000);

    private X500Name subject;
    private KeyPair keys;
    private Optional<SubjectPublicKeyInfo> otherKey = Optional.empty();
    private Optional<Minted> issuer = Optional.empty();
    private Optional<KeyPair> forger = Optional.empty();
    private Instant notBefore = NOW.minus(Duration.ofDays(30));
    private Instant notAfter = NOW.plus(Duration.ofDays(60));
    private BigInteger serial = BigInteger.valueOf(SERIALS.incrementAndGet());
    private int version = 3;
    private Optional<String> algorithm = Optional.empty();
    private Optional<AlgorithmIdentifier> outer = Optional.empty();
    private boolean keyIdentifiers = true;
    private final List<Extension> extensions = new ArrayList<>();

    private Mint(X500Name subject, KeyPair keys) {
        this.subject = subject;
        this.keys = keys;
    }

    /** A host's certificate for these names; an address goes among the addresses. */
    public static Mint leaf(String... names) {
        var subject = names.length == 0 ? "CN=nameless" : "CN=" + names[0].replace(",", "\\,");
        return new Mint(new X500Name(subject), MintKeys.ec("leaf"))
                .names(names)
                .basic(new BasicConstraints(false))
                .usage(KeyUsage.digitalSignature)
                .purposes(KeyPurposeId.id_kp_serverAuth);
    }

    /** An intermediate, for ten years around {@link #NOW}. */
    public static Mint ca(String commonName) {
        return new Mint(new X500Name("CN=" + commonName), MintKeys.ec(commonName))
                .valid(NOW.minus(Duration.ofDays(1000)), NOW.plus(Duration.ofDays(2650)))
                .basic(new BasicConstraints(true))
                .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    /** A CA that signs itself. */
    public static Mint root(String commonName) {
        return ca(commonName);
    }

    public Mint by(Minted other) {
        issuer = Optional.of(other);
        return this;
    }

    /** Signed by another key than the issuer's. */
    public Mint forgedBy(KeyPair other) {
        forger = Optional.of(other);
        return this;
    }

    public Mint subject(String name) {
        return subject(new X500Name(name));
    }

    public Mint subject(X500Name name) {
        subject = name;
        return this;
    }

    public Mint key(KeyPair pair) {
        keys = pair;
        return this;
    }

    /** A key to certify that nobody holds, such as one that is broken. */
    public Mint key(SubjectPublicKeyInfo info) {
        otherKey = Optional.of(info);
        return this;
    }

    public Mint valid(Instant from, Instant until) {
        notBefore = from;
        notAfter = until;
        return this;
    }

    /** As issued {@code age} ago and valid for {@code whole}, its last second included. */
    public Mint valid(Duration age, Duration whole) {
        return valid(NOW.minus(age), NOW.minus(age).plus(whole).minusSeconds(1));
    }

    public Mint expired() {
        return valid(NOW.minus(Duration.ofDays(100)), NOW.minus(Duration.ofDays(10)));
    }

    public Mint notYetValid() {
        return valid(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(91)));
    }

    public Mint serial(BigInteger number) {
        serial = number;
        return this;
    }

    /** 1 has no extensions; 2 should have none. */
    public Mint version(int number) {
        version = number;
        return this;
    }

    /** Such as {@code SHA1withECDSA}. */
    public Mint signedWith(String name) {
        algorithm = Optional.of(name);
        return this;
    }

    /** The algorithm that stands beside the signature, another than inside. */
    public Mint outerAlgorithm(String name) {
        outer = Optional.of(new DefaultSignatureAlgorithmIdentifierFinder().find(name));
        return this;
    }

    /** Neither authority nor subject key identifier. */
    public Mint withoutKeyIdentifiers() {
        keyIdentifiers = false;
        return this;
    }

    public Mint without(ASN1ObjectIdentifier type) {
        extensions.removeIf(extension -> extension.getExtnId().equals(type));
        return this;
    }

    /** Replaces an extension of that type. */
    public Mint with(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        return with(type, critical, encode(value));
    }

    public Mint with(ASN1ObjectIdentifier type, boolean critical, byte[] value) {
        return without(type).again(type, critical, value);
    }

    /** Adds an extension, also a second of its type. */
    public Mint again(ASN1ObjectIdentifier type, boolean critical, byte[] value) {
        extensions.add(new Extension(type, critical, new DEROctetString(value)));
        return this;
    }

    public Mint names(String... names) {
        var list = new ArrayList<GeneralName>();
        for (var name : names) {
            list.add(isAddress(name) ? address(name) : dns(name));
        }
        return list.isEmpty() ? this : names(list.toArray(GeneralName[]::new));
    }

    public Mint names(GeneralName... names) {
        return with(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    private static boolean isAddress(String name) {
        return name.contains(":") || name.matches("[0-9.]+");
    }

    public static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    public static GeneralName address(String literal) {
        return new GeneralName(
                GeneralName.iPAddress,
                new DEROctetString(InetAddress.ofLiteral(literal).getAddress()));
    }

    public Mint withoutNames() {
        return without(Extension.subjectAlternativeName);
    }

    public Mint basic(BasicConstraints value) {
        return with(Extension.basicConstraints, true, value);
    }

    public Mint pathLength(int below) {
        return basic(new BasicConstraints(below));
    }

    /** Bits of {@link KeyUsage}. */
    public Mint usage(int bits) {
        return with(Extension.keyUsage, true, new KeyUsage(bits));
    }

    public Mint purposes(KeyPurposeId... purposes) {
        return with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }

    public Mint permit(GeneralName... bases) {
        return with(Extension.nameConstraints, true, new NameConstraints(subtrees(bases), null));
    }

    public Mint exclude(GeneralName... bases) {
        return with(Extension.nameConstraints, true, new NameConstraints(null, subtrees(bases)));
    }

    private static GeneralSubtree[] subtrees(GeneralName... bases) {
        return Arrays.stream(bases).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
    }

    /** RFC 7633. */
    public Mint mustStaple() {
        return with(
                new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"),
                false,
                new DERSequence(new ASN1Integer(5)));
    }

    /** Where OCSP is asked, and where the issuer's certificate is; either may be empty. */
    public Mint access(String ocspUrl, String issuerUrl) {
        var list = new ArrayList<AccessDescription>();
        if (!ocspUrl.isEmpty()) {
            list.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(ocspUrl)));
        }
        if (!issuerUrl.isEmpty()) {
            list.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(issuerUrl)));
        }
        return with(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(list.toArray(AccessDescription[]::new)));
    }

    public Mint crlAt(String url) {
        var place = MintStatus.place(url);
        return with(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(
                        new DistributionPoint[] {new DistributionPoint(place, null, null)}));
    }

    static GeneralName uri(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url);
    }

    public Minted mint() {
        var signer = forger.or(() -> issuer.map(Minted::keys)).orElse(keys);
        var name = algorithm.orElseGet(() -> usual(signer));
        var inner = new DefaultSignatureAlgorithmIdentifierFinder().find(name);
        var tbs = encode(signedPart(inner));
        var whole = new ASN1EncodableVector();
        whole.add(ASN1Sequence.getInstance(tbs));
        whole.add(outer.orElse(inner));
        whole.add(new DERBitString(sign(signer, name, tbs)));
        return new Minted(Bytes.of(encode(new DERSequence(whole))), keys, subject, serial);
    }

    private ASN1Encodable signedPart(AlgorithmIdentifier inner) {
        var info = otherKey.orElseGet(() -> info(keys));
        var parts = new ASN1EncodableVector();
        if (version > 1) {
            parts.add(new DERTaggedObject(true, 0, new ASN1Integer(version - 1L)));
        }
        parts.add(new ASN1Integer(serial));
        parts.add(inner);
        parts.add(issuer.map(Minted::subject).orElse(subject));
        parts.add(
                new DERSequence(
                        new ASN1Encodable[] {
                            new Time(Date.from(notBefore)), new Time(Date.from(notAfter))
                        }));
        parts.add(subject);
        parts.add(info);
        if (version > 1) {
            var list = new ASN1EncodableVector();
            extensions.forEach(list::add);
            if (keyIdentifiers) {
                MintStatus.keyIdentifiers(info, issuer.map(each -> info(each.keys())).orElse(info))
                        .stream()
                        .filter(each -> !has(each.getExtnId()))
                        .forEach(list::add);
            }
            parts.add(new DERTaggedObject(true, 3, new DERSequence(list)));
        }
        return new DERSequence(parts);
    }

    private boolean has(ASN1ObjectIdentifier type) {
        return extensions.stream().anyMatch(extension -> extension.getExtnId().equals(type));
    }

    static SubjectPublicKeyInfo info(KeyPair pair) {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    }

    static String usual(KeyPair signer) {
        return switch (signer.getPrivate().getAlgorithm().toUpperCase(Locale.ROOT)) {
            case "RSA" -> "SHA256withRSA";
            case "DSA" -> "SHA256withDSA";
            case "ED25519" -> "Ed25519";
            default -> "SHA256withECDSA";
        };
    }

    private static byte[] sign(KeyPair signer, String name, byte[] tbs) {
        try {
            var builder = new JcaContentSignerBuilder(name).setProvider(MintKeys.PROVIDER);
            var content = builder.build(signer.getPrivate());
            try (var out = content.getOutputStream()) {
                out.write(tbs);
            }
            return content.getSignature();
        } catch (OperatorCreationException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] encode(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
