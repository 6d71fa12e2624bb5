package dev.nightshift.certificates.matrix;

import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.TlsSurvey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What somebody says that a server offers: the versions, and the codes of the suites of each. */
record Seen(Map<ProtocolVersion, Set<Integer>> suites) {
    Seen {
        var copy = new TreeMap<ProtocolVersion, Set<Integer>>();
        suites.forEach((version, codes) -> copy.put(version, new TreeSet<>(codes)));
        suites = copy;
    }

    static Seen of(TlsSurvey survey) {
        var seen = new TreeMap<ProtocolVersion, Set<Integer>>();
        for (var version : ProtocolVersion.values()) {
            if (survey.offers(version) == TlsSurvey.Offer.YES) {
                seen.put(
                        version,
                        survey.suites().getOrDefault(version, List.of()).stream()
                                .map(CipherSuite::code)
                                .collect(Collectors.toSet()));
            }
        }
        return new Seen(seen);
    }

    /** The versions alone. */
    Set<ProtocolVersion> versions() {
        return suites.keySet();
    }

    @Override
    public String toString() {
        return suites.entrySet().stream()
                .map(
                        entry ->
                                entry.getKey()
                                        + ": "
                                        + entry.getValue().stream()
                                                .map("%04x"::formatted)
                                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }
}
