package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;

/** Policies in roles, and policies of their own. */
final class PolicyMakers {
    private PolicyMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new Policy(), new ManagedPolicy());
    }

    /** AWS::IAM::Policy: an inline policy put into each of its roles. */
    record Policy() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::IAM::Policy";
        }

        @Override
        public Schema schema() {
            return Schema.of("PolicyName PolicyDocument* Roles");
        }

        /** The id says where the policy was put, so that it can be removed again. */
        private static String id(Declared declared) {
            return declared.text("PolicyName")
                    + "@"
                    + String.join(",", IamMakers.texts(declared.get("Roles")));
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var tree = JsonNodeFactory.instance.objectNode();
            tree.put("PolicyName", declared.text("PolicyName"));
            var roles = tree.putArray("Roles");
            for (var role : IamMakers.texts(declared.get("Roles"))) {
                Sdk.ifThere(
                                () ->
                                        declared.aws()
                                                .iam()
                                                .getRolePolicy(
                                                        get ->
                                                                get.roleName(role)
                                                                        .policyName(
                                                                                declared.text(
                                                                                        "PolicyName"))))
                        .ifPresent(
                                there -> {
                                    roles.add(role);
                                    tree.put(
                                            "PolicyDocument",
                                            IamMakers.decoded(there.policyDocument()));
                                });
            }
            return roles.isEmpty() ? Optional.empty() : Optional.of(Found.of(id(declared), tree));
        }

        @Override
        public String create(Declared declared) {
            for (var role : IamMakers.texts(declared.get("Roles"))) {
                declared.aws()
                        .iam()
                        .putRolePolicy(
                                put ->
                                        put.roleName(role)
                                                .policyName(declared.text("PolicyName"))
                                                .policyDocument(
                                                        declared.get("PolicyDocument").toString()));
            }
            return id(declared);
        }

        @Override
        public String update(Declared declared, Found found) {
            return create(declared);
        }

        @Override
        public void delete(String id, Clients aws) {
            var at = id.indexOf('@');
            for (var role : id.substring(at + 1).split(",", -1)) {
                Sdk.ifThere(
                        () ->
                                aws.iam()
                                        .deleteRolePolicy(
                                                delete ->
                                                        delete.roleName(role)
                                                                .policyName(id.substring(0, at))));
            }
        }
    }

    /** AWS::IAM::ManagedPolicy, such as a permissions boundary. */
    record ManagedPolicy() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::IAM::ManagedPolicy";
        }

        @Override
        public Schema schema() {
            return Schema.of("ManagedPolicyName PolicyDocument* Description Path Roles");
        }

        private static String arn(Declared declared) {
            var path = declared.has("Path") ? declared.text("Path") : "/";
            return "arn:%s:iam::%s:policy%s%s"
                    .formatted(
                            declared.place().partition(),
                            declared.place().account(),
                            path,
                            declared.name("ManagedPolicyName", 128));
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var iam = declared.aws().iam();
            var arn = arn(declared);
            return Sdk.ifThere(() -> iam.getPolicy(get -> get.policyArn(arn)).policy())
                    .map(
                            policy -> {
                                var tree = Sdk.tree(policy);
                                var version =
                                        iam.getPolicyVersion(
                                                        get ->
                                                                get.policyArn(arn)
                                                                        .versionId(
                                                                                policy
                                                                                        .defaultVersionId()))
                                                .policyVersion();
                                tree.put("ManagedPolicyName", policy.policyName());
                                tree.put("PolicyDocument", IamMakers.decoded(version.document()));
                                var roles = tree.putArray("Roles");
                                iam.listEntitiesForPolicyPaginator(list -> list.policyArn(arn))
                                        .policyRoles()
                                        .forEach(role -> roles.add(role.roleName()));
                                return Found.of(arn, tree).with("PolicyArn", arn);
                            });
        }

        @Override
        public String create(Declared declared) {
            var request =
                    Sdk.fill(
                            CreatePolicyRequest.builder(),
                            declared.only("PolicyDocument", "Description", "Path"));
            declared.aws()
                    .iam()
                    .createPolicy(
                            request.policyName(declared.name("ManagedPolicyName", 128)).build());
            attach(declared);
            return arn(declared);
        }

        private static void attach(Declared declared) {
            for (var role : IamMakers.texts(declared.get("Roles"))) {
                declared.aws()
                        .iam()
                        .attachRolePolicy(attach -> attach.roleName(role).policyArn(arn(declared)));
            }
        }

        @Override
        public String update(Declared declared, Found found) {
            var iam = declared.aws().iam();
            // five versions are the limit, and the old ones are of no use here
            iam.listPolicyVersionsPaginator(list -> list.policyArn(found.id())).versions().stream()
                    .filter(version -> !version.isDefaultVersion())
                    .forEach(
                            version ->
                                    iam.deletePolicyVersion(
                                            delete ->
                                                    delete.policyArn(found.id())
                                                            .versionId(version.versionId())));
            iam.createPolicyVersion(
                    create ->
                            create.policyArn(found.id())
                                    .policyDocument(declared.get("PolicyDocument").toString())
                                    .setAsDefault(true));
            attach(declared);
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            var iam = aws.iam();
            Sdk.ifThere(
                    () -> {
                        iam.listEntitiesForPolicyPaginator(list -> list.policyArn(id))
                                .policyRoles()
                                .forEach(
                                        role ->
                                                iam.detachRolePolicy(
                                                        detach ->
                                                                detach.roleName(role.roleName())
                                                                        .policyArn(id)));
                        return iam.deletePolicy(delete -> delete.policyArn(id));
                    });
        }
    }
}
