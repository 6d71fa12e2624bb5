package dev.nightshift.rollback.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentLog;
import dev.nightshift.rollback.events.EventFiles;
import dev.nightshift.rollback.events.LedgerDeploymentLog;
import dev.nightshift.rollback.service.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployWatchHandlerTest {
    private static final DeployWatchSettings SETTINGS =
            Samples.settings(
                    Samples.service(
                            "shop", new Target.LambdaAlias("shop", "live"), List.of(), List.of()));

    private final List<byte[]> ran = new ArrayList<>();
    private final DeploymentLog log =
            new LedgerDeploymentLog(
                    new InMemoryLedgerStore(),
                    new TestClock(Instant.parse("2026-11-28T10:00:00Z")));

    @Test
    void an_event_is_noted_and_the_run_is_given_the_same_bytes() throws IOException {
        var bytes = EventFiles.bytes("lambda-alias-updated");

        handle(bytes, log);
        handle(bytes, log);

        assertThat(log.of("lambda shop:live"))
                .singleElement()
                .satisfies(event -> assertThat(event.by()).contains("ada (Admin)"));
        assertThat(ran).containsExactly(bytes, bytes);
    }

    @Test
    void a_pipeline_is_about_the_services_that_name_it() throws IOException {
        handle(EventFiles.bytes("codepipeline-started"), log);
        handle(EventFiles.bytes("cloudformation-update-complete"), log);
        handle(EventFiles.bytes("codedeploy-succeeded"), log);

        assertThat(log.of("lambda shop:live")).hasSize(2);
        assertThat(ran).hasSize(3);
    }

    @Test
    void everything_else_goes_to_the_run_as_it_is() throws IOException {
        for (var bytes :
                List.of(
                        EventFiles.bytes("scheduled"),
                        EventFiles.bytes("manual"),
                        EventFiles.bytes("foreign-event"),
                        "{no json".getBytes(StandardCharsets.UTF_8),
                        new byte[0])) {
            handle(bytes, log);
            assertThat(ran.getLast()).isEqualTo(bytes);
        }
        assertThat(log.of("lambda shop:live")).isEmpty();
    }

    @Test
    void what_cannot_be_noted_is_left_to_lambda_to_try_again() {
        var away =
                new DeploymentLog() {
                    @Override
                    public void note(String target, DeploymentEvent event) {
                        throw new CloudException(Kind.UNREACHABLE, "no table");
                    }

                    @Override
                    public List<DeploymentEvent> of(String target) {
                        return List.of();
                    }
                };

        assertThatThrownBy(() -> handle(EventFiles.bytes("lambda-alias-updated"), away))
                .isInstanceOf(CloudException.class);
        assertThat(ran).isEmpty();
    }

    private void handle(byte[] event, DeploymentLog into) throws IOException {
        var context =
                (Context)
                        Proxy.newProxyInstance(
                                Context.class.getClassLoader(),
                                new Class<?>[] {Context.class},
                                (_, _, _) -> null);
        new DeployWatchHandler(
                        (in, _, _) -> ran.add(in.readAllBytes()), new EventNotes(SETTINGS, into))
                .handleRequest(
                        new ByteArrayInputStream(event), new ByteArrayOutputStream(), context);
    }
}
