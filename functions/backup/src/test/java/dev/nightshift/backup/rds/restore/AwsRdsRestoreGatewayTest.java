package dev.nightshift.backup.rds.restore;

import static dev.nightshift.backup.rds.restore.Samples.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsTags;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.testing.MotoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;

/** The adapter keeps its contract over the wire, against an RDS that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsRdsRestoreGatewayTest extends RdsRestoreGatewayContract {
    private final MotoServer moto = MotoServer.start();
    private final RdsRestoreGateway gateway =
            new AwsRdsRestoreGateway(region -> client(moto.endpoint(), region));
    private final RdsClient rds = client(moto.endpoint(), HOME);

    private static RdsClient client(URI endpoint, String region) {
        return AwsClients.sync(
                RdsClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.of(region))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test"))));
    }

    @BeforeEach
    void forget() {
        moto.reset();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Override
    RdsRestoreGateway gateway() {
        return gateway;
    }

    @Override
    void makeSnapshot(Kind kind, String database, String id, Map<String, String> tags) {
        var list = RdsTags.of(tags);
        switch (kind) {
            case INSTANCE -> {
                rds.createDBInstance(
                        r ->
                                r.dbInstanceIdentifier(database)
                                        .dbInstanceClass("db.t4g.micro")
                                        .engine("postgres")
                                        .allocatedStorage(20)
                                        .masterUsername("boss")
                                        .masterUserPassword("only-in-memory"));
                rds.createDBSnapshot(
                        r -> r.dbInstanceIdentifier(database).dbSnapshotIdentifier(id).tags(list));
            }
            case CLUSTER -> {
                rds.createDBCluster(
                        r ->
                                r.dbClusterIdentifier(database)
                                        .engine("aurora-postgresql")
                                        .masterUsername("boss")
                                        .masterUserPassword("only-in-memory"));
                rds.createDBClusterSnapshot(
                        r ->
                                r.dbClusterIdentifier(database)
                                        .dbClusterSnapshotIdentifier(id)
                                        .tags(list));
            }
        }
    }

    @Override
    void makeGroup(Group group) {
        var name = group.name();
        switch (group.sort()) {
            case SUBNETS -> {
                // a subnet of the VPC that every account has
                rds.createDBSubnetGroup(
                        r ->
                                r.dbSubnetGroupName(name)
                                        .dbSubnetGroupDescription("for a test")
                                        .subnetIds(subnet()));
            }
            case PARAMETERS ->
                    rds.createDBParameterGroup(
                            r ->
                                    r.dbParameterGroupName(name)
                                            .dbParameterGroupFamily("postgres16")
                                            .description("for a test"));
            case CLUSTER_PARAMETERS ->
                    rds.createDBClusterParameterGroup(
                            r ->
                                    r.dbClusterParameterGroupName(name)
                                            .dbParameterGroupFamily("aurora-postgresql16")
                                            .description("for a test"));
            case OPTIONS ->
                    rds.createOptionGroup(
                            r ->
                                    r.optionGroupName(name)
                                            .engineName("mysql")
                                            .majorEngineVersion("8.0")
                                            .optionGroupDescription("for a test"));
        }
    }

    /** It restores a second cluster over the first. */
    @Override
    boolean refusesTakenNames(Kind kind) {
        return kind != Kind.CLUSTER;
    }

    @Override
    void settle() {
        // everything is available at once over there
    }

    /** One of the default VPC, by a bare request: EC2's client is not on the class path. */
    private String subnet() {
        var request =
                HttpRequest.newBuilder(moto.endpoint())
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=test/20261122/"
                                        + HOME
                                        + "/ec2/aws4_request, SignedHeaders=host, Signature=none")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "Action=DescribeSubnets&Version=2016-11-15"))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            var found = Pattern.compile("<subnetId>(subnet-[^<]+)<").matcher(answer);
            assertThat(found.find()).as(answer).isTrue();
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
