package dev.nightshift.local.iam;

import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.Account;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A house whose emulator asks everyone who calls what they may. */
final class GuardedHouse implements AutoCloseable {
    static final String VAULT = "444455556666";
    static final String VAULT_ROLE = "arn:aws:iam::444455556666:role/nightshift-vault";

    private static final String EVERYTHING =
            """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
            """;
    // instead of Lambda, which the emulator does not know as a principal
    private static final String ANYONE =
            """
            {"Version": "2012-10-17", "Statement":
             [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}
            """;

    private final House house;
    private final Account admin;
    private final Account vault;

    private GuardedHouse(House house) {
        this.house = house;
        this.admin = admin(house.account());
        this.vault = vault(house.account());
    }

    static GuardedHouse start(String stage) {
        return new GuardedHouse(House.start(stage));
    }

    House house() {
        return house;
    }

    /** Whoever sets the scene; may do everything, and is asked all the same. */
    Account admin() {
        return admin;
    }

    /** The same in the vault account. */
    Account vault() {
        return vault;
    }

    String role(String name) {
        try (var iam = admin.client(IamClient.builder(), House.REGION)) {
            return iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument(ANYONE))
                    .role()
                    .arn();
        }
    }

    /** From now on the role may do this and nothing else. */
    void allow(String role, RolePolicy policy) {
        try (var iam = admin.client(IamClient.builder(), House.REGION)) {
            iam.putRolePolicy(
                    put ->
                            put.roleName(role)
                                    .policyName("permissions")
                                    .policyDocument(policy.document()));
        }
    }

    void enforceIam() {
        house.moto().enforceIam();
    }

    private static Account admin(Account trusted) {
        try (var iam = trusted.client(IamClient.builder(), House.REGION)) {
            iam.createUser(create -> create.userName("admin"));
            iam.putUserPolicy(
                    put ->
                            put.userName("admin")
                                    .policyName("everything")
                                    .policyDocument(EVERYTHING));
            var key = iam.createAccessKey(create -> create.userName("admin")).accessKey();
            return new Account(
                    trusted.endpoint(), Account.keys(key.accessKeyId(), key.secretAccessKey()));
        }
    }

    private static Account vault(Account trusted) {
        try (var sts = trusted.client(StsClient.builder(), House.REGION)) {
            var keys =
                    sts.assumeRole(
                                    assume ->
                                            assume.roleArn(VAULT_ROLE)
                                                    .roleSessionName("set-the-scene"))
                            .credentials();
            var vault =
                    new Account(
                            Optional.of(trusted.endpoint().orElseThrow()),
                            StaticCredentialsProvider.create(
                                    AwsSessionCredentials.create(
                                            keys.accessKeyId(),
                                            keys.secretAccessKey(),
                                            keys.sessionToken())));
            try (var iam = vault.client(IamClient.builder(), House.REGION)) {
                iam.createRole(
                        create ->
                                create.roleName("nightshift-vault")
                                        .assumeRolePolicyDocument(ANYONE));
                iam.putRolePolicy(
                        put ->
                                put.roleName("nightshift-vault")
                                        .policyName("everything")
                                        .policyDocument(EVERYTHING));
            }
            return vault;
        }
    }

    @Override
    public void close() {
        house.close();
    }
}
