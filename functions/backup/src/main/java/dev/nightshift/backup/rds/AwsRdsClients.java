package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.aws.AwsClients;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Clients per location, made when first asked for: most runs need few. */
class AwsRdsClients {
    private final Location home;
    private final Scope scope;
    private final Map<Location, String> roles = new ConcurrentHashMap<>();
    private final Map<Location, RdsClient> rds = new ConcurrentHashMap<>();
    private final Map<Location, KmsClient> kms = new ConcurrentHashMap<>();
    private final Map<Location, StsAssumeRoleCredentialsProvider> guests =
            new ConcurrentHashMap<>();

    /**
     * @param targets whose locations of other accounts are reached by their roles
     */
    AwsRdsClients(Location home, Scope scope, List<RdsBackupSettings.Target> targets) {
        this.home = home;
        this.scope = scope;
        for (var target : targets) {
            target.role().ifPresent(role -> roles.put(target.location(), role));
        }
    }

    RdsClient rds(Location location) {
        return rds.computeIfAbsent(
                location, any -> AwsClients.sync(at(location, RdsClient.builder())));
    }

    KmsClient kms(Location location) {
        return kms.computeIfAbsent(
                location, any -> AwsClients.sync(at(location, KmsClient.builder())));
    }

    StsClient sts() {
        return AwsClients.sync(at(home, StsClient.builder()));
    }

    /** Settles region and credentials; everything else comes from the environment. */
    <B extends AwsClientBuilder<B, C>, C> B at(Location location, B builder) {
        if (location.account().isPresent()) {
            builder.credentialsProvider(guests.computeIfAbsent(location, this::guest));
        }
        return builder.region(Region.of(location.region()));
    }

    private StsAssumeRoleCredentialsProvider guest(Location location) {
        var role = roles.get(location);
        if (role == null) {
            throw new IllegalStateException("no role is set for " + location);
        }
        var session = "nightshift-" + scope.stage() + "-" + scope.automation();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts())
                .refreshRequest(request -> request.roleArn(role).roleSessionName(session))
                .build();
    }
}
