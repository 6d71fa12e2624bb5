package dev.nightshift.costs.explorer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** An account, what is asked about it over the wire, and a shelf; new for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BillingWorld {
    static final LocalDate TODAY = LocalDate.parse("2026-11-28");

    final BillingServer server = new BillingServer();
    private final LoopbackClients clients = new LoopbackClients(server.address());
    InMemoryShelf shelf = new InMemoryShelf();
    BillingAccount account = server.serveNew();
    Instant now = noon(TODAY);

    @BeforeEach
    void anew() {
        account = server.serveNew();
        shelf = new InMemoryShelf();
        now = noon(TODAY);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** For a new run. */
    Explorer explorer(int perMonth, int perRun) {
        return new Explorer(
                clients, shelf, BillingAccount.ID, new RequestLimits(perMonth, perRun), () -> now);
    }

    Explorer explorer() {
        return explorer(RequestLimits.PER_MONTH, RequestLimits.MONTHLY);
    }

    void itIs(LocalDate day) {
        now = noon(day);
        account.today = day;
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
