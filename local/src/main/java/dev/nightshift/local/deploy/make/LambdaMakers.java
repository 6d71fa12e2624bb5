package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** Functions with their versions, aliases and layers. */
final class LambdaMakers {
    private LambdaMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new Function(), new Version(), new Alias(), new LayerVersion());
    }

    /** Lambda tells code apart by its digest, so that is what declared and found code have. */
    private static ObjectNode digest(Declared declared, String property) {
        var code = declared.get(property);
        var packed =
                declared.assets().at(code.path("S3Bucket").asText(), code.path("S3Key").asText());
        var expected = declared.properties().deepCopy();
        expected.putObject(property).put("Sha256", packed.sha256());
        return expected;
    }

    /** AWS::Lambda::Function. */
    record Function() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Lambda::Function";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "FunctionName Code{S3Bucket S3Key} Role Handler Runtime Description Timeout"
                            + " MemorySize Architectures Layers KmsKeyArn PackageType"
                            + " Environment{Variables*} DeadLetterConfig{TargetArn}"
                            + " VpcConfig{SubnetIds SecurityGroupIds}"
                            + " TracingConfig{Mode} SnapStart{ApplyOn} EphemeralStorage{Size}"
                            + " LoggingConfig{LogGroup LogFormat ApplicationLogLevel"
                            + " SystemLogLevel} ReservedConcurrentExecutions Tags*");
        }

        private static String name(Declared declared) {
            return declared.name("FunctionName", 64);
        }

        @Override
        public ObjectNode expected(Declared declared) {
            return digest(declared, "Code");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = name(declared);
            var lambda = declared.aws().lambda();
            return Sdk.ifThere(() -> lambda.getFunction(get -> get.functionName(name)))
                    .map(
                            function -> {
                                var configuration = function.configuration();
                                var tree = Sdk.tree(configuration);
                                var layers = tree.putArray("Layers");
                                configuration.layers().forEach(layer -> layers.add(layer.arn()));
                                tree.putObject("Code").put("Sha256", configuration.codeSha256());
                                tree.set("Tags", Tags.of(function.tags()));
                                tree.set("KmsKeyArn", tree.path("KMSKeyArn"));
                                if (function.concurrency() != null) {
                                    tree.put(
                                            "ReservedConcurrentExecutions",
                                            function.concurrency().reservedConcurrentExecutions());
                                }
                                return Found.of(name, tree)
                                        .with("Arn", configuration.functionArn());
                            });
        }

        @Override
        public String create(Declared declared) {
            var name = name(declared);
            var request =
                    Sdk.fill(
                            CreateFunctionRequest.builder(),
                            declared.without(
                                    "FunctionName", "Tags", "ReservedConcurrentExecutions"));
            declared.aws()
                    .lambda()
                    .createFunction(request.functionName(name).tags(declared.tags()).build());
            reserve(declared, name);
            return name;
        }

        private static void reserve(Declared declared, String name) {
            if (declared.has("ReservedConcurrentExecutions")) {
                declared.aws()
                        .lambda()
                        .putFunctionConcurrency(
                                put ->
                                        put.functionName(name)
                                                .reservedConcurrentExecutions(
                                                        declared.get("ReservedConcurrentExecutions")
                                                                .asInt()));
            }
        }

        @Override
        public String update(Declared declared, Found found) {
            var lambda = declared.aws().lambda();
            var name = found.id();
            var code = declared.get("Code");
            lambda.updateFunctionCode(
                    update ->
                            update.functionName(name)
                                    .s3Bucket(code.path("S3Bucket").asText())
                                    .s3Key(code.path("S3Key").asText()));
            lambda.updateFunctionConfiguration(
                    Sdk.fillWhatFits(
                                    UpdateFunctionConfigurationRequest.builder(),
                                    declared.properties())
                            .functionName(name)
                            .build());
            if (declared.has("Tags")) {
                lambda.tagResource(
                        tag -> tag.resource(found.attribute("Arn")).tags(declared.tags()));
            }
            reserve(declared, name);
            return name;
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.lambda().deleteFunction(delete -> delete.functionName(id)));
        }
    }

    /** AWS::Lambda::Version: published once, never changed. */
    record Version() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Lambda::Version";
        }

        @Override
        public Schema schema() {
            return Schema.of("FunctionName Description CodeSha256");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            return declared.without("FunctionName");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            return declared.known()
                    .flatMap(
                            arn ->
                                    Sdk.ifThere(
                                            () ->
                                                    declared.aws()
                                                            .lambda()
                                                            .getFunctionConfiguration(
                                                                    get -> get.functionName(arn))))
                    .map(
                            version ->
                                    Found.of(declared.known().orElseThrow(), Sdk.tree(version))
                                            .with("Version", version.version())
                                            .with("FunctionArn", declared.known().orElseThrow()));
        }

        @Override
        public String create(Declared declared) {
            var published =
                    declared.aws()
                            .lambda()
                            .publishVersion(
                                    Sdk.fill(PublishVersionRequest.builder(), declared.properties())
                                            .build());
            var arn = published.functionArn();
            return arn.endsWith(":" + published.version()) ? arn : arn + ":" + published.version();
        }

        @Override
        public String update(Declared declared, Found found) {
            return create(declared);
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.lambda().deleteFunction(delete -> delete.functionName(id)));
        }
    }

    /** AWS::Lambda::Alias. */
    record Alias() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Lambda::Alias";
        }

        @Override
        public Schema schema() {
            return Schema.of("FunctionName FunctionVersion Name Description");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            return declared.without("FunctionName");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            return Sdk.ifThere(
                            () ->
                                    declared.aws()
                                            .lambda()
                                            .getAlias(
                                                    get ->
                                                            get.functionName(
                                                                            declared.text(
                                                                                    "FunctionName"))
                                                                    .name(declared.text("Name"))))
                    .map(
                            alias ->
                                    Found.of(alias.aliasArn(), Sdk.tree(alias))
                                            .with("AliasArn", alias.aliasArn()));
        }

        @Override
        public String create(Declared declared) {
            return declared.aws()
                    .lambda()
                    .createAlias(
                            Sdk.fill(CreateAliasRequest.builder(), declared.properties()).build())
                    .aliasArn();
        }

        @Override
        public String update(Declared declared, Found found) {
            return declared.aws()
                    .lambda()
                    .updateAlias(
                            Sdk.fill(UpdateAliasRequest.builder(), declared.properties()).build())
                    .aliasArn();
        }

        @Override
        public void delete(String id, Clients aws) {
            var arn = FunctionArn.of(id);
            Sdk.ifThere(
                    () ->
                            aws.lambda()
                                    .deleteAlias(
                                            delete ->
                                                    delete.functionName(arn.function())
                                                            .name(arn.qualifier().orElseThrow())));
        }
    }

    /** AWS::Lambda::LayerVersion: published once, never changed. */
    record LayerVersion() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Lambda::LayerVersion";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "LayerName Description Content{S3Bucket S3Key} CompatibleRuntimes"
                            + " CompatibleArchitectures LicenseInfo");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            return digest(declared, "Content").without(List.of("LayerName"));
        }

        @Override
        public Optional<Found> find(Declared declared) {
            return declared.known()
                    .flatMap(
                            arn ->
                                    Sdk.ifThere(
                                            () ->
                                                    declared.aws()
                                                            .lambda()
                                                            .getLayerVersion(
                                                                    get ->
                                                                            get.layerName(name(arn))
                                                                                    .versionNumber(
                                                                                            version(
                                                                                                    arn)))))
                    .map(
                            layer -> {
                                var tree = Sdk.tree(layer);
                                tree.putObject("Content")
                                        .put("Sha256", layer.content().codeSha256());
                                return Found.of(layer.layerVersionArn(), tree)
                                        .with("LayerVersionArn", layer.layerVersionArn());
                            });
        }

        @Override
        public String create(Declared declared) {
            return declared.aws()
                    .lambda()
                    .publishLayerVersion(
                            Sdk.fill(
                                            PublishLayerVersionRequest.builder(),
                                            declared.without("LayerName"))
                                    .layerName(declared.name("LayerName", 140))
                                    .build())
                    .layerVersionArn();
        }

        @Override
        public String update(Declared declared, Found found) {
            return create(declared);
        }

        // arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION
        private static String name(String arn) {
            return arn.split(":", -1)[6];
        }

        private static long version(String arn) {
            return Long.parseLong(arn.split(":", -1)[7]);
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(
                    () ->
                            aws.lambda()
                                    .deleteLayerVersion(
                                            delete ->
                                                    delete.layerName(name(id))
                                                            .versionNumber(version(id))));
        }
    }
}
