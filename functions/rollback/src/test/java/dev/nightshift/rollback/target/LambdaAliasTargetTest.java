package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Against the emulator, over the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LambdaAliasTargetTest extends TargetContract {
    private static final Target.LambdaAlias TARGET = new Target.LambdaAlias("shop", "live");

    private final MotoServer moto = MotoServer.start();
    private final Wire wire = new Wire();
    private final Wire silent = new Wire();
    private final LambdaClient lambda = silent.at(moto.endpoint(), LambdaClient.builder());

    @BeforeEach
    void release() {
        moto.reset();
        Moto.role(moto.endpoint(), "shop");
        lambda.createFunction(
                request ->
                        request.functionName("shop")
                                .runtime("java21")
                                .handler("a.B")
                                .role("arn:aws:iam::123456789012:role/shop")
                                .code(code -> code.zipFile(zip("1"))));
        for (int version = 1; version <= 3; version++) {
            var content = zip(Integer.toString(version));
            lambda.updateFunctionCode(request -> request.functionName("shop").zipFile(content));
            lambda.publishVersion(request -> request.functionName("shop"));
        }
        lambda.createAlias(
                request -> request.functionName("shop").name("live").functionVersion("2"));
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Override
    Target target() {
        return TARGET;
    }

    @Override
    TargetPort port() {
        return portAt(moto.endpoint());
    }

    @Override
    TargetPort portAt(URI endpoint) {
        return new LambdaAliasTarget(SeenLambda.at(endpoint, wire), TARGET);
    }

    @Override
    Wire wire() {
        return wire;
    }

    @Override
    String good() {
        return "1";
    }

    @Override
    String bad() {
        return "2";
    }

    @Override
    String impossible() {
        return "17";
    }

    @Override
    void settle() {
        // an alias points elsewhere at once
    }

    @Override
    void releaseByHand() {
        lambda.updateAlias(
                request -> request.functionName("shop").name("live").functionVersion("3"));
    }

    @Override
    boolean canBeBusy() {
        return false;
    }

    @Override
    void makeBusy() {
        throw new UnsupportedOperationException();
    }

    @Test
    void a_canary_is_what_is_released_and_its_share_goes_to_none() {
        lambda.updateAlias(
                request ->
                        request.functionName("shop")
                                .name("live")
                                .functionVersion("2")
                                .routingConfig(
                                        routing ->
                                                routing.additionalVersionWeights(
                                                        Map.of("3", 0.15))));
        var standing = port().observe();
        assertThat(standing.current()).isEqualTo("3");
        assertThat(standing.share()).isEqualTo(15);
        assertThat(standing.formers())
                .containsExactly(new Standing.Former("2"), new Standing.Former("1"));

        assertThat(port().rollBack("3", "2", "token")).isInstanceOf(Step.Begun.class);

        assertThat(port().observe().current()).isEqualTo("2");
        assertThat(port().observe().share()).isEqualTo(100);
        var alias = lambda.getAlias(request -> request.functionName("shop").name("live"));
        assertThat(
                        alias.routingConfig() == null
                                ? Map.of()
                                : alias.routingConfig().additionalVersionWeights())
                .isEmpty();
    }

    @Test
    void what_is_not_there_is_not_found() {
        isNotFound(
                new LambdaAliasTarget(
                        SeenLambda.at(moto.endpoint(), wire),
                        new Target.LambdaAlias("shop", "gone")));
        isNotFound(
                new LambdaAliasTarget(
                        SeenLambda.at(moto.endpoint(), wire),
                        new Target.LambdaAlias("gone", "live")));
    }

    @Test
    void the_latest_code_is_no_release() {
        assertThat(port().preflight("2", "$LATEST"))
                .isInstanceOfSatisfying(
                        Preflight.Obstacle.class,
                        obstacle -> assertThat(obstacle.why()).contains("published"));
    }

    @Test
    void an_alias_on_the_latest_code_has_the_published_versions_to_go_back_to() {
        lambda.updateAlias(
                request -> request.functionName("shop").name("live").functionVersion("$LATEST"));
        assertThat(port().observe().formers())
                .extracting(Standing.Former::revision)
                .containsExactly("3", "2", "1");
    }

    @Test
    void an_alias_that_changes_while_it_is_taken_back_is_left_alone() {
        try (var changing = new Changing()) {
            assertThat(portAt(changing.endpoint()).rollBack("2", "1", "token"))
                    .isInstanceOf(Step.Refused.class);
            assertThat(changing.pointsAt).isEqualTo("2");
        }
    }

    @Test
    void a_version_that_sleeps_is_not_gone_to() {
        try (var changing = new Changing()) {
            assertThat(portAt(changing.endpoint()).preflight("2", "1"))
                    .isInstanceOfSatisfying(
                            Preflight.Obstacle.class,
                            obstacle -> assertThat(obstacle.why()).contains("Inactive", "idle"));
        }
    }

    /** The emulator heeds no revision id and has no states; this does. */
    private static final class Changing extends StandIn {
        String pointsAt = "2";
        private int changes;

        @Override
        Reply answer(Ask ask) {
            var alias =
                    "{\"FunctionVersion\":\"%s\",\"RevisionId\":\"%d\"}"
                            .formatted(pointsAt, changes);
            if (ask.method().equals("PUT")) {
                var sent = ask.json().path("RevisionId").asText();
                // who sends none overwrites whatever is there
                if (!sent.isEmpty() && !sent.equals(Integer.toString(changes))) {
                    return Reply.no(412, "PreconditionFailedException", "changed");
                }
                pointsAt = ask.json().path("FunctionVersion").asText();
                return Reply.json(alias);
            }
            if (ask.path().endsWith("/configuration")) {
                return Reply.json("{\"State\":\"Inactive\",\"StateReason\":\"idle\"}");
            }
            if (ask.path().endsWith("/versions")) {
                return Reply.json("{\"Versions\":[{\"Version\":\"1\"},{\"Version\":\"2\"}]}");
            }
            // somebody touches it each time it has been read
            changes++;
            return Reply.json(alias);
        }
    }

    static SdkBytes zip(String content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("code.txt"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}
