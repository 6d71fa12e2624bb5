package dev.nightshift.rollback.auto;

import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.Reading;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.RecordShape.Values;
import dev.nightshift.core.config.Shape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.rollback.guard.GuardAlarms;
import dev.nightshift.rollback.service.Freeze;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a guarded service is written. */
final class ServiceShape {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern ALARM = Pattern.compile("[!-~ ]{1,255}");
    private static final Pattern LOAD_BALANCER =
            Pattern.compile("app/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}");
    private static final Pattern TARGET_GROUP =
            Pattern.compile("targetgroup/[A-Za-z0-9-]{1,32}/[0-9a-f]{16}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private static final Field<Instant> FROM = Field.required("from", instant(), "When it begins.");
    private static final Field<Instant> UNTIL =
            Field.required("until", instant(), "When it is over.");
    private static final Field<String> WHY =
            Field.required("why", Shapes.text(), "For the notice.");
    private static final RecordShape<Freeze> FREEZE =
            Shapes.record(
                            values ->
                                    new Freeze(
                                            values.get(FROM), values.get(UNTIL), values.get(WHY)),
                            FROM,
                            UNTIL,
                            WHY)
                    .check(
                            (freeze, reading) -> {
                                if (!freeze.from().isBefore(freeze.until())) {
                                    reading.refuse("it must begin before it is over");
                                }
                            });

    private static final Field<URI> URL =
            Field.required("url", AwsShapes.uri(), "What is asked for.");
    private static final Field<Integer> STATUS =
            Field.defaulting(
                    "status", Shapes.integer(100, 599), "200", "The status that is wanted.");
    private static final Field<Duration> WITHIN =
            Field.defaulting(
                    "within",
                    AwsShapes.duration(Duration.ofSeconds(1), Duration.ofSeconds(30)),
                    "5s",
                    "How long the whole answer may take.");
    private static final Field<Optional<String>> BODY =
            Field.optional("body", Shapes.text(), "Text that must be in the answer.");
    private static final Field<Map<String, String>> HEADERS =
            Field.defaulting(
                    "headers",
                    Shapes.map(HEADER, "a header's name", Shapes.text()),
                    "{}",
                    "Headers that the answer must have, with exactly these values.");
    private static final RecordShape<HttpCheck> CHECK =
            Shapes.record(
                    values ->
                            new HttpCheck(
                                    values.get(URL),
                                    values.get(STATUS),
                                    values.get(WITHIN),
                                    values.get(BODY),
                                    values.get(HEADERS)),
                    URL,
                    STATUS,
                    WITHIN,
                    BODY,
                    HEADERS);

    private static final Field<String> CALLED =
            Field.required("name", Shapes.pattern(NAME, "a name such as shop-api"), "In notices.");
    private static final Field<Mode> MODE =
            Field.defaulting(
                    "mode",
                    Shapes.choice(Mode.values()),
                    "shadow",
                    "Who decides: shadow only tells what it would have done, approve asks a person,"
                            + " auto acts.");
    private static final Field<List<String>> ALARMS =
            Field.defaulting(
                    "alarms",
                    Shapes.list(Shapes.pattern(ALARM, "the name of an alarm"), 0, 20),
                    "[]",
                    "CloudWatch alarms in the home region that speak for it, composite ones too;"
                            + " without them the stack makes its own.");
    private static final Field<Integer> AGREEING =
            Field.defaulting(
                    "agreeing", Shapes.integer(1, 20), "1", "How many of its alarms must agree.");
    private static final Field<Duration> BLAME =
            duration(
                    "blame",
                    "1h",
                    Duration.ofDays(1),
                    "How long after a release an alarm is its fault.");
    private static final Field<Duration> BAKE =
            duration(
                    "bake",
                    "30m",
                    Duration.ofDays(7),
                    "How long it must be well to be called good.");
    private static final Field<Duration> SETTLE =
            duration("settle", "20m", Duration.ofHours(6), "How long going back may take to help.");
    private static final Field<Duration> COOLDOWN =
            duration(
                    "cooldown",
                    "1h",
                    Duration.ofDays(7),
                    "How long after a rollback there is no other.");
    private static final Field<Integer> DAILY =
            Field.defaulting(
                    "daily", Shapes.integer(1, 20), "2", "Rollbacks in 24 hours, at most.");
    private static final Field<List<Freeze>> FREEZES =
            Field.defaulting(
                    "freezes", Shapes.list(FREEZE, 0, 100), "[]", "When it is left alone.");
    private static final Field<List<HttpCheck>> CHECKS =
            Field.defaulting(
                    "checks",
                    Shapes.list(CHECK, 0, 20),
                    "[]",
                    "What is asked after a release and after a rollback.");
    private static final Field<Optional<String>> BALANCER =
            Field.optional(
                    "loadBalancer",
                    Shapes.pattern(LOAD_BALANCER, "such as app/shop/50dc6c495c0c9188"),
                    "The load balancer before it, for the alarms that the stack makes.");
    private static final Field<Optional<String>> GROUP =
            Field.optional(
                    "targetGroup",
                    Shapes.pattern(TARGET_GROUP, "such as targetgroup/shop/73e2d6bc24d8a067"),
                    "Its target group, for the alarms that the stack makes.");
    private static final Field<Integer> ERRORS =
            Field.defaulting(
                    "errorRate",
                    Shapes.percent(1, 100),
                    "5%",
                    "Which share of failures is too much.");
    private static final Field<Duration> LATENCY =
            duration("latency", "2s", Duration.ofMinutes(15), "Which p95 is too slow.");

    static final RecordShape<Service> SHAPE =
            Shapes.record(ServiceShape::service, fields()).check(ServiceShape::problems);

    private ServiceShape() {}

    private static Service service(Values values) {
        return new Service(
                values.get(CALLED),
                target(TargetFields.targets(values)),
                values.get(MODE),
                values.get(ALARMS),
                values.get(AGREEING),
                values.get(BLAME),
                values.get(BAKE),
                values.get(SETTLE),
                values.get(COOLDOWN),
                values.get(DAILY),
                values.get(FREEZES),
                values.get(CHECKS),
                new Service.Guard(
                        values.get(BALANCER),
                        values.get(GROUP),
                        values.get(ERRORS),
                        values.get(LATENCY)));
    }

    private static Target target(List<Target> named) {
        if (named.size() != 1) {
            throw new IllegalArgumentException(
                    "name one target (lambda, ecs, codedeploy, autoscaling, site, appconfig,"
                            + " beanstalk, vercel or netlify), not "
                            + (named.isEmpty() ? "none" : named.size()));
        }
        return named.getFirst();
    }

    private static void problems(Service service, Reading reading) {
        switch (service.target()) {
            case Target.VercelProject(var _, var _, var secret) when secret.isEmpty() ->
                    reading.refuse("Vercel needs secret: the name of a secret with a token");
            case Target.NetlifySite(var _, var secret) when secret.isEmpty() ->
                    reading.refuse("Netlify needs secret: the name of a secret with a token");
            case Target any when service.alarms().isEmpty() ->
                    GuardAlarms.obstacle(any, service.guard()).ifPresent(reading::refuse);
            case Target _ when service.agreeing() > service.alarms().size() ->
                    reading.refuse(
                            "agreeing is %d, but it has %d alarms"
                                    .formatted(service.agreeing(), service.alarms().size()));
            case Target _ -> {}
        }
    }

    private static Field<?>[] fields() {
        return Stream.concat(
                        Stream.of(
                                CALLED, MODE, ALARMS, AGREEING, BLAME, BAKE, SETTLE, COOLDOWN,
                                DAILY, FREEZES, CHECKS, BALANCER, GROUP, ERRORS, LATENCY),
                        TargetFields.ALL.stream())
                .toArray(Field<?>[]::new);
    }

    private static Field<Duration> duration(String name, String usual, Duration max, String doc) {
        return Field.defaulting(name, AwsShapes.duration(Duration.ofSeconds(1), max), usual, doc);
    }

    private static Shape<Instant> instant() {
        return Shapes.parsed(
                "a time in UTC such as 2026-11-27T00:00:00Z",
                text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeException e) {
                        throw new IllegalArgumentException("this is none", e);
                    }
                },
                "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$");
    }
}
