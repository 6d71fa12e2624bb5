package dev.nightshift;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nightshift.cdk.Rooms;
import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.NoAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rules of the house that no compiler knows. */
class HouseRulesTest {
    private static final Path ROOT = Path.of("..");
    private static final String CORE = "dev.nightshift.core..";
    private static final String[] THE_HOUSE = {"dev.nightshift.cdk..", "dev.nightshift.local.."};
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    // what core's tests share with others comes as a jar
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("dev.nightshift");

    @Test
    void the_rules_look_at_every_room() {
        assertThat(HOUSE.containPackage("dev.nightshift.core.runner")).isTrue();
        Rooms.AUTOMATIONS.forEach(
                spec -> assertThat(HOUSE.contain(spec.handler())).as(spec.name()).isTrue());
    }

    @Test
    void a_room_depends_on_core_and_on_no_other_room() {
        slices().matching("dev.nightshift.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage("dev.nightshift.."), resideInAPackage(CORE))
                .ignoreDependency(
                        resideOutsideOfPackages("dev.nightshift.core..")
                                .and(
                                        resideInAPackage("dev.nightshift.cdk..")
                                                .or(resideInAPackage("dev.nightshift.local.."))),
                        resideInAPackage("dev.nightshift.."))
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.nightshift..").and(resideOutsideOfPackages(CORE)))
                .check(HOUSE);
    }

    @Test
    void what_decides_touches_no_sdk_no_file_no_network_and_no_clock() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.\\w*(Planner|Facts|Action|Report|Retention|Plan|CapVerdict|RunnerNotices)(\\$.*)?")
                .and()
                .resideOutsideOfPackages(THE_HOUSE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..",
                        "com.amazonaws..",
                        "java.io..",
                        "java.nio..",
                        "java.net..",
                        "java.util.concurrent..")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(HOUSE);
    }

    @Test
    void actions_are_records_of_a_sealed_interface() {
        classes()
                .that()
                .areAssignableTo(Action.class)
                .and()
                .areNotInterfaces()
                .and()
                .areNotAssignableTo(NoAction.class)
                .and()
                .resideOutsideOfPackages(THE_HOUSE)
                .should()
                .beAssignableTo(Record.class)
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(HOUSE);
        assertThat(
                        HOUSE.stream()
                                .filter(
                                        type ->
                                                type.isInterface()
                                                        && type.isAssignableTo(Action.class))
                                .filter(type -> !type.isEquivalentTo(Action.class))
                                .map(type -> type.reflect().isSealed()))
                .isNotEmpty()
                .containsOnly(true);
    }

    @Test
    void nothing_waits_inside_a_function() {
        noClasses()
                .that()
                .resideOutsideOfPackages(THE_HOUSE)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("software\\.amazon\\.awssdk\\..*\\.waiters\\..*")
                .check(HOUSE);
    }

    @Test
    void functions_log_through_lambdas_logger_only() {
        noClasses()
                .that()
                .resideOutsideOfPackages(THE_HOUSE)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(HOUSE);
    }

    @Test
    void every_automation_has_its_event_files_its_handler_and_its_runbook() {
        for (AutomationSpec<?> spec : Rooms.AUTOMATIONS) {
            assertThat(ROOT.resolve("events").resolve(spec.name())).isNotEmptyDirectory();
            assertThat(ROOT.resolve("docs/runbooks").resolve(spec.name() + ".md")).isNotEmptyFile();
            assertThat(Files.exists(ROOT.resolve("nightshift.yaml"))).isTrue();
        }
    }
}
