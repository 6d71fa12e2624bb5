package dev.nightshift.backup.rds;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.backup.Location;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.RecordShape;
import java.util.List;

/** rds-backup: snapshots of RDS databases, copies of them elsewhere, and retention for both. */
public final class RdsBackup implements AutomationSpec<RdsBackupSettings> {
    @Override
    public String name() {
        return "rds-backup";
    }

    @Override
    public RecordShape<RdsBackupSettings> shape() {
        return RdsBackupShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return RdsBackupHandler.class;
    }

    /**
     * @throws IllegalArgumentException if copies are to go where their sources are
     */
    @Override
    public List<Permission> permissions(RdsBackupSettings settings, Place place) {
        home(settings, place);
        return RdsBackupPermissions.of(settings, place);
    }

    /**
     * @throws IllegalArgumentException if copies are to go where their sources are
     */
    @Override
    public RdsBackupAutomation create(RdsBackupSettings settings, Place place) {
        var home = home(settings, place);
        var clients = new AwsRdsClients(home, place.scope(), settings.copyTo());
        return new RdsBackupAutomation(
                settings, place.scope(), home, new AwsRdsBackupGateway(clients, home));
    }

    private static Location home(RdsBackupSettings settings, Place place) {
        var home = Location.here(place.regions().home());
        if (settings.copyTo().stream().anyMatch(target -> target.location().equals(home))) {
            throw new IllegalArgumentException(
                    "automations.rds-backup.copyTo names " + home + ", where the databases are");
        }
        return home;
    }
}
