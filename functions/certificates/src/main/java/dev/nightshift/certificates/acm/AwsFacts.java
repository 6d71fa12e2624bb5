package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.Unread.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was seen of the certificates that AWS keeps, and when. What could not be read is a fact
 * too.
 *
 * @param regions whose certificates were asked for
 * @param records how the validation records stand of every certificate that may need them
 */
public record AwsFacts(
        Instant at,
        List<String> regions,
        List<AwsCertificate> certificates,
        List<ServerCertificate> serverCertificates,
        List<Distribution> distributions,
        Map<ValidationRecord, RecordState> records,
        List<Unread> unread) {
    public AwsFacts {
        regions = List.copyOf(regions);
        certificates = List.copyOf(certificates);
        serverCertificates = List.copyOf(serverCertificates);
        distributions = List.copyOf(distributions);
        records = Map.copyOf(records);
        unread = List.copyOf(unread);
    }

    /** Why something was not read; empty if it was. */
    public Optional<String> unread(Subject subject, String name) {
        return unread.stream()
                .filter(one -> one.subject() == subject && one.name().equals(name))
                .map(Unread::why)
                .findFirst();
    }
}
