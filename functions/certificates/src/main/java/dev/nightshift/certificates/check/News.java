package dev.nightshift.certificates.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What changed since the last run. */
final class News {
    private News() {}

    static List<String> of(CertificateCheckFacts facts) {
        var lines = new ArrayList<String>();
        for (var endpoint : facts.endpoints()) {
            Optional.ofNullable(facts.before().endpoints().get(Before.key(endpoint.endpoint())))
                    .ifPresent(before -> compare(before, endpoint, lines));
        }
        return List.copyOf(lines);
    }

    private static void compare(Before.Site before, EndpointFacts now, List<String> lines) {
        var subject = now.endpoint().subject();
        var certificates = After.certificates(now);
        if (!certificates.isEmpty()
                && certificates.stream().noneMatch(before.certificates()::contains)) {
            Endpoints.standing(now)
                    .ifPresent(words -> lines.add(subject + ": another certificate: " + words));
        }
        now.grade()
                .map(grade -> grade.letter().toString())
                .filter(grade -> !before.grade().isEmpty() && !grade.equals(before.grade()))
                .ifPresent(
                        grade ->
                                lines.add(
                                        "%s: TLS was %s and is %s"
                                                .formatted(subject, before.grade(), grade)));
        Pages.changes(before.web(), now).forEach(change -> lines.add(subject + ": " + change));
    }
}
