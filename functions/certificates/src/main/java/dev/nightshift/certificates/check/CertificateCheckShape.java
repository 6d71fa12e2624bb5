package dev.nightshift.certificates.check;

import dev.nightshift.certificates.chain.Trust;
import dev.nightshift.certificates.check.CertificateCheckSettings.Check;
import dev.nightshift.certificates.check.CertificateCheckSettings.Domain;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.check.CertificateCheckSettings.Fraction;
import dev.nightshift.certificates.grade.Letter;
import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Cidr;
import dev.nightshift.certificates.tls.StartTls;
import dev.nightshift.certificates.web.Scorecard;
import dev.nightshift.core.automation.AutomationSpec.Network;
import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.NetworkShape;
import dev.nightshift.core.config.Reading;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shape;
import dev.nightshift.core.config.Shapes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How the settings of certificate-check are written. */
final class CertificateCheckShape {
    private static final int MOST_ENDPOINTS = 2_000;
    private static final int MOST_DOMAINS = 500;
    private static final int HTTPS = 443;
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private static final String A_LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?";
    private static final Pattern HOST =
            Pattern.compile("(" + A_LABEL + "\\.)*" + A_LABEL + "|[0-9a-f:.]*:[0-9a-f:.]*");
    private static final Pattern REFERENCE =
            Pattern.compile("(" + A_LABEL + "\\.)*" + A_LABEL + ":[1-9][0-9]{0,4}");
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^#\\\\]]{0,500}");

    private static final Field<String> HOST_NAME =
            Field.required(
                    "host",
                    Shapes.pattern(HOST, "a host name in lower case (xn--… if it is not ASCII)"),
                    "Where to connect: a name, of which every address is looked at, or an"
                            + " address.");
    private static final Field<Integer> PORT =
            Field.defaulting(
                    "port", Shapes.integer(1, 65_535), String.valueOf(HTTPS), "The TCP port.");
    private static final Field<StartTls> START_TLS =
            Field.defaulting(
                    "startTls",
                    Shapes.choice(StartTls.values()),
                    "none",
                    "What is spoken before TLS begins.");
    private static final Field<Optional<String>> SERVER_NAME =
            Field.optional(
                    "serverName",
                    Shapes.pattern(HOST, "a host name in lower case"),
                    "What is asked for with SNI; without it, the host.");
    private static final Field<Optional<String>> EXPECT =
            Field.optional(
                    "expect",
                    Shapes.pattern(HOST, "a host name in lower case"),
                    "The name that the certificate must be for; without it, serverName.");
    private static final Field<Optional<List<Check>>> CHECKS =
            Field.optional(
                    "checks",
                    Shapes.list(Shapes.choice(Check.values()), 1, Check.values().length),
                    "What is looked at; without it, certificate and grade, and web on port 443.");
    static final Field<Optional<Renewer>> RENEWED_BY =
            Field.optional(
                    "renewedBy",
                    Shapes.choice(Renewer.values()),
                    "Who renews it, for the notice; without it, a guess by who issued it.");
    private static final Field<Letter> MINIMUM_GRADE =
            Field.defaulting(
                    "minimumGrade",
                    Shapes.choice(letters()),
                    "B",
                    "The worst grade that nobody is told of.");
    private static final Field<Scorecard.Letter> MINIMUM_WEB_GRADE =
            Field.defaulting(
                    "minimumWebGrade",
                    Shapes.choice(words(Scorecard.Letter.values())),
                    "F",
                    "The worst grade of HTTP, as the HTTP Observatory scores it, that nobody is told"
                            + " of; F tells nobody but of changes.");
    private static final Field<String> PAGE =
            Field.defaulting(
                    "path",
                    Shapes.pattern(PATH, "a path such as /login"),
                    "/",
                    "The page whose headers are looked at.");

    private static final RecordShape<Endpoint> ENDPOINT =
            Shapes.record(
                            values ->
                                    new Endpoint(
                                            values.get(HOST_NAME),
                                            values.get(PORT),
                                            values.get(START_TLS),
                                            values.get(SERVER_NAME),
                                            values.get(EXPECT),
                                            values.get(CHECKS)
                                                    .<Set<Check>>map(Set::copyOf)
                                                    .orElseGet(
                                                            () ->
                                                                    usualChecks(
                                                                            values.get(PORT),
                                                                            values.get(START_TLS))),
                                            values.get(RENEWED_BY),
                                            values.get(MINIMUM_GRADE),
                                            values.get(MINIMUM_WEB_GRADE),
                                            values.get(PAGE)),
                            HOST_NAME,
                            PORT,
                            START_TLS,
                            SERVER_NAME,
                            EXPECT,
                            CHECKS,
                            RENEWED_BY,
                            MINIMUM_GRADE,
                            MINIMUM_WEB_GRADE,
                            PAGE)
                    .check(
                            (endpoint, reading) -> {
                                if (endpoint.startTls() != StartTls.NONE
                                        && endpoint.checks().contains(Check.WEB)) {
                                    reading.refuse(
                                            "there is no web behind startTls; leave web out of"
                                                    + " checks");
                                }
                            });

    private static final Field<List<Endpoint>> ENDPOINTS =
            Field.defaulting(
                    "endpoints",
                    Shapes.list(ENDPOINT, 0, MOST_ENDPOINTS),
                    "[]",
                    "Where TLS is served, wherever that is hosted.");
    private static final Field<List<Domain>> DOMAINS =
            Field.defaulting(
                    "domains",
                    Shapes.list(DomainShape.SHAPE, 0, MOST_DOMAINS),
                    "[]",
                    "Domains whose registration and records are watched.");
    private static final Field<Boolean> AWS =
            Field.defaulting(
                    "aws",
                    Shapes.bool(),
                    "true",
                    "Whether the certificates of this account are looked at: ACM, IAM, CloudFront.");
    private static final Field<List<String>> REGIONS =
            Field.defaulting(
                    "regions",
                    Shapes.list(AwsShapes.region(), 0, 40),
                    "[]",
                    "Regions of ACM beside the home region and us-east-1, where CloudFront's are.");
    private static final Field<List<Fraction>> WARN_AT =
            Field.defaulting(
                    "warnAt",
                    Shapes.list(fraction(), 3, 3),
                    "[1/3, 1/6, 1/12]",
                    "Shares of a certificate's lifetime, largest first; with each that is reached,"
                            + " someone is told, more urgently.");
    private static final Field<List<Duration>> WARN_DOMAIN_AT =
            Field.defaulting(
                    "warnDomainAt",
                    Shapes.list(AwsShapes.duration(Duration.ofDays(1), LONGEST), 3, 3),
                    "[60d, 30d, 7d]",
                    "The same for the registration of a domain, in time left.");
    private static final Field<List<Cidr>> PRIVATE_RANGES =
            Field.defaulting(
                    "privateRanges",
                    Shapes.list(cidr(), 0, 50),
                    "[]",
                    "Ranges that targets may lie in though they are not public, such as"
                            + " 10.0.0.0/8; the function then needs a place in that network.");
    private static final Field<List<Bytes>> ROOTS =
            Field.defaulting(
                    "roots",
                    Shapes.list(root(), 0, 50),
                    "[]",
                    "Certificates, in PEM, of your own authorities: what leads to them is trusted,"
                            + " beside what everybody trusts.");
    private static final Field<List<String>> REFERENCES =
            Field.defaulting(
                    "references",
                    Shapes.list(Shapes.pattern(REFERENCE, "a host and port"), 1, 10),
                    "[\"www.iana.org:443\", \"checkip.amazonaws.com:443\"]",
                    "What is asked first whether there is a network at all: if none of them"
                            + " answers, what does not answer is unknown, not down.");
    private static final Field<Duration> PATIENCE =
            Field.defaulting(
                    "patience",
                    AwsShapes.duration(Duration.ofSeconds(1), Duration.ofSeconds(60)),
                    "5s",
                    "How long a connection, and each answer on it, may take.");
    private static final Field<Integer> AT_ONCE =
            Field.defaulting(
                    "atOnce",
                    Shapes.integer(1, 500),
                    "200",
                    "How many endpoints are looked at side by side; one that does not answer holds"
                            + " its place until its patience is over.");
    private static final Field<Optional<Network>> NETWORK =
            Field.optional(
                    "network",
                    NetworkShape.SHAPE,
                    "The function's place in a VPC, to reach what is private there.");

    static final RecordShape<CertificateCheckSettings> SHAPE =
            Shapes.record(
                            values ->
                                    new CertificateCheckSettings(
                                            values.get(ENDPOINTS),
                                            values.get(DOMAINS),
                                            values.get(AWS),
                                            values.get(REGIONS),
                                            values.get(WARN_AT),
                                            values.get(WARN_DOMAIN_AT),
                                            values.get(PRIVATE_RANGES),
                                            values.get(ROOTS),
                                            values.get(REFERENCES),
                                            values.get(PATIENCE),
                                            values.get(AT_ONCE),
                                            values.get(NETWORK)),
                            ENDPOINTS,
                            DOMAINS,
                            AWS,
                            REGIONS,
                            WARN_AT,
                            WARN_DOMAIN_AT,
                            PRIVATE_RANGES,
                            ROOTS,
                            REFERENCES,
                            PATIENCE,
                            AT_ONCE,
                            NETWORK)
                    .check(CertificateCheckShape::problems);

    private CertificateCheckShape() {}

    private static void problems(CertificateCheckSettings settings, Reading reading) {
        if (settings.endpoints().isEmpty() && settings.domains().isEmpty() && !settings.aws()) {
            reading.refuse("this looks at nothing: give endpoints, domains or aws: true");
        }
        falling(settings.warnAt(), "warnAt", reading);
        falling(settings.warnDomainAt(), "warnDomainAt", reading);
        twice(settings.endpoints().stream().map(CertificateCheckShape::identity).toList(), reading);
        twice(settings.domains().stream().map(Domain::name).toList(), reading);
    }

    private static String identity(Endpoint endpoint) {
        return endpoint.subject()
                + endpoint.serverName().map(name -> " with serverName " + name).orElse("");
    }

    private static <T extends Comparable<T>> void falling(
            List<T> limits, String key, Reading reading) {
        var sorted = limits.stream().sorted(Comparator.reverseOrder()).distinct().toList();
        if (!sorted.equals(limits)) {
            reading.refuse(key + " must fall: the largest first, none of them twice");
        }
    }

    private static void twice(List<String> names, Reading reading) {
        var seen = new HashSet<String>();
        names.stream()
                .filter(name -> !seen.add(name))
                .distinct()
                .forEach(name -> reading.refuse(name + " is named twice"));
    }

    private static Set<Check> usualChecks(int port, StartTls startTls) {
        return port == HTTPS && startTls == StartTls.NONE
                ? Set.of(Check.values())
                : Set.of(Check.CERTIFICATE, Check.GRADE);
    }

    /** The grades that a server can be held to. */
    private static Map<String, Letter> letters() {
        return words(
                Arrays.stream(Letter.values())
                        .filter(letter -> !letter.isWorseThan(Letter.F))
                        .toArray(Letter[]::new));
    }

    private static <T> Map<String, T> words(T[] values) {
        var words = new LinkedHashMap<String, T>();
        Arrays.stream(values).forEach(value -> words.put(value.toString(), value));
        return words;
    }

    private static Shape<Fraction> fraction() {
        return Shapes.parsed(
                "a share such as 1/3",
                text -> {
                    if (!text.matches("[1-9][0-9]{0,2}/[1-9][0-9]{0,3}")) {
                        throw new IllegalArgumentException("two numbers with a slash between");
                    }
                    int slash = text.indexOf('/');
                    return new Fraction(
                            Integer.parseInt(text.substring(0, slash)),
                            Integer.parseInt(text.substring(slash + 1)));
                },
                "^[1-9][0-9]{0,2}/[1-9][0-9]{0,3}$");
    }

    private static Shape<Bytes> root() {
        return Shapes.parsed(
                "one certificate in PEM", Trust::root, "^\\s*-----BEGIN CERTIFICATE-----");
    }

    private static Shape<Cidr> cidr() {
        return Shapes.parsed(
                "a range of addresses such as 10.0.0.0/8",
                Cidr::parse,
                "^[0-9a-fA-F:.]{2,45}/[0-9]{1,3}$");
    }
}
