package dev.nightshift.certificates.domain.dns;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the DNS answers of a zone.
 *
 * @param delegation how its parent stands to it
 * @param atParent names of its servers there, sorted
 * @param atZone names of its servers as they say themselves, sorted; of all that answer
 * @param caa its CAA records; empty if nobody knows
 * @param records of each wanted record what every server answers
 * @param notes what could not be asked, in words
 */
public record ZoneFacts(
        Delegation delegation,
        List<String> atParent,
        List<String> atZone,
        List<NameServer> servers,
        Dnssec dnssec,
        Optional<Set<String>> caa,
        List<RecordAnswers> records,
        List<String> notes) {
    public ZoneFacts {
        atParent = List.copyOf(atParent);
        atZone = List.copyOf(atZone);
        servers = List.copyOf(servers);
        caa = caa.map(Set::copyOf);
        records = List.copyOf(records);
        notes = List.copyOf(notes);
    }

    /** How the parent stands to a zone. */
    public enum Delegation {
        DELEGATED,
        /** The parent says that there is no such zone. */
        NOT_DELEGATED,
        /** Nobody of the parent could be asked. */
        UNKNOWN
    }

    /**
     * @param byServer by {@link NameServer#toString}
     * @param target of a flattened CNAME the addresses that its target has now; empty if nobody
     *     knows
     */
    public record RecordAnswers(
            WantedRecord wanted, Map<String, ServerAnswer> byServer, Optional<Set<String>> target) {
        public RecordAnswers {
            byServer = Map.copyOf(byServer);
            target = target.map(Set::copyOf);
        }
    }
}
