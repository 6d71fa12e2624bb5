package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;

/** AWS::Lambda::Permission: one statement of a function's own policy. */
record LambdaPermission() implements ResourceMaker {
    @Override
    public String type() {
        return "AWS::Lambda::Permission";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                "FunctionName Action Principal SourceArn SourceAccount FunctionUrlAuthType"
                        + " InvokedViaFunctionUrl");
    }

    /** A function's name or ARN without the version or alias behind it. */
    private static String function(String target) {
        var parts = target.split(":", -1);
        return parts.length == 8 ? target.substring(0, target.lastIndexOf(':')) : target;
    }

    /** The version or alias behind an ARN; empty if there is none. */
    private static Optional<String> qualifier(String target) {
        var parts = target.split(":", -1);
        return parts.length == 8 ? Optional.of(parts[7]) : Optional.empty();
    }

    private static String statement(Declared declared) {
        return declared.name("Id", 100);
    }

    @Override
    public Optional<Found> find(Declared declared) {
        var target = declared.text("FunctionName");
        var sid = statement(declared);
        return Sdk.ifThere(
                        () ->
                                declared.aws()
                                        .lambda()
                                        .getPolicy(
                                                get -> {
                                                    get.functionName(function(target));
                                                    qualifier(target).ifPresent(get::qualifier);
                                                })
                                        .policy())
                .flatMap(
                        policy -> {
                            for (var statement : Json.parse(policy).path("Statement")) {
                                if (statement.path("Sid").asText().equals(sid)) {
                                    return Optional.of(found(target, sid, statement));
                                }
                            }
                            return Optional.empty();
                        });
    }

    private static Found found(String target, String sid, JsonNode statement) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("Action", statement.path("Action").asText());
        var principal = statement.path("Principal");
        tree.put(
                "Principal",
                principal.isTextual()
                        ? principal.asText()
                        : principal.path("Service").asText(principal.path("AWS").asText()));
        for (var operator : statement.path("Condition")) {
            operator.properties()
                    .forEach(
                            e -> {
                                switch (e.getKey()) {
                                    case "AWS:SourceArn", "aws:SourceArn" ->
                                            tree.put("SourceArn", e.getValue().asText());
                                    case "AWS:SourceAccount", "aws:SourceAccount" ->
                                            tree.put("SourceAccount", e.getValue().asText());
                                    case "lambda:FunctionUrlAuthType" ->
                                            tree.put("FunctionUrlAuthType", e.getValue().asText());
                                    case "lambda:InvokedViaFunctionUrl" ->
                                            tree.put(
                                                    "InvokedViaFunctionUrl", e.getValue().asText());
                                    default ->
                                            tree.put(
                                                    "a condition on " + e.getKey(),
                                                    e.getValue().asText());
                                }
                            });
        }
        // moto keeps these beside the conditions
        for (var name : List.of("FunctionUrlAuthType", "InvokedViaFunctionUrl")) {
            if (statement.has(name)) {
                tree.set(name, statement.path(name));
            }
        }
        return Found.of(target + "|" + sid, tree);
    }

    @Override
    public ObjectNode expected(Declared declared) {
        return declared.without("FunctionName");
    }

    @Override
    public String create(Declared declared) {
        var target = declared.text("FunctionName");
        var request =
                Sdk.fill(AddPermissionRequest.builder(), declared.without("FunctionName"))
                        .functionName(function(target))
                        .statementId(statement(declared));
        qualifier(target).ifPresent(request::qualifier);
        declared.aws().lambda().addPermission(request.build());
        return target + "|" + statement(declared);
    }

    @Override
    public String update(Declared declared, Found found) {
        delete(found.id(), declared.aws());
        return create(declared);
    }

    @Override
    public void delete(String id, Clients aws) {
        var bar = id.indexOf('|');
        var target = id.substring(0, bar);
        Sdk.ifThere(
                () ->
                        aws.lambda()
                                .removePermission(
                                        remove -> {
                                            remove.functionName(function(target))
                                                    .statementId(id.substring(bar + 1));
                                            qualifier(target).ifPresent(remove::qualifier);
                                        }));
    }
}
