package dev.nightshift.backup.contabo;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.StoredSecret;
import dev.nightshift.core.config.RecordShape;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** contabo-backup: snapshots of Contabo's VPS and VDS, and retention for them. */
public final class ContaboBackup implements AutomationSpec<ContaboBackupSettings> {
    @Override
    public String name() {
        return "contabo-backup";
    }

    @Override
    public RecordShape<ContaboBackupSettings> shape() {
        return ContaboBackupShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return ContaboBackupHandler.class;
    }

    /** AWS has no say in what may be done at Contabo: that is up to the API user's role there. */
    @Override
    public List<Permission> permissions(ContaboBackupSettings settings, Place place) {
        return List.of(
                Permission.read(
                        "the credentials for Contabo's API",
                        List.of("secretsmanager:GetSecretValue"),
                        // Secrets Manager adds six characters to the name
                        "arn:{partition}:secretsmanager:{region}:{account}:secret:"
                                + settings.secret()
                                + "-??????"));
    }

    @Override
    public ContaboBackupAutomation create(ContaboBackupSettings settings, Place place) {
        var secret =
                new StoredSecret(
                        AwsClients.sync(
                                SecretsManagerClient.builder()
                                        .region(Region.of(place.regions().home()))),
                        settings.secret());
        var http =
                ContaboHttp.of(
                        settings.api(),
                        settings.auth(),
                        () -> ContaboCredentials.parse(secret.name(), secret.read()),
                        Clock.systemUTC());
        return new ContaboBackupAutomation(
                settings, place.scope(), new HttpContaboBackupGateway(http));
    }
}
