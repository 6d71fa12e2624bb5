package dev.nightshift.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.local.runtime.Account;
import java.net.URLDecoder;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * Makes the deployed policies fit for what moto can check. It compares actions, but holds the
 * resource of nearly every call to be {@code *}, which no ARN matches, and knows no condition; so
 * the statements keep their actions and lose the rest. Resources and conditions are held to the
 * reviewed policies by the tests of the CDK app.
 */
final class RolesByAction {
    private static final JsonMapper JSON = new JsonMapper();

    private RolesByAction() {}

    /** Every role whose name begins so; returns their names. */
    static List<String> loosen(Account account, String prefix) {
        try (var iam = account.client(IamClient.builder(), "us-east-1")) {
            var roles =
                    iam.listRolesPaginator().roles().stream()
                            .map(Role::roleName)
                            .filter(name -> name.startsWith(prefix))
                            .toList();
            roles.forEach(role -> loosen(iam, role));
            return roles;
        }
    }

    private static void loosen(IamClient iam, String role) {
        for (var policy : iam.listRolePolicies(list -> list.roleName(role)).policyNames()) {
            var document =
                    iam.getRolePolicy(get -> get.roleName(role).policyName(policy))
                            .policyDocument();
            iam.putRolePolicy(
                    put ->
                            put.roleName(role)
                                    .policyName(policy)
                                    .policyDocument(loosened(URLDecoder.decode(document, UTF_8))));
        }
    }

    static String loosened(String document) {
        try {
            var policy = (ObjectNode) JSON.readTree(document);
            var statements = JsonNodeFactory.instance.arrayNode();
            for (var statement : policy.path("Statement")) {
                if (statement.path("Effect").asText().equals("Allow")) {
                    statements
                            .addObject()
                            .put("Effect", "Allow")
                            .put("Resource", "*")
                            .set("Action", statement.path("Action"));
                }
            }
            policy.set("Statement", statements);
            return policy.toString();
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("a policy in the emulator is not JSON", notJson);
        }
    }
}
