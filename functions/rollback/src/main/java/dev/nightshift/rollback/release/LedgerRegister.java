package dev.nightshift.rollback.release;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.ledger.LedgerStore;
import dev.nightshift.core.ledger.LedgerStore.Entry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The register in the ledger's table: one entry for each release, one for each docket. */
public final class LedgerRegister implements Register {
    /** More than a release every day for as long as the ledger remembers. */
    private static final int MOST_RELEASES = 1_000;

    private static final int ATTEMPTS = 5;
    private static final String DOCKET = "docket";

    private final LedgerStore store;
    private final Clock clock;

    public LedgerRegister(LedgerStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<Release> releases(String target) {
        return store.newestFirst(releasesOf(target), MOST_RELEASES).stream()
                .map(entry -> Texts.release(target, entry.key().sort(), entry))
                .sorted(Comparator.comparing(Release::at).reversed())
                .toList();
    }

    @Override
    public Release change(
            String target, String revision, Function<Optional<Release>, Release> change) {
        var key = new LedgerStore.Key(releasesOf(target), revision);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var stored = store.get(key);
            var known = stored.map(entry -> Texts.release(target, revision, entry));
            var next = change.apply(known);
            if (known.equals(Optional.of(next)) || write(key, Texts.of(next), stored)) {
                return next;
            }
        }
        throw new CloudException(
                Kind.THROTTLED, "the release " + revision + " of " + target + " keeps changing");
    }

    @Override
    public Docket docket(String target) {
        return store.get(docketOf(target))
                .map(entry -> Texts.docket(target, entry.text(DOCKET), entry.version()))
                .orElseGet(() -> Docket.empty(target));
    }

    @Override
    public Optional<Docket> save(Docket docket) {
        return store.put(
                        docketOf(docket.target()),
                        Map.of(DOCKET, Texts.of(docket)),
                        clock.instant().plus(Ledger.HISTORY),
                        docket.version())
                .map(entry -> docket.at(entry.version()));
    }

    private boolean write(
            LedgerStore.Key key, Map<String, String> attributes, Optional<Entry> stored) {
        return store.put(
                        key,
                        attributes,
                        clock.instant().plus(Ledger.HISTORY),
                        stored.map(Entry::version).orElse(0L))
                .isPresent();
    }

    private static String releasesOf(String target) {
        return "release#" + target;
    }

    private static LedgerStore.Key docketOf(String target) {
        return new LedgerStore.Key("docket#" + target, DOCKET);
    }
}
