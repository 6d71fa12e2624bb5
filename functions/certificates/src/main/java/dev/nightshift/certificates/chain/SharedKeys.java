package dev.nightshift.certificates.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds keys that stand in certificates for different names: who takes one host takes all. */
public final class SharedKeys {
    private SharedKeys() {}

    /**
     * One key in several certificates.
     *
     * @param keyHash SHA-256 of the key, in hexadecimal
     * @param endpoints where it is served
     * @param certificates their fingerprints
     */
    public record Shared(String keyHash, List<String> endpoints, List<String> certificates) {
        public Shared {
            endpoints = List.copyOf(endpoints);
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * One certificate on many endpoints is no finding, nor is one renewed with its old key: the
     * certificates have to be for different names.
     *
     * @param verdicts by the endpoint that served the chain
     */
    public static List<Shared> among(Map<String, ChainVerdict> verdicts) {
        var endpoints = new LinkedHashMap<String, Set<String>>();
        var certificates = new LinkedHashMap<String, Set<String>>();
        var names = new LinkedHashMap<String, Set<Set<String>>>();
        verdicts.forEach(
                (endpoint, verdict) ->
                        verdict.leaf()
                                .ifPresent(
                                        leaf -> {
                                            var key = leaf.keyHash();
                                            put(endpoints, key, endpoint);
                                            put(certificates, key, leaf.fingerprint());
                                            put(names, key, namesOf(leaf));
                                        }));
        var shared = new ArrayList<Shared>();
        names.forEach(
                (key, different) -> {
                    if (different.size() > 1) {
                        shared.add(
                                new Shared(
                                        key,
                                        List.copyOf(endpoints.getOrDefault(key, Set.of())),
                                        List.copyOf(certificates.getOrDefault(key, Set.of()))));
                    }
                });
        return List.copyOf(shared);
    }

    private static Set<String> namesOf(CertificateSummary leaf) {
        return leaf.names().isEmpty() ? Set.of(leaf.subject()) : new TreeSet<>(leaf.names());
    }

    private static <T> void put(Map<String, Set<T>> map, String key, T value) {
        map.computeIfAbsent(key, absent -> new LinkedHashSet<>()).add(value);
    }
}
