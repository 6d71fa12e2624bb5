package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Permission.Access;
import dev.nightshift.rollback.service.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final Path LIST = Path.of("../../docs/rollback-targets.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z]+)` \\| (emulator|stand-in|both) \\| (.+) \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    private static final List<Target> ALL =
            List.of(
                    new Target.LambdaAlias("shop", "live"),
                    new Target.EcsService("prod", "shop"),
                    new Target.CodeDeployGroup("shop", "prod"),
                    new Target.AutoScalingGroup("shop"),
                    new Target.StaticSite("site", "", Optional.of("E1")),
                    new Target.AppConfigProfile("app1234", "env1234", "prf1234"),
                    new Target.BeanstalkEnvironment("shop", "prod"),
                    new Target.VercelProject("shop", Optional.empty(), "vercel"),
                    new Target.NetlifySite("site-1", "netlify"));

    @Test
    void every_kind_of_target_is_in_this_test() {
        assertThat(ALL.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Target.class.getPermittedSubclasses());
    }

    @Test
    void every_target_has_an_adapter_and_only_the_clients_that_it_needs() {
        var clients = new TreeMap<String, List<String>>();
        for (var target : ALL) {
            var targets = new Targets("eu-central-1", Clock.systemUTC());
            assertThat(targets.of(target)).isNotNull();
            targets.of(target);
            clients.put(target.kind(), targets.made());
        }
        assertThat(clients)
                .isEqualTo(
                        Map.of(
                                "lambda", List.of("WireLambda"),
                                "ecs", List.of("EcsClient"),
                                "codedeploy", List.of("CodeDeployClient"),
                                "autoscaling", List.of("AutoScalingClient"),
                                "site", List.of("CloudFrontClient", "S3Client"),
                                "appconfig", List.of("AppConfigClient"),
                                "beanstalk", List.of("ElasticBeanstalkClient"),
                                "vercel", List.of(),
                                "netlify", List.of()));
    }

    @Test
    void permissions_name_actions_and_what_they_are_on() {
        for (var target : ALL) {
            var permissions = TargetPermissions.of(target);
            assertThat(permissions).as(target.id()).isNotEmpty();
            for (var permission : permissions) {
                assertThat(permission.actions())
                        .noneMatch(action -> action.contains("*"))
                        .allMatch(action -> access(action) == permission.access());
                if (permission.resources().contains("*")) {
                    assertThat(permission.access() == Access.READ || isBound(permission))
                            .as(permission.toString())
                            .isTrue();
                }
            }
        }
        assertThat(TargetPermissions.of(new Target.StaticSite("site", "a/", Optional.empty())))
                .flatMap(Permission::resources)
                .containsOnly("arn:{partition}:s3:::site", "arn:{partition}:s3:::site/a/*");
    }

    /** The list of the documentation is what the tests do, and is printed. */
    @Test
    void every_target_is_gone_back_to_end_to_end_against_what_the_list_says() throws IOException {
        var listed = new TreeMap<String, String>();
        for (var line : Files.readAllLines(LIST)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                listed.put(row.group(1), row.group(2) + ": " + row.group(3));
            }
        }
        assertThat(listed.keySet())
                .as("kinds in " + LIST)
                .containsExactlyInAnyOrderElementsOf(ALL.stream().map(Target::kind).toList());
        listed.forEach(
                (kind, how) -> {
                    System.out.println("rollback target " + kind + ": " + how);
                    var tests = TEST.matcher(how).results().map(found -> found.group(1)).toList();
                    assertThat(tests).as(kind).isNotEmpty();
                    assertThat(tests.stream().map(TargetsTest::source))
                            .as(kind)
                            .allMatch(source -> source.contains("extends TargetContract"));
                    var sources = String.join("", tests.stream().map(TargetsTest::source).toList());
                    assertThat(sources.contains("MotoServer.start()"))
                            .as(kind + " in the emulator")
                            .isEqualTo(!how.startsWith("stand-in"));
                });
    }

    @Test
    void every_adapter_that_is_kept_to_the_contract_is_in_the_list() throws IOException {
        var list = Files.readString(LIST);
        try (var files = Files.list(folder())) {
            var kept =
                    files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(name -> name.endsWith("Test"))
                            .filter(name -> source(name).contains("extends TargetContract"))
                            .toList();
            assertThat(kept).hasSizeGreaterThanOrEqualTo(ALL.size()).allMatch(list::contains);
        }
    }

    private static Path folder() {
        return Path.of("src/test/java/dev/nightshift/rollback/target");
    }

    private static String source(String test) {
        try {
            return Files.readString(folder().resolve(test + ".java"));
        } catch (IOException missing) {
            throw new AssertionError("the list names " + test + ", which is not there", missing);
        }
    }

    private static Access access(String action) {
        var verb = action.substring(action.indexOf(':') + 1);
        return List.of("Get", "List", "Describe", "BatchGet").stream().anyMatch(verb::startsWith)
                ? Access.READ
                : Access.WRITE;
    }

    private static boolean isBound(Permission permission) {
        return !permission.conditions().isEmpty();
    }
}
