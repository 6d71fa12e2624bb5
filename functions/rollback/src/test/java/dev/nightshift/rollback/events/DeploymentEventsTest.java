package dev.nightshift.rollback.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.service.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentEventsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "codepipeline-started, pipeline, shop-release, -, STARTED, 2026-11-28T09:20:12Z, ada (Admin)",
                "codepipeline-failed, pipeline, shop-release, -, FAILED, 2026-11-28T09:31:40Z, -",
                "codedeploy-started, codedeploy, shop/web, d-123456789, STARTED, 2026-11-28T09:21:00Z, -",
                "codedeploy-succeeded, codedeploy, shop/web, d-123456789, SUCCEEDED, 2026-11-28T09:25:00Z, -",
                "ecs-deployment-in-progress, ecs, prod/shop, -, STARTED, 2026-11-28T09:21:14Z, -",
                "ecs-deployment-failed, ecs, prod/shop, -, FAILED, 2026-11-28T09:29:14Z, -",
                "lambda-alias-updated, lambda, shop:live, 42, SUCCEEDED, 2026-11-28T09:22:30Z, ada (Admin)",
                "lambda-alias-shifted, lambda, shop:live, 42, STARTED, 2026-11-28T09:22:30Z, ada (Admin)",
                "appconfig-deployment-started, appconfig, abc1234/def5678/ghi9012, 7, STARTED, 2026-11-28T09:23:00Z, ada (Admin)",
                "beanstalk-version-updated, beanstalk, django/django-prod, v42, STARTED, 2026-11-28T09:24:00Z, ada (Admin)",
                "beanstalk-update-started, beanstalk, django/django-prod, -, STARTED, 2026-11-28T09:24:05Z, -",
                "beanstalk-update-failed, beanstalk, django/django-prod, -, FAILED, 2026-11-28T09:27:05Z, -",
                "cloudformation-update-in-progress, stack, shop-prod, -, STARTED, 2026-11-28T09:19:00Z, -",
                "cloudformation-update-complete, stack, shop-prod, -, SUCCEEDED, 2026-11-28T09:30:00Z, -",
                "cloudformation-update-rollback, stack, shop-prod, -, FAILED, 2026-11-28T09:30:30Z, -"
            })
    void every_situation_is_understood(
            String file,
            String kind,
            String name,
            String revision,
            Phase phase,
            Instant at,
            String by) {
        var event = DeploymentEvents.decode(EventFiles.tree(file)).orElseThrow();

        assertThat(event.subject().kind()).isEqualTo(kind);
        assertThat(event.subject().names()).contains(name);
        assertThat(event.revision()).isEqualTo(Optional.ofNullable(revision));
        assertThat(event.phase()).isEqualTo(phase);
        assertThat(event.at()).isEqualTo(at);
        assertThat(event.by()).isEqualTo(Optional.ofNullable(by));
        assertThat(event.what()).isPresent();
        assertThat(event.link())
                .hasValueSatisfying(
                        link ->
                                assertThat(link.getHost())
                                        .isEqualTo("eu-west-1.console.aws.amazon.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foreign-event",
                "scheduled",
                "manual",
                "ecs-service-action",
                "lambda-alias-refused"
            })
    void what_tells_of_no_deployment_is_none(String file) {
        assertThat(DeploymentEvents.decode(EventFiles.tree(file))).isEmpty();
    }

    @Test
    void a_failure_says_why() {
        assertThat(event("cloudformation-update-rollback").what())
                .contains(
                        "stack shop-prod: The following resource(s) failed to update: [Service].");
        assertThat(event("ecs-deployment-failed").what())
                .contains("ECS deployment circuit breaker: task failed to start.");
    }

    @Test
    void a_subject_is_a_target_by_kind_and_name() {
        var subject = event("lambda-alias-updated").subject();

        assertThat(subject.is(new Target.LambdaAlias("shop", "live"))).isTrue();
        assertThat(subject.is(new Target.LambdaAlias("shop", "test"))).isFalse();
        assertThat(subject.is(new Target.AutoScalingGroup("shop:live"))).isFalse();
    }

    /** Whatever lacks, whatever it is instead: an event or none, and never an exception. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "codepipeline-started",
                "codedeploy-succeeded",
                "ecs-deployment-failed",
                "lambda-alias-shifted",
                "appconfig-deployment-started",
                "beanstalk-version-updated",
                "beanstalk-update-failed",
                "cloudformation-update-complete"
            })
    void a_field_that_lacks_or_is_another_thing_is_no_reason_to_fail(String file) {
        var paths = new ArrayList<List<String>>();
        collect(EventFiles.tree(file), List.of(), paths);
        assertThat(paths).hasSizeGreaterThan(8);
        for (var path : paths) {
            for (var change : List.of("gone", "number", "object", "text", "null")) {
                var event = EventFiles.tree(file);
                change(event, path, change);
                assertThatCode(() -> DeploymentEvents.decode(event))
                        .as("%s %s", path, change)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void the_description_of_a_deployment_may_mark_it() {
        var event = EventFiles.tree("appconfig-deployment-started");
        assertThat(DeploymentEvents.decode(event).orElseThrow().irreversible()).isFalse();
        ((ObjectNode) event.path("detail").path("requestParameters"))
                .put("Description", "x".repeat(500) + "\nnightshift:irreversible");

        assertThat(DeploymentEvents.decode(event).orElseThrow().irreversible()).isTrue();
    }

    @Test
    void hostile_words_are_one_short_line() {
        var event = EventFiles.tree("appconfig-deployment-started");
        ((ObjectNode) event.path("detail").path("requestParameters"))
                .put("Description", "\u0007<!channel>\u001b[31m " + "x".repeat(500) + "\nmore");

        assertThat(DeploymentEvents.decode(event).orElseThrow().what())
                .hasValueSatisfying(
                        what ->
                                assertThat(what)
                                        .hasSize(200)
                                        .startsWith("<!channel> [31m xxx")
                                        .doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void the_log_keeps_an_event_once_by_its_target_and_forgets_it_after_two_weeks() {
        var clock = new TestClock(Instant.parse("2026-11-28T10:00:00Z"));
        var log = new LedgerDeploymentLog(new InMemoryLedgerStore(), clock);
        var one = event("lambda-alias-updated");
        var other =
                new DeploymentEvent(
                        "x",
                        new Subject("vercel", Set.of("prj", "front")),
                        Optional.empty(),
                        Phase.FAILED,
                        one.at().plusSeconds(1),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true);

        log.note("lambda shop:live", one);
        log.note("lambda shop:live", one);
        log.note("lambda shop:live", other);
        log.note("lambda other:live", one);

        assertThat(log.of("lambda shop:live")).containsExactlyInAnyOrder(one, other);
        clock.advance(Duration.ofDays(14));
        assertThat(log.of("lambda shop:live")).isEmpty();
    }

    private static DeploymentEvent event(String file) {
        return DeploymentEvents.decode(EventFiles.tree(file)).orElseThrow();
    }

    private static void collect(JsonNode node, List<String> path, List<List<String>> paths) {
        node.properties()
                .forEach(
                        field -> {
                            var own = new ArrayList<>(path);
                            own.add(field.getKey());
                            paths.add(own);
                            collect(field.getValue(), own, paths);
                        });
    }

    private static void change(JsonNode root, List<String> path, String change) {
        var node = root;
        for (var key : path.subList(0, path.size() - 1)) {
            node = node.path(key);
        }
        var parent = (ObjectNode) node;
        var key = path.getLast();
        switch (change) {
            case "gone" -> parent.remove(key);
            case "number" -> parent.put(key, 7);
            case "object" -> parent.putObject(key);
            case "null" -> parent.putNull(key);
            default -> parent.put(key, "%s://{}/ \u0000 /x/y");
        }
    }
}
