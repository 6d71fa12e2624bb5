package dev.nightshift.certificates.check;

import dev.nightshift.certificates.chain.Lifetime;
import dev.nightshift.certificates.domain.DomainLimits;
import dev.nightshift.certificates.domain.DomainRequest;
import dev.nightshift.certificates.grade.Letter;
import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Cidr;
import dev.nightshift.certificates.tls.StartTls;
import dev.nightshift.certificates.web.Scorecard;
import dev.nightshift.core.automation.AutomationSpec.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What certificate-check looks at.
 *
 * @param endpoints where TLS is served
 * @param domains whose registration and records are watched
 * @param aws whether the certificates of this account are looked at
 * @param regions whose certificates of ACM are looked at beside the home region and us-east-1
 * @param warnAt shares of a certificate's lifetime, largest first: when that much is left and no
 *     more, the next level of alarm begins
 * @param warnDomainAt the same for a registration, in time left
 * @param privateRanges that targets may lie in, beside public addresses
 * @param roots DER of the team's own authorities
 * @param references what is asked whether there is a network at all, each as {@code host:port}
 * @param patience for one connection and each answer on it
 * @param atOnce how many endpoints are looked at side by side
 * @param network the function's place in a VPC
 */
public record CertificateCheckSettings(
        List<Endpoint> endpoints,
        List<Domain> domains,
        boolean aws,
        List<String> regions,
        List<Fraction> warnAt,
        List<Duration> warnDomainAt,
        List<Cidr> privateRanges,
        List<Bytes> roots,
        List<String> references,
        Duration patience,
        int atOnce,
        Optional<Network> network) {
    public CertificateCheckSettings {
        endpoints = List.copyOf(endpoints);
        domains = List.copyOf(domains);
        regions = List.copyOf(regions);
        warnAt = List.copyOf(warnAt);
        warnDomainAt = List.copyOf(warnDomainAt);
        privateRanges = List.copyOf(privateRanges);
        roots = List.copyOf(roots);
        references = List.copyOf(references);
    }

    /** The same for one endpoint, which may be anywhere. */
    CertificateCheckSettings only(Endpoint endpoint) {
        return new CertificateCheckSettings(
                List.of(endpoint),
                List.of(),
                false,
                regions,
                warnAt,
                warnDomainAt,
                List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0")),
                roots,
                references,
                patience,
                atOnce,
                Optional.empty());
    }

    /** {@link #warnAt} as numbers. */
    Lifetime.Thresholds thresholds() {
        return new Lifetime.Thresholds(
                warnAt.get(0).share(), warnAt.get(1).share(), warnAt.get(2).share());
    }

    /** {@link #warnDomainAt} by what it means. */
    DomainLimits domainLimits() {
        return new DomainLimits(warnDomainAt.get(0), warnDomainAt.get(1), warnDomainAt.get(2));
    }

    /** What of an endpoint is looked at. */
    public enum Check {
        /** The certificate and its chain. */
        CERTIFICATE,
        /** What else TLS offers there, as a grade. */
        GRADE,
        /** HTTP: redirects, headers, cookies, mixed content. */
        WEB
    }

    /** A share of a lifetime, such as 1/3. */
    public record Fraction(int numerator, int denominator) implements Comparable<Fraction> {
        public Fraction {
            if (numerator < 1 || denominator <= numerator || denominator > 1_000) {
                throw new IllegalArgumentException("a share below 1 such as 1/3");
            }
        }

        public double share() {
            return (double) numerator / denominator;
        }

        @Override
        public int compareTo(Fraction other) {
            return Integer.compare(numerator * other.denominator, other.numerator * denominator);
        }

        @Override
        public String toString() {
            return numerator + "/" + denominator;
        }
    }

    /**
     * A place where TLS is served.
     *
     * @param host a name or the literal of an address; every address behind a name is looked at
     * @param serverName for SNI; the host where empty
     * @param expect the name that the certificate must be for; the server name where empty
     * @param renewedBy empty: guessed by who issued the certificate
     * @param minimumGrade of TLS; worse is told
     * @param minimumWebGrade of HTTP; worse is told
     * @param path of the page that is looked at
     */
    public record Endpoint(
            String host,
            int port,
            StartTls startTls,
            Optional<String> serverName,
            Optional<String> expect,
            Set<Check> checks,
            Optional<Renewer> renewedBy,
            Letter minimumGrade,
            Scorecard.Letter minimumWebGrade,
            String path) {
        public Endpoint {
            checks = Set.copyOf(checks);
        }

        /** As plans name it: {@code www.example.com:443}. */
        public String subject() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }

        public String sni() {
            return serverName.orElse(host);
        }

        public String expected() {
            return expect.orElseGet(this::sni);
        }
    }

    /**
     * A registered domain.
     *
     * @param renewedBy empty: by the registrar that the registry names
     */
    public record Domain(DomainRequest request, Optional<Renewer> renewedBy) {
        /** Such as {@code example.com}. */
        public String name() {
            return request.domain().toString();
        }
    }
}
