package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import java.util.Map;

/** Makes things in an emulator as a person with a console would. */
final class MotoEstate {
    static final String ACCOUNT = "123456789012";

    private MotoEstate() {}

    static void database(
            AwsRdsClients clients, Location home, Kind kind, String id, Map<String, String> tags) {
        var list = RdsTags.of(tags);
        switch (kind) {
            case INSTANCE ->
                    clients.rds(home)
                            .createDBInstance(
                                    r ->
                                            r.dbInstanceIdentifier(id)
                                                    .dbInstanceClass("db.t4g.micro")
                                                    .engine("mysql")
                                                    .allocatedStorage(20)
                                                    .masterUsername("admin")
                                                    .masterUserPassword("only-in-memory")
                                                    .tags(list));
            case CLUSTER ->
                    clients.rds(home)
                            .createDBCluster(
                                    r ->
                                            r.dbClusterIdentifier(id)
                                                    .engine("aurora-postgresql")
                                                    .masterUsername("admin")
                                                    .masterUserPassword("only-in-memory")
                                                    .tags(list));
        }
    }

    static String key(AwsRdsClients clients, Location location, String alias, boolean enabled) {
        var kms = clients.kms(location);
        var key = kms.createKey().keyMetadata();
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(key.keyId()));
        if (!enabled) {
            kms.disableKey(r -> r.keyId(key.keyId()));
        }
        return key.arn();
    }
}
