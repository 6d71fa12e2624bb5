package dev.nightshift.certificates.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the last run saw, as far as the next one compares.
 *
 * @param digestOn the day of the last digest
 * @param misses in how many runs in a row something could not be seen, by incident
 * @param endpoints by {@link #key}
 * @param domains what registries said, as text that the domain's part reads
 */
public record Before(
        Optional<LocalDate> digestOn,
        Map<String, Integer> misses,
        Map<String, Site> endpoints,
        String domains) {
    public static final Before NOTHING = new Before(Optional.empty(), Map.of(), Map.of(), "");

    public Before {
        misses = Map.copyOf(misses);
        endpoints = Map.copyOf(endpoints);
    }

    /**
     * An endpoint as it was.
     *
     * @param certificates those it showed
     * @param grade as a letter; empty if there was none
     * @param web what its page was like, as text that the web's part reads; empty if nobody looked
     */
    public record Site(List<Certificate> certificates, String grade, String web) {
        public Site {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * @param about names it in the key of an incident
     * @param label as people name it
     */
    public record Certificate(String about, String label) {}

    /** Names an endpoint among those of the settings. */
    static String key(CertificateCheckSettings.Endpoint endpoint) {
        return endpoint.subject() + " " + endpoint.sni();
    }
}
