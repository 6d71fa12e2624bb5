package dev.nightshift.backup.contabo;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** The same promises, with the adapter and a wire in between. */
class ContaboBackupOverHttpTest extends ContaboBackupContractTest {
    private final ContaboServer server =
            new ContaboServer(new FakeContabo(Clock.systemUTC()), Clock.systemUTC());
    private final HttpContaboBackupGateway gateway = server.gateway(Duration.ofSeconds(10));

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    ContaboBackupGateway gateway(FakeContabo contabo, Clock clock) {
        return new ContaboBackupGateway() {
            @Override
            public java.util.List<ContaboBackupFacts.Instance> instances() {
                server.serve(contabo);
                return gateway.instances();
            }

            @Override
            public java.util.List<ContaboBackupFacts.Snapshot> snapshots(long instance) {
                server.serve(contabo);
                return gateway.snapshots(instance);
            }

            @Override
            public ContaboBackupFacts.Snapshot create(
                    long instance, String name, String description) {
                server.serve(contabo);
                return gateway.create(instance, name, description);
            }

            @Override
            public boolean delete(long instance, String snapshot) {
                server.serve(contabo);
                return gateway.delete(instance, snapshot);
            }
        };
    }
}
