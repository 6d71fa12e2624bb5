package dev.nightshift.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.local.jars.FunctionJar;
import dev.nightshift.local.jars.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a function's role may do: the CDK app's golden file, which a test of the app holds to the
 * synthesized template.
 */
record RolePolicy(List<Statement> statements) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The services for which resources are looked at: those whose calls say by themselves which
     * they are about. No conditions are looked at. Both are asserted on the template.
     */
    private static final Set<String> MATCHED = Set.of("s3", "sqs", "sts");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    record Statement(List<String> actions, List<String> resources) {
        private boolean allows(Need need) {
            return actions.contains(need.action())
                    && (need.resource().equals(Need.ANY)
                            || !MATCHED.contains(serviceOf(need.action()))
                            || resources.stream()
                                    .anyMatch(pattern -> matches(pattern, need.resource())));
        }

        private static boolean matches(String pattern, String resource) {
            var quoted = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
            return resource.matches(quoted.replace("?", "\\E.\\Q"));
        }
    }

    static RolePolicy golden(String name) {
        var file = FunctionJar.HOME.resolve("cdk/src/test/resources/golden/" + name + ".json");
        try {
            var statements = new ArrayList<Statement>();
            for (var statement : JSON.readTree(Files.readString(file)).path("permissions")) {
                if (!statement.path("Effect").asText().equals("Allow")) {
                    throw new IllegalStateException(name + " does more than to allow");
                }
                statements.add(
                        new Statement(
                                texts(statement.path("Action")),
                                texts(statement.path("Resource")).stream()
                                        .map(RolePolicy::resolved)
                                        .toList()));
            }
            return new RolePolicy(statements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> actions() {
        var actions = new TreeSet<String>();
        statements.forEach(statement -> actions.addAll(statement.actions()));
        return actions;
    }

    boolean allows(Need need) {
        return statements.stream().anyMatch(statement -> statement.allows(need));
    }

    RolePolicy without(Set<String> withheld) {
        return new RolePolicy(
                statements.stream()
                        .map(
                                statement ->
                                        new Statement(
                                                statement.actions().stream()
                                                        .filter(
                                                                action ->
                                                                        !withheld.contains(action))
                                                        .toList(),
                                                statement.resources()))
                        .filter(statement -> !statement.actions().isEmpty())
                        .toList());
    }

    private static String serviceOf(String action) {
        return action.substring(0, action.indexOf(':'));
    }

    private static List<String> texts(JsonNode oneOrMore) {
        var texts = new ArrayList<String>();
        if (oneOrMore.isTextual()) {
            texts.add(oneOrMore.asText());
        }
        oneOrMore.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String resolved(String resource) {
        return PLACEHOLDER.matcher(resource).replaceAll(RolePolicy::value);
    }

    private static String value(MatchResult placeholder) {
        var name = placeholder.group(1);
        return switch (name) {
            case "AWS::Partition" -> "aws";
            case "AWS::AccountId" -> House.ACCOUNT;
            // of what is matched, the stack itself makes queues only
            default ->
                    "arn:aws:sqs:%s:%s:%s"
                            .formatted(
                                    House.REGION, House.ACCOUNT, name.replaceFirst("\\.Arn$", ""));
        };
    }
}
