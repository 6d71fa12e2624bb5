package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.Tag;

/** Roles and identity providers. */
final class IamMakers {
    private IamMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new Role(), new OidcProvider());
    }

    /** A policy document as IAM gives it back: JSON in percent-encoding. */
    static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    private static List<Tag> tags(Declared declared) {
        return declared.tags().entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static JsonNode tree(List<Tag> tags) {
        var list = JsonNodeFactory.instance.arrayNode();
        tags.forEach(tag -> list.add(Sdk.tree(tag)));
        return list;
    }

    static Set<String> texts(JsonNode list) {
        var texts = new LinkedHashSet<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** ARNs of S3 Batch Operations' jobs, the only ones of S3 that have a region and an account. */
    private static final Pattern JOB = Pattern.compile("arn:([a-z-]+):s3:[a-z0-9-]+:[0-9]+:job/");

    /** A document as moto takes it: it refuses every ARN of S3 that has a region. */
    private static String taken(String document) {
        return JOB.matcher(document).replaceAll("arn:$1:s3:::job/");
    }

    /** AWS::IAM::Role. */
    record Role() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::IAM::Role";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "RoleName AssumeRolePolicyDocument* Description Path MaxSessionDuration"
                            + " PermissionsBoundary ManagedPolicyArns Policies{PolicyName"
                            + " PolicyDocument*} Tags*");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            var expected = declared.properties().deepCopy();
            expected.path("Policies")
                    .forEach(
                            policy ->
                                    ((ObjectNode) policy)
                                            .set(
                                                    "PolicyDocument",
                                                    Json.parse(
                                                            taken(
                                                                    policy.path("PolicyDocument")
                                                                            .toString()))));
            return expected;
        }

        private static String name(Declared declared) {
            return declared.name("RoleName", 64);
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = name(declared);
            var iam = declared.aws().iam();
            return Sdk.ifThere(() -> iam.getRole(get -> get.roleName(name)).role())
                    .map(
                            role -> {
                                var tree = Sdk.tree(role);
                                tree.put(
                                        "AssumeRolePolicyDocument",
                                        decoded(role.assumeRolePolicyDocument()));
                                if (role.permissionsBoundary() != null) {
                                    tree.put(
                                            "PermissionsBoundary",
                                            role.permissionsBoundary().permissionsBoundaryArn());
                                }
                                var attached = tree.putArray("ManagedPolicyArns");
                                iam.listAttachedRolePoliciesPaginator(list -> list.roleName(name))
                                        .attachedPolicies()
                                        .forEach(policy -> attached.add(policy.policyArn()));
                                policies(declared, name, tree);
                                tree.set(
                                        "Tags",
                                        tree(iam.listRoleTags(list -> list.roleName(name)).tags()));
                                return Found.of(name, tree)
                                        .with("Arn", role.arn())
                                        .with("RoleId", role.roleId());
                            });
        }

        /** Only those that the role itself declares: others are policies of their own. */
        private static void policies(Declared declared, String name, ObjectNode tree) {
            var list = tree.putArray("Policies");
            for (var policy : declared.get("Policies")) {
                var policyName = policy.path("PolicyName").asText();
                Sdk.ifThere(
                                () ->
                                        declared.aws()
                                                .iam()
                                                .getRolePolicy(
                                                        get ->
                                                                get.roleName(name)
                                                                        .policyName(policyName)))
                        .ifPresent(
                                there ->
                                        list.addObject()
                                                .put("PolicyName", policyName)
                                                .put(
                                                        "PolicyDocument",
                                                        decoded(there.policyDocument())));
            }
        }

        @Override
        public String create(Declared declared) {
            var name = name(declared);
            var request =
                    Sdk.fill(
                            CreateRoleRequest.builder(),
                            declared.without("ManagedPolicyArns", "Policies", "RoleName"));
            declared.aws().iam().createRole(request.roleName(name).build());
            attach(declared, name, Set.of());
            return name;
        }

        @Override
        public String update(Declared declared, Found found) {
            var name = found.id();
            var iam = declared.aws().iam();
            iam.updateAssumeRolePolicy(
                    update ->
                            update.roleName(name)
                                    .policyDocument(
                                            declared.get("AssumeRolePolicyDocument").toString()));
            iam.updateRole(
                    update ->
                            update.roleName(name)
                                    .description(declared.text("Description"))
                                    .maxSessionDuration(
                                            declared.get("MaxSessionDuration").asInt(3600)));
            if (declared.has("PermissionsBoundary")) {
                iam.putRolePermissionsBoundary(
                        put ->
                                put.roleName(name)
                                        .permissionsBoundary(declared.text("PermissionsBoundary")));
            } else if (found.properties().has("PermissionsBoundary")) {
                iam.deleteRolePermissionsBoundary(delete -> delete.roleName(name));
            }
            if (declared.has("Tags")) {
                iam.tagRole(tag -> tag.roleName(name).tags(tags(declared)));
            }
            attach(declared, name, texts(found.properties().path("ManagedPolicyArns")));
            return name;
        }

        private static void attach(Declared declared, String name, Set<String> attached) {
            var iam = declared.aws().iam();
            var wanted = texts(declared.get("ManagedPolicyArns"));
            for (var arn : wanted) {
                if (!attached.contains(arn)) {
                    iam.attachRolePolicy(attach -> attach.roleName(name).policyArn(arn));
                }
            }
            for (var policy : declared.get("Policies")) {
                iam.putRolePolicy(
                        put ->
                                put.roleName(name)
                                        .policyName(policy.path("PolicyName").asText())
                                        .policyDocument(
                                                taken(policy.path("PolicyDocument").toString())));
            }
        }

        @Override
        public void delete(String id, Clients aws) {
            var iam = aws.iam();
            Sdk.ifThere(
                    () -> {
                        iam.listAttachedRolePoliciesPaginator(list -> list.roleName(id))
                                .attachedPolicies()
                                .forEach(
                                        policy ->
                                                iam.detachRolePolicy(
                                                        detach ->
                                                                detach.roleName(id)
                                                                        .policyArn(
                                                                                policy
                                                                                        .policyArn())));
                        iam.listRolePoliciesPaginator(list -> list.roleName(id))
                                .policyNames()
                                .forEach(
                                        policy ->
                                                iam.deleteRolePolicy(
                                                        delete ->
                                                                delete.roleName(id)
                                                                        .policyName(policy)));
                        return iam.deleteRole(delete -> delete.roleName(id));
                    });
        }
    }

    /** AWS::IAM::OIDCProvider. */
    record OidcProvider() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::IAM::OIDCProvider";
        }

        @Override
        public Schema schema() {
            return Schema.of("Url ClientIdList ThumbprintList Tags*");
        }

        private static String arn(Declared declared) {
            return "arn:%s:iam::%s:oidc-provider/%s"
                    .formatted(
                            declared.place().partition(),
                            declared.place().account(),
                            declared.text("Url").replaceFirst("^https?://", ""));
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var arn = arn(declared);
            return Sdk.ifThere(
                            () ->
                                    declared.aws()
                                            .iam()
                                            .getOpenIDConnectProvider(
                                                    get -> get.openIDConnectProviderArn(arn)))
                    .map(
                            provider -> {
                                var tree = Sdk.tree(provider);
                                tree.set("ClientIdList", tree.path("ClientIDList"));
                                return Found.of(arn, tree).with("Arn", arn);
                            });
        }

        @Override
        public ObjectNode expected(Declared declared) {
            var expected = declared.properties().deepCopy();
            return expected.put("Url", declared.text("Url").replaceFirst("^https?://", ""));
        }

        @Override
        public String create(Declared declared) {
            return declared.aws()
                    .iam()
                    .createOpenIDConnectProvider(
                            Sdk.fill(
                                            CreateOpenIdConnectProviderRequest.builder(),
                                            declared.properties())
                                    .build())
                    .openIDConnectProviderArn();
        }

        @Override
        public String update(Declared declared, Found found) {
            delete(found.id(), declared.aws());
            return create(declared);
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(
                    () ->
                            aws.iam()
                                    .deleteOpenIDConnectProvider(
                                            delete -> delete.openIDConnectProviderArn(id)));
        }
    }
}
