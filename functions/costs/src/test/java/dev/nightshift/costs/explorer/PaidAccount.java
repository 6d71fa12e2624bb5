package dev.nightshift.costs.explorer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** An account behind Cost Explorer on loopback, for tests of what asking costs. */
public final class PaidAccount implements AutoCloseable {
    private final BillingServer server = new BillingServer();
    private final LoopbackClients clients = new LoopbackClients(server.address());
    private final InMemoryShelf shelf = new InMemoryShelf();
    private final BillingAccount account = server.serveNew();
    private LocalDate today = account.today;

    @Override
    public void close() {
        server.close();
    }

    /** For a new run. */
    public Explorer explorer(int mostRequests) {
        return new Explorer(
                clients,
                shelf,
                BillingAccount.ID,
                new RequestLimits(RequestLimits.PER_MONTH, mostRequests),
                () -> BillingWorld.noon(today));
    }

    public void itIs(LocalDate day) {
        today = day;
        account.today = day;
    }

    public void charge(LocalDate day, String service, String amount, Map<String, String> tags) {
        var charge = Charge.of(day, service, amount);
        account.charges.add(
                new Charge(
                        day,
                        charge.account(),
                        service,
                        charge.usageType(),
                        charge.region(),
                        charge.recordType(),
                        tags,
                        new BigDecimal(amount),
                        new BigDecimal(amount),
                        charge.currency()));
    }

    /** What an operation answers, page by page. */
    public void answer(String operation, String... pages) {
        account.answers.put(operation, List.of(pages));
    }

    /** So many groups stand on a page; the rest is on the next, which is paid for as well. */
    public void groupsOnPage(int groups) {
        account.groupsOnPage = groups;
    }

    /** Requests that were paid for, by all runs. */
    public int paid() {
        return server.paid();
    }

    /** As IAM names them, in their order. */
    public List<String> calls() {
        return server.calls();
    }
}
