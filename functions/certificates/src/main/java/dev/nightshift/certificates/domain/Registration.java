package dev.nightshift.certificates.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a registry says of a domain. What it does not say, or says unreadably, is empty.
 *
 * @param expires when it ends unless it is renewed
 * @param registrar by name
 * @param registrarId IANA's number of the registrar
 * @param statuses by {@link DomainStatus#key}
 * @param nameServers lower case, sorted
 * @param delegationSigned whether the registry has DS records of it
 * @param source who said so, in words
 */
public record Registration(
        Optional<Instant> expires,
        Optional<Instant> registered,
        Optional<Instant> changed,
        Optional<String> registrar,
        Optional<Integer> registrarId,
        Set<String> statuses,
        List<String> nameServers,
        Optional<Boolean> delegationSigned,
        String source) {
    private static final int FIRST_YEAR = 1985;
    private static final int LAST_YEAR = 2200;

    public Registration {
        expires = expires.filter(Registration::plausible);
        registered = registered.filter(Registration::plausible);
        changed = changed.filter(Registration::plausible);
        statuses = Set.copyOf(statuses);
        nameServers = List.copyOf(new TreeSet<>(nameServers));
    }

    /**
     * Registries write 0000, 1970 or 9999 for what they do not know; there was no domain before
     * 1985.
     */
    private static boolean plausible(Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.getEpochSecond() > 253_402_300_799L) {
            return false;
        }
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }
}
