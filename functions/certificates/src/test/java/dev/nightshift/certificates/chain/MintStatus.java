package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Mints what CAs say about certificates later: CRLs and OCSP responses. */
public final class MintStatus {
    private MintStatus() {}

    static DistributionPointName place(String url) {
        return new DistributionPointName(new GeneralNames(Mint.uri(url)));
    }

    static List<Extension> keyIdentifiers(SubjectPublicKeyInfo own, SubjectPublicKeyInfo issuer) {
        var utils = new BcX509ExtensionUtils();
        return List.of(
                new Extension(
                        Extension.subjectKeyIdentifier,
                        false,
                        Mint.encode(utils.createSubjectKeyIdentifier(own))),
                new Extension(
                        Extension.authorityKeyIdentifier,
                        false,
                        Mint.encode(utils.createAuthorityKeyIdentifier(issuer))));
    }

    /** A CRL in the making; by default of {@link Mint#NOW}, for a week, with nothing in it. */
    public static final class Crl {
        private final Minted issuer;
        private Minted signer;
        private Instant from = Mint.NOW.minusSeconds(3600);
        private Optional<Instant> next = Optional.of(Mint.NOW.plusSeconds(7 * 86_400));
        private final Map<BigInteger, Instant> revoked = new LinkedHashMap<>();
        private final List<Extension> extensions = new ArrayList<>();

        private Crl(Minted issuer) {
            this.issuer = issuer;
            this.signer = issuer;
        }

        public Crl revoke(Minted certificate, Instant when) {
            revoked.put(certificate.serial(), when);
            return this;
        }

        public Crl window(Instant thisUpdate, Optional<Instant> nextUpdate) {
            from = thisUpdate;
            next = nextUpdate;
            return this;
        }

        public Crl signedBy(Minted other) {
            signer = other;
            return this;
        }

        /** Says that it is only for certificates that name this place. */
        public Crl onlyFor(String url) {
            return with(
                    Extension.issuingDistributionPoint,
                    new IssuingDistributionPoint(place(url), false, false, null, false, false));
        }

        public Crl onlyForCas() {
            return with(
                    Extension.issuingDistributionPoint,
                    new IssuingDistributionPoint(null, false, true, null, false, false));
        }

        public Crl with(ASN1ObjectIdentifier type, ASN1Encodable value) {
            extensions.add(new Extension(type, true, Mint.encode(value)));
            return this;
        }

        public Bytes mint() {
            var builder = new X509v2CRLBuilder(issuer.subject(), Date.from(from));
            next.ifPresent(instant -> builder.setNextUpdate(Date.from(instant)));
            revoked.forEach((serial, when) -> builder.addCRLEntry(serial, Date.from(when), 1));
            try {
                for (var extension : extensions) {
                    builder.addExtension(extension);
                }
                return Bytes.of(
                        builder.build(
                                        new JcaContentSignerBuilder(Mint.usual(signer.keys()))
                                                .setProvider(MintKeys.PROVIDER)
                                                .build(signer.key()))
                                .getEncoded());
            } catch (OperatorCreationException | CertIOException failure) {
                throw new IllegalStateException(failure);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    public static Crl crl(Minted issuer) {
        return new Crl(issuer);
    }

    /** An OCSP response in the making; by default good, by the issuer itself, for a day. */
    public static final class Ocsp {
        private final Minted issuer;
        private final Minted about;
        private Minted signer;
        private Optional<Minted> shown = Optional.empty();
        private Instant from = Mint.NOW.minusSeconds(3600);
        private Optional<Instant> next = Optional.of(Mint.NOW.plusSeconds(86_400));
        private Optional<CertificateStatus> status = Optional.empty();
        private AlgorithmIdentifier hash = CertificateID.HASH_SHA1;

        private Ocsp(Minted about, Minted issuer) {
            this.about = about;
            this.issuer = issuer;
            this.signer = issuer;
        }

        public Ocsp revoked(Instant when) {
            status = Optional.of(new RevokedStatus(Date.from(when), 1));
            return this;
        }

        public Ocsp unknown() {
            status = Optional.of(new UnknownStatus());
            return this;
        }

        public Ocsp window(Instant thisUpdate, Optional<Instant> nextUpdate) {
            from = thisUpdate;
            next = nextUpdate;
            return this;
        }

        /** Signed by another, whose certificate comes with it. */
        public Ocsp signedBy(Minted responder) {
            signer = responder;
            shown = Optional.of(responder);
            return this;
        }

        public Ocsp hashedWith(String oid) {
            hash = new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid));
            return this;
        }

        public Bytes mint() {
            try {
                var digests =
                        new JcaDigestCalculatorProviderBuilder()
                                .setProvider(MintKeys.PROVIDER)
                                .build();
                var builder =
                        new BasicOCSPRespBuilder(
                                new RespID(
                                        Mint.info(signer.keys()), digests.get(RespID.HASH_SHA1)));
                builder.addResponse(
                        new CertificateID(digests.get(hash), issuer.holder(), about.serial()),
                        status.orElse(CertificateStatus.GOOD),
                        Date.from(from),
                        next.map(Date::from).orElse(null));
                var basic =
                        builder.build(
                                new JcaContentSignerBuilder(Mint.usual(signer.keys()))
                                        .setProvider(MintKeys.PROVIDER)
                                        .build(signer.key()),
                                shown.stream()
                                        .map(Minted::holder)
                                        .toArray(X509CertificateHolder[]::new),
                                Date.from(from));
                return Bytes.of(
                        new OCSPRespBuilder()
                                .build(OCSPRespBuilder.SUCCESSFUL, basic)
                                .getEncoded());
            } catch (OperatorCreationException | OCSPException failure) {
                throw new IllegalStateException(failure);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    public static Ocsp ocsp(Minted about, Minted issuer) {
        return new Ocsp(about, issuer);
    }

    /** The response of a responder that refuses, such as {@link OCSPRespBuilder#TRY_LATER}. */
    public static Bytes refusal(int code) {
        try {
            return Bytes.of(new OCSPRespBuilder().build(code, null).getEncoded());
        } catch (OCSPException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
