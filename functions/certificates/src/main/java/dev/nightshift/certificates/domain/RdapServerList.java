package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.certificates.net.RefusedAddressException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * IANA's list of RDAP servers: as shipped, with what IANA changed since. It is asked once a day,
 * and when it does not answer well the list stays as it was.
 */
final class RdapServerList {
    static final URI PUBLISHED = URI.create("https://data.iana.org/rdap/dns.json");

    private static final Duration EVERY = Duration.ofDays(1);
    private static final int LARGEST = 2 * 1024 * 1024;

    private final Fetcher fetcher;
    private final Instant now;
    private final Duration patience;
    private final RdapServers shipped = RdapServers.shipped();
    private final ReentrantLock lock = new ReentrantLock();

    private RdapServers current;
    private Optional<Instant> asked;
    private Optional<String> trouble = Optional.empty();

    RdapServerList(Fetcher fetcher, DomainMemo memo, Instant now, Duration patience) {
        this.fetcher = fetcher;
        this.now = now;
        this.patience = patience;
        this.current = with(memo.serverChanges());
        this.asked = memo.serversAsked().filter(at -> !at.isAfter(now));
    }

    private RdapServers with(Map<String, String> changes) {
        try {
            return shipped.with(changes);
        } catch (IllegalArgumentException notOurs) {
            // somebody wrote into the memo; what is shipped holds
            return shipped;
        }
    }

    /** The list of today. */
    RdapServers servers() {
        lock.lock();
        try {
            if (asked.isEmpty() || !asked.get().plus(EVERY).isAfter(now)) {
                asked = Optional.of(now);
                refresh();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void refresh() {
        try {
            var response = fetcher.fetch(Fetcher.Request.get(PUBLISHED, patience, LARGEST));
            if (response.status() != 200 || !response.whole()) {
                trouble = Optional.of("IANA answered HTTP " + response.status());
                return;
            }
            current = RdapServers.published(TolerantJson.object(response.body()), shipped);
        } catch (IllegalArgumentException | RefusedAddressException | IOException failure) {
            trouble = Optional.of("IANA's list was not taken: " + failure.getMessage());
        }
    }

    /** Why the list is not of today, in words. */
    Optional<String> trouble() {
        return trouble;
    }

    Optional<Instant> asked() {
        return asked;
    }

    Map<String, String> changes() {
        return current.changesSince(shipped);
    }
}
