package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;

/** Keys and secrets. */
final class KeyMakers {
    private KeyMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new Key(), new Alias(), new Secret());
    }

    /** AWS::KMS::Key. */
    record Key() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::KMS::Key";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "Description KeyPolicy* EnableKeyRotation RotationPeriodInDays Enabled KeyUsage"
                            + " KeySpec MultiRegion PendingWindowInDays Tags*");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            // how long a deleted key lingers is nothing that a living one shows
            return declared.without("PendingWindowInDays");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var kms = declared.aws().kms();
            return declared.known()
                    .flatMap(id -> Sdk.ifThere(() -> kms.describeKey(get -> get.keyId(id))))
                    .map(answer -> answer.keyMetadata())
                    .filter(key -> key.deletionDate() == null)
                    .map(
                            key -> {
                                var tree = Sdk.tree(key);
                                tree.put(
                                        "KeyPolicy",
                                        kms.getKeyPolicy(
                                                        get ->
                                                                get.keyId(key.keyId())
                                                                        .policyName("default"))
                                                .policy());
                                var rotation =
                                        kms.getKeyRotationStatus(get -> get.keyId(key.keyId()));
                                tree.put("EnableKeyRotation", rotation.keyRotationEnabled());
                                tree.put("RotationPeriodInDays", rotation.rotationPeriodInDays());
                                var tags = tree.putArray("Tags");
                                kms.listResourceTagsPaginator(list -> list.keyId(key.keyId()))
                                        .tags()
                                        .forEach(
                                                tag ->
                                                        tags.addObject()
                                                                .put("Key", tag.tagKey())
                                                                .put("Value", tag.tagValue()));
                                return Found.of(key.keyId(), tree)
                                        .with("Arn", key.arn())
                                        .with("KeyId", key.keyId());
                            });
        }

        private static List<Tag> tags(Declared declared) {
            return declared.tags().entrySet().stream()
                    .map(t -> Tag.builder().tagKey(t.getKey()).tagValue(t.getValue()).build())
                    .toList();
        }

        @Override
        public String create(Declared declared) {
            var kms = declared.aws().kms();
            var request =
                    Sdk.fill(
                            CreateKeyRequest.builder(),
                            declared.only("Description", "KeyUsage", "KeySpec", "MultiRegion"));
            if (declared.has("KeyPolicy")) {
                request.policy(declared.get("KeyPolicy").toString());
            }
            var id = kms.createKey(request.tags(tags(declared)).build()).keyMetadata().keyId();
            settle(declared, id);
            return id;
        }

        private static void settle(Declared declared, String id) {
            var kms = declared.aws().kms();
            if (declared.get("EnableKeyRotation").asBoolean()) {
                kms.enableKeyRotation(
                        enable -> {
                            enable.keyId(id);
                            if (declared.has("RotationPeriodInDays")) {
                                enable.rotationPeriodInDays(
                                        declared.get("RotationPeriodInDays").asInt());
                            }
                        });
            } else if (declared.has("EnableKeyRotation")) {
                kms.disableKeyRotation(disable -> disable.keyId(id));
            }
            if (declared.has("Enabled") && !declared.get("Enabled").asBoolean()) {
                kms.disableKey(disable -> disable.keyId(id));
            }
        }

        @Override
        public String update(Declared declared, Found found) {
            var kms = declared.aws().kms();
            var id = found.id();
            if (declared.has("KeyPolicy")) {
                kms.putKeyPolicy(
                        put ->
                                put.keyId(id)
                                        .policyName("default")
                                        .policy(declared.get("KeyPolicy").toString()));
            }
            if (declared.has("Description")) {
                kms.updateKeyDescription(
                        update -> update.keyId(id).description(declared.text("Description")));
            }
            if (!found.properties().path("Enabled").asBoolean(true)
                    && declared.get("Enabled").asBoolean(true)) {
                kms.enableKey(enable -> enable.keyId(id));
            }
            if (declared.has("Tags")) {
                kms.tagResource(tag -> tag.keyId(id).tags(tags(declared)));
            }
            settle(declared, id);
            return id;
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(
                    () ->
                            aws.kms()
                                    .scheduleKeyDeletion(
                                            delete -> delete.keyId(id).pendingWindowInDays(7)));
        }
    }

    /** AWS::KMS::Alias. */
    record Alias() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::KMS::Alias";
        }

        @Override
        public Schema schema() {
            return Schema.of("AliasName TargetKeyId");
        }

        /** The API knows a target by its id only. */
        private static String target(Declared declared) {
            var target = declared.text("TargetKeyId");
            return target.substring(target.lastIndexOf('/') + 1);
        }

        @Override
        public ObjectNode expected(Declared declared) {
            return declared.properties().deepCopy().put("TargetKeyId", target(declared));
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = declared.text("AliasName");
            return declared.aws().kms().listAliasesPaginator().aliases().stream()
                    .filter(alias -> alias.aliasName().equals(name) && alias.targetKeyId() != null)
                    .findFirst()
                    .map(alias -> Found.of(name, Sdk.tree(alias)));
        }

        @Override
        public String create(Declared declared) {
            declared.aws()
                    .kms()
                    .createAlias(
                            create ->
                                    create.aliasName(declared.text("AliasName"))
                                            .targetKeyId(target(declared)));
            return declared.text("AliasName");
        }

        @Override
        public String update(Declared declared, Found found) {
            declared.aws()
                    .kms()
                    .updateAlias(
                            update -> update.aliasName(found.id()).targetKeyId(target(declared)));
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.kms().deleteAlias(delete -> delete.aliasName(id)));
        }
    }

    /** AWS::SecretsManager::Secret, with a value given; generated ones are not made here. */
    record Secret() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::SecretsManager::Secret";
        }

        @Override
        public Schema schema() {
            return Schema.of("Name Description KmsKeyId SecretString Tags*");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            // set once: from then on the value is its owner's, and a deployment leaves it alone
            return declared.without("SecretString");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = declared.name("Name", 512);
            return Sdk.ifThere(() -> declared.aws().secrets().describeSecret(g -> g.secretId(name)))
                    .filter(secret -> secret.deletedDate() == null)
                    .map(
                            secret ->
                                    Found.of(secret.arn(), Sdk.tree(secret))
                                            .with("Id", secret.arn()));
        }

        @Override
        public String create(Declared declared) {
            return declared.aws()
                    .secrets()
                    .createSecret(
                            Sdk.fill(CreateSecretRequest.builder(), declared.without("Name"))
                                    .name(declared.name("Name", 512))
                                    .build())
                    .arn();
        }

        @Override
        public String update(Declared declared, Found found) {
            var secrets = declared.aws().secrets();
            secrets.updateSecret(
                    update -> {
                        update.secretId(found.id()).description(declared.text("Description"));
                        if (declared.has("KmsKeyId")) {
                            update.kmsKeyId(declared.text("KmsKeyId"));
                        }
                    });
            if (declared.has("Tags")) {
                var tags =
                        Sdk.fill(CreateSecretRequest.builder(), declared.only("Tags"))
                                .build()
                                .tags();
                secrets.tagResource(tag -> tag.secretId(found.id()).tags(tags));
            }
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(
                    () ->
                            aws.secrets()
                                    .deleteSecret(
                                            delete ->
                                                    delete.secretId(id)
                                                            .forceDeleteWithoutRecovery(true)));
        }
    }
}
