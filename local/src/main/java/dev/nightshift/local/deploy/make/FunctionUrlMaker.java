package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;

/** AWS::Lambda::Url: the address of a function, or of an alias of it. */
record FunctionUrlMaker() implements ResourceMaker {
    @Override
    public String type() {
        return "AWS::Lambda::Url";
    }

    @Override
    public Schema schema() {
        return Schema.of("TargetFunctionArn Qualifier AuthType InvokeMode");
    }

    @Override
    public ObjectNode expected(Declared declared) {
        return declared.without("TargetFunctionArn");
    }

    @Override
    public Optional<Found> find(Declared declared) {
        return Sdk.ifThere(
                        () ->
                                declared.aws()
                                        .lambda()
                                        .getFunctionUrlConfig(
                                                get -> {
                                                    get.functionName(
                                                            declared.text("TargetFunctionArn"));
                                                    qualifier(declared).ifPresent(get::qualifier);
                                                }))
                .map(
                        url -> {
                            var tree = Sdk.tree(url);
                            FunctionArn.of(url.functionArn())
                                    .qualifier()
                                    .ifPresent(alias -> tree.put("Qualifier", alias));
                            return Found.of(url.functionArn(), tree)
                                    .with("FunctionUrl", url.functionUrl())
                                    .with("FunctionArn", url.functionArn());
                        });
    }

    @Override
    public String create(Declared declared) {
        return declared.aws()
                .lambda()
                .createFunctionUrlConfig(
                        Sdk.fill(CreateFunctionUrlConfigRequest.builder(), expected(declared))
                                .functionName(declared.text("TargetFunctionArn"))
                                .build())
                .functionArn();
    }

    @Override
    public String update(Declared declared, Found found) {
        return declared.aws()
                .lambda()
                .updateFunctionUrlConfig(
                        Sdk.fill(UpdateFunctionUrlConfigRequest.builder(), expected(declared))
                                .functionName(declared.text("TargetFunctionArn"))
                                .build())
                .functionArn();
    }

    @Override
    public void delete(String id, Clients aws) {
        var arn = FunctionArn.of(id);
        Sdk.ifThere(
                () ->
                        aws.lambda()
                                .deleteFunctionUrlConfig(
                                        delete -> {
                                            delete.functionName(arn.function());
                                            arn.qualifier().ifPresent(delete::qualifier);
                                        }));
    }

    private static Optional<String> qualifier(Declared declared) {
        return declared.has("Qualifier")
                ? Optional.of(declared.text("Qualifier"))
                : Optional.empty();
    }
}
