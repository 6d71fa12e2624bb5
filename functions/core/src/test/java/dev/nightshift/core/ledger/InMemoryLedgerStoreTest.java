package dev.nightshift.core.ledger;

import dev.nightshift.core.testing.InMemoryLedgerStore;

class InMemoryLedgerStoreTest extends LedgerStoreContract {
    private final LedgerStore store = new InMemoryLedgerStore();

    @Override
    protected LedgerStore store() {
        return store;
    }
}
