package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynthesisTest {
    private static final List<String> TEMPLATES =
            List.of("nightshift-prod.template.json", "nightshift-prod-recovery.template.json");

    /** What the app said, and how it ended. */
    private record Said(int exit, List<String> lines) {}

    private static Said run(Path started) {
        var errors = new ByteArrayOutputStream();
        var exit =
                NightshiftApp.run(
                        started, Map.of(), new PrintStream(errors, true, StandardCharsets.UTF_8));
        return new Said(exit, errors.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void the_app_in_a_process_of_its_own_makes_the_same_templates_with_every_check_on()
            throws Exception {
        var out = Files.createTempDirectory("nightshift-process");
        var command =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                NightshiftApp.class.getName())
                        .directory(Project.Stages.PROJECT.home().resolve("cdk").toFile())
                        .redirectErrorStream(true);
        command.environment().remove("CDK_VALIDATION");
        command.environment().remove("CDK_DEFAULT_ACCOUNT");
        command.environment().put("CDK_OUTDIR", out.toString());
        command.environment().put("CDK_CONTEXT_JSON", "{\"stage\":\"prod\"}");

        var process = command.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).as(said).isZero();
        for (var template : TEMPLATES) {
            assertThat(Files.readString(out.resolve(template)))
                    .isEqualTo(Files.readString(Project.Stages.PROD.out().resolve(template)));
        }
    }

    @Test
    void the_same_settings_make_the_same_templates_from_another_folder() throws IOException {
        var again = Project.fresh().synthesize("prod");

        for (var template : TEMPLATES) {
            assertThat(Files.readString(again.out().resolve(template)))
                    .isEqualTo(Files.readString(Project.Stages.PROD.out().resolve(template)));
        }
    }

    @Test
    void the_overlay_of_the_stage_is_what_is_deployed() throws IOException {
        var prod = new Template(Project.Stages.PROD.main());
        var dev = new Template(Project.Stages.DEV.main());

        assertThat(schedule(prod, "prod")).isEqualTo("cron(0 3 * * ? *)");
        assertThat(schedule(dev, "dev")).isEqualTo("cron(0/30 * * * ? *)");
        assertThat(memory(prod, "prod")).isEqualTo(1024);
        assertThat(memory(dev, "dev")).isEqualTo(512);
        var settings = settings(Project.Stages.PROD);
        assertThat(settings).contains("\"stage\"", "prod", "cron(0 3 * * ? *)");
        assertThat(settings(Project.Stages.DEV)).contains("cron(0/30 * * * ? *)");
    }

    private static String schedule(Template template, String stage) {
        return template.named(
                        "AWS::Scheduler::Schedule", "Name", "nightshift-" + stage + "-rds-backup")
                .text("ScheduleExpression");
    }

    private static int memory(Template template, String stage) {
        return template.named(
                        "AWS::Lambda::Function",
                        "FunctionName",
                        "nightshift-" + stage + "-rds-backup")
                .at("/MemorySize")
                .asInt();
    }

    /** The file in the layer, as the function will read it. */
    private static String settings(Sample.Templates templates) throws IOException {
        try (var files = Files.walk(templates.out())) {
            var file =
                    files.filter(path -> path.endsWith("nightshift.yaml"))
                            .findFirst()
                            .orElseThrow();
            return Files.readString(file);
        }
    }

    @Test
    void a_change_of_the_settings_alone_publishes_another_version() throws IOException {
        var project = Project.fresh();
        project.rewrite("nightshift.yaml", "rpo: 26h", "rpo: 27h");

        var before = version(new Template(Project.Stages.PROD.main()));
        var after = version(new Template(project.synthesize("prod").main()));

        assertThat(after).isNotEqualTo(before);
    }

    private static List<String> version(Template template) {
        return template.all("AWS::Lambda::Version").stream().map(Template.Resource::id).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void the_settings_in_the_repository_can_be_deployed(String stage) throws IOException {
        var out = Files.createTempDirectory("nightshift-repository");
        NightshiftApp.synthesize(
                new Request(
                        Project.Stages.PROJECT.home(),
                        Path.of("../nightshift.yaml"),
                        Optional.of(stage),
                        Options.DEFAULTS),
                out);

        assertThat(new Sample.Templates(out, "nightshift-" + stage).main().path("Resources"))
                .isNotEmpty();
    }

    @Test
    void production_cannot_be_deleted_by_a_slip_of_the_hand() {
        assertThat(isProtected(Project.Stages.PROD, "nightshift-prod")).isTrue();
        assertThat(isProtected(Project.Stages.PROD, "nightshift-prod-recovery")).isTrue();
        assertThat(isProtected(Project.Stages.DEV, "nightshift-dev")).isFalse();
    }

    private static boolean isProtected(Sample.Templates templates, String stack) {
        return templates
                .read("manifest.json")
                .at("/artifacts/" + stack + "/properties/terminationProtection")
                .asBoolean();
    }

    @Test
    void the_stacks_go_to_their_regions_and_the_recovery_one_first() {
        var artifacts = Project.Stages.DEV.read("manifest.json").path("artifacts");

        assertThat(artifacts.at("/nightshift-dev/environment").asText()).endsWith("/eu-west-1");
        assertThat(artifacts.at("/nightshift-dev-recovery/environment").asText())
                .endsWith("/eu-central-1");
        assertThat(artifacts.at("/nightshift-dev/dependencies").toString())
                .contains("\"nightshift-dev-recovery\"");
    }

    @Test
    void a_mistake_in_the_settings_is_told_in_one_line_each_and_nothing_else() throws IOException {
        var project = Project.fresh();
        project.rewrite("nightshift.yaml", "rpo: 26h", "rpoo: 26h");
        project.rewrite("nightshift.yaml", "last: 3", "last: -3");

        var said = run(project.home().resolve("cdk"));

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.lines())
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.startsWith("nightshift.yaml:"))
                .anyMatch(line -> line.contains("rpoo"));
    }

    @Test
    void settings_that_are_not_there_are_told_in_one_line() throws IOException {
        var project = Project.fresh();
        Files.delete(project.home().resolve("nightshift.yaml"));

        var said = run(project.home());

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().contains("nightshift.yaml");
    }

    @Test
    void copies_to_where_the_databases_are_are_refused() throws IOException {
        var project = Project.fresh();
        project.rewrite("nightshift.yaml", "- { region: eu-central-1", "- { region: eu-west-1");

        var said = run(project.home());

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().contains("copyTo", "eu-west-1");
    }

    @Test
    void a_schedule_too_rare_to_be_watched_is_refused() throws IOException {
        var project = Project.fresh();
        project.rewrite("nightshift.yaml", "cron(0/30 * * * ? *)", "rate(8 days)");

        var said = run(project.home());

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.lines())
                .singleElement()
                .asString()
                .startsWith("automations.rds-backup.schedule: rate(8 days)")
                .contains("let it tick daily");
    }

    @Test
    void a_jar_that_was_not_built_says_what_to_run() throws IOException {
        var project = Project.fresh();
        Files.delete(project.home().resolve("functions/backup/target/backup-lambda.jar"));

        var said = run(project.home());

        assertThat(said)
                .isEqualTo(
                        new Said(
                                2,
                                List.of(
                                        "functions/backup/target/backup-lambda.jar is missing:"
                                                + " run ./mvnw -DskipTests package")));
    }
}
