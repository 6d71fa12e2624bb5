package dev.nightshift.backup;

import java.util.Optional;

/**
 * A region of an account.
 *
 * @param account twelve digits; empty for the account that the function runs in
 */
public record Location(String region, Optional<String> account) implements Comparable<Location> {
    public static Location here(String region) {
        return new Location(region, Optional.empty());
    }

    public static Location of(String region, String account) {
        return new Location(region, Optional.of(account));
    }

    @Override
    public int compareTo(Location other) {
        int byRegion = region.compareTo(other.region);
        return byRegion != 0 ? byRegion : account.orElse("").compareTo(other.account.orElse(""));
    }

    /** As a person would say it: {@code eu-central-1}, or {@code eu-central-1 of 210987654321}. */
    @Override
    public String toString() {
        return account.map(id -> region + " of " + id).orElse(region);
    }
}
