package dev.nightshift.certificates.chain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One chain of the table, and all that is to be found in it.
 *
 * @param kinds every fault, warnings and notes too
 * @param openssl why {@code openssl verify} is of another opinion, if it is
 */
record Row(
        String title,
        Presented presented,
        String host,
        Set<FaultKind> kinds,
        Optional<String> openssl) {
    static Row of(String title, String host, List<Minted> chain, FaultKind... kinds) {
        return new Row(
                title,
                new Presented(chain.stream().map(Minted::der).toList(), false, List.of()),
                host,
                new TreeSet<>(Arrays.asList(kinds)),
                Optional.empty());
    }

    /** Notes that openssl says otherwise, and why that is right. */
    Row opensslDiffers(String why) {
        return new Row(title, presented, host, kinds, Optional.of(why));
    }

    Row presented(Presented other) {
        return new Row(title, other, host, kinds, openssl);
    }

    @Override
    public String toString() {
        return title;
    }
}
