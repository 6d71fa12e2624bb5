package dev.nightshift.backup.rds;

import dev.nightshift.backup.Location;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.MotoServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The adapter keeps its contract over the wire, against an RDS that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsRdsBackupGatewayTest extends RdsBackupGatewayContract {
    private final MotoServer moto = MotoServer.start();
    private final MotoRds clients =
            new MotoRds(moto.endpoint(), HOME, new Scope("test", "rds-backup"), List.of());
    private final RdsBackupGateway gateway = new AwsRdsBackupGateway(clients, HOME);

    @BeforeEach
    void forget() {
        moto.reset();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Override
    RdsBackupGateway gateway() {
        return gateway;
    }

    @Override
    void makeDatabase(Kind kind, String id, Map<String, String> tags) {
        MotoEstate.database(clients, HOME, kind, id, tags);
    }

    @Override
    void makeKey(Location location, String alias, boolean enabled) {
        MotoEstate.key(clients, location, alias, enabled);
    }

    @Override
    void settle() {
        // everything is available at once over there
    }

    @Override
    String account() {
        return MotoEstate.ACCOUNT;
    }
}
