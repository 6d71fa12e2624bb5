package dev.nightshift.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.local.deploy.DeployedResource.Change;
import dev.nightshift.local.deploy.make.Makers;
import dev.nightshift.local.emulator.Emulator;
import dev.nightshift.local.emulator.EmulatorException;
import dev.nightshift.local.emulator.EmulatorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Against a moto server over the wire, with a hand-written assembly that has every type and every
 * intrinsic; what came of it is looked at with clients of the test's own.
 */
class LocalDeploymentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SAMPLE = Path.of("src/test/resources/assembly");

    @TempDir static Path emulatorFolder;
    @TempDir Path assembly;

    private static URI endpoint = URI.create("http://127.0.0.1:1");

    @BeforeAll
    static void start_an_emulator() {
        var environment = new HashMap<>(System.getenv());
        environment.remove("AWS_ENDPOINT_URL");
        try {
            endpoint =
                    Emulator.in(emulatorFolder, environment)
                            .start(EmulatorOptions.defaults())
                            .endpoint();
        } catch (EmulatorException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    @AfterAll
    static void stop_it() {
        Emulator.in(emulatorFolder, Map.of()).stop();
    }

    @BeforeEach
    void a_fresh_emulator_and_a_copy_of_the_sample() throws IOException, InterruptedException {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            http.send(
                    java.net.http.HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
                            .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.discarding());
        }
        try (var files = Files.walk(SAMPLE)) {
            for (var file : files.toList()) {
                var copy = assembly.resolve(SAMPLE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        write_code("first");
    }

    @Test
    void the_sample_has_every_type_that_is_known() throws IOException {
        var types = new LinkedHashSet<String>();
        for (var file : new String[] {"main.template.json", "recovery.template.json"}) {
            for (var resource : read(file).path("Resources")) {
                types.add(resource.path("Type").asText());
            }
        }
        assertThat(types).containsExactlyInAnyOrderElementsOf(Makers.types());
    }

    @Test
    void makes_all_of_it_and_finds_it_as_declared() {
        var result = deploy();

        assertThat(result.faults()).isEmpty();
        assertThat(result.differences())
                .extracting(Deviation::path)
                .containsExactlyInAnyOrder(
                        "SnapStart.ApplyOn",
                        "LoggingConfig",
                        "DeadLetterConfig",
                        "Qualifier",
                        "",
                        "Subscribers",
                        "ResourceTags");
        assertThat(result.resources())
                .extracting(DeployedResource::logicalId)
                .doesNotContain("Never");
        assertThat(result.outputs().get("sample"))
                .containsEntry(
                        "Function", "arn:aws:lambda:eu-west-1:123456789012:function:sample-worker")
                .doesNotContainKey("Nowhere");

        try (var lambda = lambda();
                var dynamodb = dynamodb()) {
            var function = lambda.getFunction(get -> get.functionName("sample-worker"));
            assertThat(function.configuration().environment().variables())
                    .containsEntry("LEDGER", "sample-ledger")
                    .containsEntry("GIVEN", "from the assembly")
                    .containsEntry("ENCODED", "dXMke2xpdGVyYWx9")
                    .containsEntry("SECOND", "b")
                    .containsEntry("ZONE", "eu-west-1a")
                    .containsEntry(
                            "KEY",
                            result.outputs()
                                    .getOrDefault("sample-recovery", Map.of())
                                    .getOrDefault("KeyArn", "no output"))
                    .doesNotContainKey("NEVER");
            assertThat(function.configuration().memorySize()).isEqualTo(512);
            assertThat(
                            dynamodb.describeTimeToLive(get -> get.tableName("sample-ledger"))
                                    .timeToLiveDescription()
                                    .attributeName())
                    .isEqualTo("expiresAt");
        }
    }

    @Test
    void deploying_again_changes_nothing() {
        deploy();
        assertThat(deploy().resources())
                .allMatch(
                        resource ->
                                resource.change() == Change.KEPT
                                        || resource.change() == Change.NOTHING_TO_MAKE
                                        || resource.change() == Change.NOT_HELD);
    }

    @Test
    void a_change_behind_its_back_is_found_and_then_put_right() {
        deploy();
        try (var lambda = lambda()) {
            lambda.updateFunctionConfiguration(
                    update -> update.functionName("sample-worker").timeout(7));
        }

        assertThat(LocalDeployment.compare(assembly, endpoint, Progress.silent()).faults())
                .singleElement()
                .satisfies(
                        fault -> {
                            assertThat(fault.logicalId()).isEqualTo("Worker");
                            assertThat(fault.what()).isEqualTo("Timeout should be 60 and is 7");
                        });
        var again = deploy();
        assertThat(again.asDeclared()).isTrue();
        assertThat(again.count(Change.UPDATED)).isEqualTo(1);
    }

    @Test
    void what_somebody_deleted_is_missed_and_then_made_again() {
        deploy();
        try (var lambda = lambda()) {
            lambda.deleteAlias(delete -> delete.functionName("sample-worker").name("live"));
        }
        assertThat(LocalDeployment.compare(assembly, endpoint, Progress.silent()).faults())
                .extracting(Deviation::logicalId)
                .contains("Live");
        assertThat(deploy().asDeclared()).isTrue();
    }

    @Test
    void what_the_template_no_longer_has_is_removed_unless_it_asked_to_stay() throws IOException {
        deploy();
        edit(
                "main.template.json",
                template -> {
                    for (var gone : new String[] {"ToPeople", "Monthly", "Board", "Slack"}) {
                        resources(template).remove(gone);
                    }
                    resources(template).remove("Errors");
                });
        var result = deploy();
        assertThat(result.asDeclared()).isTrue();
        assertThat(result.count(Change.REMOVED)).isEqualTo(5);
        assertThat(result.count(Change.MADE)).isZero();
        try (var cloudwatch = cloudwatch()) {
            assertThat(cloudwatch.listDashboards().dashboardEntries()).isEmpty();
        }

        edit("recovery.template.json", template -> resources(template).remove("Vault"));
        assertThat(deploy().resources())
                .filteredOn(resource -> resource.logicalId().equals("Vault"))
                .extracting(DeployedResource::change)
                .containsExactly(Change.LEFT);
    }

    @Test
    void a_property_that_vanished_from_the_template_vanishes_from_the_resource()
            throws IOException {
        deploy();
        edit(
                "main.template.json",
                template ->
                        resources(template)
                                .withObject("/DidNotRun/Properties")
                                .remove("AlarmActions"));
        assertThat(deploy().count(Change.UPDATED)).isEqualTo(1);
        try (var cloudwatch = cloudwatch()) {
            assertThat(cloudwatch.describeAlarms().metricAlarms())
                    .singleElement()
                    .satisfies(alarm -> assertThat(alarm.alarmActions()).isEmpty());
        }
        assertThat(deploy().count(Change.UPDATED)).isZero();
    }

    @Test
    void new_code_and_settings_reach_the_function() throws IOException {
        deploy();
        write_code("second");
        Files.writeString(assembly.resolve("layer/nightshift.yaml"), "stage: other\n");
        edit(
                "main.template.json",
                template -> {
                    var version = resources(template).remove("WorkerVersion1");
                    resources(template).set("WorkerVersion2", version);
                    resources(template)
                            .withObject("/Live/Properties/FunctionVersion")
                            .putArray("Fn::GetAtt")
                            .add("WorkerVersion2")
                            .add("Version");
                    resources(template)
                            .withObject("/Worker/Properties/Environment/Variables")
                            .remove("SECOND");
                });
        var result = deploy();

        assertThat(result.faults()).isEmpty();
        try (var lambda = lambda()) {
            var live =
                    lambda.getFunctionConfiguration(
                            get -> get.functionName("sample-worker").qualifier("live"));
            assertThat(live.version()).isEqualTo("2");
            assertThat(live.environment().variables()).doesNotContainKey("SECOND");
            assertThat(live.layers()).singleElement().matches(layer -> layer.arn().endsWith(":2"));
            // the version before keeps its code and its settings, so that one can go back to it
            assertThat(
                            lambda.getFunctionConfiguration(
                                            get -> get.functionName("sample-worker").qualifier("1"))
                                    .codeSha256())
                    .isNotEqualTo(live.codeSha256());
            assertThat(
                            lambda.listLayerVersions(list -> list.layerName("sample-settings"))
                                    .layerVersions())
                    .hasSize(2);
        }
    }

    @Test
    void an_unknown_type_or_property_is_named_and_nothing_is_made() throws IOException {
        edit(
                "main.template.json",
                template -> {
                    resources(template).putObject("Lake").put("Type", "AWS::LakeFormation::Tag");
                    resources(template)
                            .withObject("/Tick/Properties/Target")
                            .putObject("EcsParameters");
                });
        assertThatThrownBy(this::deploy)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("Lake (AWS::LakeFormation::Tag): the type is not known")
                .hasMessageContaining(
                        "Tick (AWS::Scheduler::Schedule): the property Target.EcsParameters is not"
                                + " known");
        try (var sqs = sqs()) {
            assertThat(sqs.listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void a_refused_call_names_the_resource() throws IOException {
        edit(
                "main.template.json",
                template ->
                        resources(template)
                                .withObject("/Worker/Properties")
                                .put("Role", "arn:aws:iam::123456789012:role/nobody"));
        assertThatThrownBy(this::deploy)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("sample: Worker (AWS::Lambda::Function)");
    }

    @Test
    void an_endpoint_beyond_loopback_is_refused() {
        assertThatThrownBy(
                        () ->
                                LocalDeployment.deploy(
                                        assembly,
                                        URI.create("http://192.0.2.1:4566"),
                                        Progress.silent()))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("not on this machine");
    }

    @Test
    void a_stack_for_another_account_is_refused() throws IOException {
        edit(
                "manifest.json",
                manifest ->
                        manifest.withObject("/artifacts/recovery")
                                .put("environment", "aws://111122223333/eu-west-1"));
        assertThatThrownBy(this::deploy)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("111122223333");
    }

    private DeploymentResult deploy() {
        return LocalDeployment.deploy(assembly, endpoint, Progress.silent());
    }

    private static ObjectNode resources(ObjectNode template) {
        return template.withObject("/Resources");
    }

    private JsonNode read(String file) throws IOException {
        return JSON.readTree(Files.readString(assembly.resolve(file)));
    }

    private void edit(String file, Consumer<ObjectNode> change) throws IOException {
        var json = read(file).<ObjectNode>deepCopy();
        change.accept(json);
        Files.writeString(assembly.resolve(file), json.toPrettyString());
    }

    private void write_code(String content) {
        try (var zip = new ZipOutputStream(Files.newOutputStream(assembly.resolve("code.jar")))) {
            zip.putNextEntry(new ZipEntry(content));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StaticCredentialsProvider anybody() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }

    private static LambdaClient lambda() {
        return LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(anybody())
                .build();
    }

    private static DynamoDbClient dynamodb() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(anybody())
                .build();
    }

    private static CloudWatchClient cloudwatch() {
        return CloudWatchClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(anybody())
                .build();
    }

    private static SqsClient sqs() {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(anybody())
                .build();
    }
}
