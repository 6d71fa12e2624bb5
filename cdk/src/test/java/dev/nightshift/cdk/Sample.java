package dev.nightshift.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.backup.s3.S3BackupSettings.Transition;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Wake;
import dev.nightshift.core.config.Regions;
import dev.nightshift.costs.summary.Budget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.App;

/** A small bundle to synthesize: one automation that acts and one that rehearses. */
final class Sample {
    static final JsonMapper JSON = new JsonMapper();
    static final Regions REGIONS = new Regions("eu-west-1", "eu-central-1");

    static final List<Permission> PERMISSIONS =
            List.of(
                    Permission.read("what is there", List.of("rds:DescribeDBInstances"), "*"),
                    Permission.write(
                                    "backups",
                                    List.of("rds:CreateDBSnapshot"),
                                    "arn:{partition}:rds:{region}:{account}:snapshot:nightshift-*")
                            .when(
                                    Map.of(
                                            "StringEquals",
                                            Map.of(
                                                    "aws:RequestTag/nightshift:owner",
                                                    "prod/acts"))));

    static final List<Budget> BUDGETS =
            List.of(
                    new Budget(
                            "everything",
                            "USD",
                            BigDecimal.valueOf(2_000),
                            new Budget.Everything()),
                    new Budget(
                            "web", "USD", BigDecimal.valueOf(300), new Budget.OfTag("team", "web")),
                    new Budget(
                            "in euros", "EUR", BigDecimal.valueOf(100), new Budget.Everything()));

    /** Stands for every room's function. */
    static final class Handler {}

    private Sample() {}

    static Scheduled automation(String name, Mode mode) {
        return new Scheduled(
                name,
                Handler.class,
                "rate(30 minutes)",
                Duration.ofMinutes(30),
                mode,
                Duration.ofMinutes(5),
                512,
                PERMISSIONS,
                Optional.empty(),
                List.of(),
                List.of(
                        Wake.split("alarms", "alarmName", List.of("shop-5xx"))
                                .getFirst()
                                .from("aws.cloudwatch", "CloudWatch Alarm State Change")
                                .where("state.value", List.of("ALARM", "OK"))),
                List.of(),
                Optional.of(1));
    }

    static Blueprint blueprint(String stage, Options options) {
        return blueprint(stage, options, Optional.empty());
    }

    static Blueprint blueprint(Transition moves) {
        return blueprint("prod", Options.DEFAULTS, Optional.of(moves));
    }

    private static Blueprint blueprint(String stage, Options options, Optional<Transition> moves) {
        return new Blueprint(
                stage,
                REGIONS,
                "{\"stage\":\"" + stage + "\"}",
                "nightshift/slack",
                Optional.empty(),
                List.of("oncall@example.com"),
                "https://example.com/runbooks",
                List.of(automation("acts", Mode.APPLY), automation("rehearses", Mode.DRY_RUN)),
                moves,
                BUDGETS,
                options,
                new Jars(rooms()));
    }

    static Blueprint blueprint() {
        return blueprint("prod", Options.DEFAULTS);
    }

    /** A project's root with a jar for every room, the same bytes every time. */
    static Path rooms() {
        try {
            var root = Files.createTempDirectory("nightshift-rooms");
            for (var room : Stream.concat(Stream.of("cdk"), Jars.rooms().stream()).toList()) {
                var jar = root.resolve("functions/" + room + "/target/" + room + "-lambda.jar");
                Files.createDirectories(jar.getParent());
                Files.writeString(jar, "the jar of " + room);
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static App app(Path out) {
        return App.Builder.create().outdir(out.toString()).analyticsReporting(false).build();
    }

    /** The templates of a blueprint. */
    static Templates synthesize(Blueprint blueprint) {
        try {
            var out = Files.createTempDirectory("nightshift-out");
            var app = app(out);
            Stacks.in(app, blueprint);
            app.synth();
            return new Templates(out, blueprint.prefix());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was synthesized. */
    record Templates(Path out, String prefix) {
        JsonNode main() {
            return read(prefix + ".template.json");
        }

        JsonNode recovery() {
            return read(prefix + "-recovery.template.json");
        }

        JsonNode read(String file) {
            try {
                return JSON.readTree(out.resolve(file).toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Made once, because every synthesis takes a second. */
    static final class Prod {
        static final Templates TEMPLATES =
                synthesize(
                        blueprint(
                                "prod",
                                new Options(
                                        Optional.empty(),
                                        Optional.of("company-boundary"),
                                        Optional.of("acme/nightshift"),
                                        Optional.empty(),
                                        Optional.of(30),
                                        Options.DEFAULTS.recoveryKeyAlias(),
                                        25,
                                        Optional.of(10),
                                        90,
                                        Optional.of("acme-costs"))));
        static final Template MAIN = new Template(TEMPLATES.main());
        static final Template RECOVERY = new Template(TEMPLATES.recovery());

        private Prod() {}
    }
}
