package dev.nightshift.certificates.check;

import dev.nightshift.certificates.check.CertificateCheckSettings.Domain;
import dev.nightshift.certificates.domain.DomainName;
import dev.nightshift.certificates.domain.DomainRequest;
import dev.nightshift.certificates.domain.dns.WantedRecord;
import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shapes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How a domain and its records are written. */
final class DomainShape {
    private static final int MOST_RECORDS = 500;
    private static final int MOST_SERVERS = 20;
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final Duration LONGEST_TTL = Duration.ofDays(30);
    private static final List<String> TYPES =
            List.of("A", "AAAA", "CAA", "CNAME", "DS", "MX", "NS", "PTR", "SRV", "TLSA", "TXT");

    /** A record before it is known of which domain it is. */
    private record Line(
            String name,
            String type,
            List<String> values,
            Optional<Duration> ttl,
            boolean flattened) {
        WantedRecord of(DomainName domain) {
            return WantedRecord.of(
                    domain.ascii(), name, type, values, ttl.map(Duration::toSeconds), flattened);
        }
    }

    private static final Field<String> RECORD_NAME =
            Field.required(
                    "name", Shapes.text(), "Relative to the domain; @ is the domain itself.");
    private static final Field<String> TYPE =
            Field.required("type", Shapes.words(TYPES), "Its type.");
    private static final Field<List<String>> VALUES =
            Field.required(
                    "values",
                    Shapes.list(Shapes.text(), 0, 100),
                    "What must be there, all of it and nothing else, as a zone file writes it; none"
                            + " means that there must be no such record.");
    private static final Field<Optional<Duration>> TTL =
            Field.optional(
                    "ttl",
                    AwsShapes.duration(Duration.ofSeconds(1), LONGEST_TTL),
                    "Its time to live, if that matters.");
    private static final Field<Boolean> FLATTENED =
            Field.defaulting(
                    "flattened",
                    Shapes.bool(),
                    "false",
                    "Whether the provider answers a CNAME with addresses (ALIAS, flattening).");
    private static final RecordShape<Line> RECORD =
            Shapes.record(
                    values ->
                            new Line(
                                    values.get(RECORD_NAME),
                                    values.get(TYPE),
                                    values.get(VALUES),
                                    values.get(TTL),
                                    values.get(FLATTENED)),
                    RECORD_NAME,
                    TYPE,
                    VALUES,
                    TTL,
                    FLATTENED);

    private static final Field<DomainName> NAME =
            Field.required(
                    "name",
                    Shapes.parsed(
                            "a registered domain", DomainName::of, "^[^\\s.]+(\\.[^\\s.]+)+$"),
                    "As it was registered, such as example.com, without www.");
    private static final Field<Boolean> DNSSEC =
            Field.defaulting(
                    "dnssec", Shapes.bool(), "false", "Whether it must be signed with DNSSEC.");
    private static final Field<List<String>> NAME_SERVERS =
            Field.defaulting(
                    "nameServers",
                    Shapes.list(Shapes.pattern(HOST, "a name server"), 0, MOST_SERVERS),
                    "[]",
                    "The name servers that it must have; without them, any.");
    private static final Field<Optional<Instant>> PAID_UNTIL =
            Field.optional(
                    "paidUntil",
                    Shapes.parsed("a date", DomainShape::beginning, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
                    "When the registration ends, for registries that tell nobody, such as .de: as"
                            + " your account at the registrar shows it.");
    private static final Field<List<Line>> RECORDS =
            Field.defaulting(
                    "records",
                    Shapes.list(RECORD, 0, MOST_RECORDS),
                    "[]",
                    "Records that must stay as they are; others are not looked at.");

    static final RecordShape<Domain> SHAPE =
            Shapes.record(
                    values -> {
                        var domain = values.get(NAME);
                        return new Domain(
                                new DomainRequest(
                                        domain,
                                        values.get(RECORDS).stream()
                                                .map(line -> line.of(domain))
                                                .toList(),
                                        Set.copyOf(values.get(NAME_SERVERS)),
                                        values.get(DNSSEC),
                                        values.get(PAID_UNTIL)),
                                values.get(CertificateCheckShape.RENEWED_BY));
                    },
                    NAME,
                    CertificateCheckShape.RENEWED_BY,
                    DNSSEC,
                    NAME_SERVERS,
                    PAID_UNTIL,
                    RECORDS);

    private DomainShape() {}

    private static Instant beginning(String date) {
        try {
            return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException none) {
            throw new IllegalArgumentException("such as 2027-03-01", none);
        }
    }
}
