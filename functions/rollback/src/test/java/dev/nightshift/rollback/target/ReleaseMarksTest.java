package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.rollback.service.Target;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.elasticbeanstalk.ElasticBeanstalkClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Over the wire: Lambda and ECS in the emulator, the others against the stand-ins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseMarksTest {
    private static final Target.LambdaAlias LAMBDA = new Target.LambdaAlias("shop", "live");
    private static final Target.EcsService ECS = new Target.EcsService("prod", "shop");
    private static final Target.CodeDeployGroup GROUP = new Target.CodeDeployGroup("shop", "prod");
    private static final Target.BeanstalkEnvironment BEANSTALK =
            new Target.BeanstalkEnvironment("shop", "prod");
    private static final String WORDS = "drops a column (nightshift:irreversible)";

    private final MotoServer moto = MotoServer.start();
    private final Wire wire = new Wire();

    @BeforeEach
    void nothing() {
        moto.reset();
        wire.calls();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Test
    void a_version_of_a_function_is_marked_by_its_description() {
        var lambda = new Wire().at(moto.endpoint(), LambdaClient.builder());
        Moto.role(moto.endpoint(), "shop");
        lambda.createFunction(
                request ->
                        request.functionName("shop")
                                .runtime("java21")
                                .handler("a.B")
                                .role("arn:aws:iam::123456789012:role/shop")
                                .code(code -> code.zipFile(LambdaAliasTargetTest.zip("1"))));
        publish(lambda, "1", "a fix");
        publish(lambda, "2", WORDS);
        publish(lambda, "3", "");

        var mark = lambdaAt(moto.endpoint());
        assertThat(mark.isIrreversible("1")).isFalse();
        assertThat(mark.isIrreversible("2")).isTrue();
        assertThat(mark.isIrreversible("3")).isFalse();
        isGone(mark, "17");
        isGranted(LAMBDA);
    }

    /** The emulator, as AWS, describes a version by what it was published with. */
    private static void publish(LambdaClient lambda, String content, String description) {
        lambda.updateFunctionCode(
                request ->
                        request.functionName("shop").zipFile(LambdaAliasTargetTest.zip(content)));
        lambda.publishVersion(request -> request.functionName("shop").description(description));
    }

    @Test
    void a_task_definition_is_marked_by_a_tag() {
        var ecs = new Wire().at(moto.endpoint(), EcsClient.builder());
        var untagged = register(ecs);
        var marked = register(ecs, tag("team", "shop"), tag("nightshift:irreversible", "drops x"));
        var unmarked = register(ecs, tag("nightshift:irreversible", "false"));

        var mark = ecsAt(moto.endpoint());
        assertThat(mark.isIrreversible(untagged)).isFalse();
        assertThat(mark.isIrreversible(marked)).isTrue();
        assertThat(mark.isIrreversible(unmarked)).isFalse();

        // one may think of it later
        ecs.tagResource(
                request ->
                        request.resourceArn(untagged).tags(tag("nightshift:irreversible", "true")));
        assertThat(mark.isIrreversible(untagged)).isTrue();
        assertThatThrownBy(() -> mark.isIrreversible(untagged + "7"))
                .isInstanceOf(CloudException.class);
        isGranted(ECS);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static String register(EcsClient ecs, Tag... tags) {
        return ecs.registerTaskDefinition(
                        request ->
                                request.family("shop")
                                        .containerDefinitions(
                                                ContainerDefinition.builder()
                                                        .name("web")
                                                        .image("web")
                                                        .memory(128)
                                                        .build())
                                        .tags(tags))
                .taskDefinition()
                .taskDefinitionArn();
    }

    @Test
    void a_deployment_of_code_deploy_is_marked_by_its_description() {
        try (var fake = new FakeCodeDeploy()) {
            var plain = fake.deploy("1.zip");
            fake.settle();
            var marked = fake.deploy("2.zip", WORDS);

            var mark = codeDeployAt(fake.endpoint());
            assertThat(mark.isIrreversible(plain)).isFalse();
            assertThat(mark.isIrreversible(marked)).isTrue();
            isGone(mark, "d-999");
        }
        isGranted(GROUP);
    }

    @Test
    void a_version_of_beanstalk_is_marked_by_its_description() {
        try (var fake = new FakeBeanstalk(4, "v4")) {
            fake.describe(2, "a fix");
            fake.describe(3, WORDS);

            var mark = beanstalkAt(fake.endpoint());
            assertThat(mark.isIrreversible("v1")).isFalse();
            assertThat(mark.isIrreversible("v2")).isFalse();
            assertThat(mark.isIrreversible("v3")).isTrue();
            isGone(mark, "v9");
        }
        isGranted(BEANSTALK);
    }

    @Test
    void what_cannot_be_read_is_no_answer() {
        try (var closed = new Closed()) {
            for (var mark :
                    List.of(
                            lambdaAt(closed.endpoint()),
                            ecsAt(closed.endpoint()),
                            codeDeployAt(closed.endpoint()),
                            beanstalkAt(closed.endpoint()))) {
                assertThatThrownBy(() -> mark.isIrreversible("1"))
                        .isInstanceOfSatisfying(
                                CloudException.class,
                                failure -> assertThat(failure.kind()).isEqualTo(Kind.DENIED))
                        .hasMessageStartingWith("could not read ");
            }
        }
    }

    private ReleaseMark lambdaAt(URI endpoint) {
        return ReleaseMarks.of(SeenLambda.at(endpoint, wire), LAMBDA);
    }

    private ReleaseMark ecsAt(URI endpoint) {
        return ReleaseMarks.of(wire.at(endpoint, EcsClient.builder()));
    }

    private ReleaseMark codeDeployAt(URI endpoint) {
        return ReleaseMarks.of(wire.at(endpoint, CodeDeployClient.builder()));
    }

    private ReleaseMark beanstalkAt(URI endpoint) {
        return ReleaseMarks.of(wire.at(endpoint, ElasticBeanstalkClient.builder()), BEANSTALK);
    }

    private static void isGone(ReleaseMark mark, String revision) {
        assertThatThrownBy(() -> mark.isIrreversible(revision))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining(revision);
    }

    /** All that was asked is among what deploy-watch is granted for the target. */
    private void isGranted(Target target) {
        assertThat(
                        Stream.concat(
                                        TargetPermissions.toObserve(target).stream(),
                                        TargetPermissions.toReadMarks(target).stream())
                                .flatMap(permission -> permission.actions().stream()))
                .containsAll(TargetActions.needed(wire.calls()));
    }

    private static final class Closed extends StandIn {
        @Override
        Reply answer(Ask ask) {
            return new Reply(403, Map.of(), "");
        }
    }
}
