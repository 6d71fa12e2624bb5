package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.AcmTerms;
import dev.nightshift.certificates.acm.AcmVerdict;
import dev.nightshift.certificates.acm.AwsFacts;
import dev.nightshift.certificates.chain.Lifetime;
import java.util.ArrayList;
import java.util.List;

/** What is to be said of the certificates that AWS keeps. */
final class Accounts {
    private Accounts() {}

    static List<Finding> of(Lifetime.Thresholds thresholds, AwsFacts facts) {
        var findings = new ArrayList<Finding>();
        for (var found :
                AcmVerdict.of(
                        facts,
                        AcmTerms.USUAL,
                        (begin, end, now) ->
                                Expiries.level(new Lifetime(begin, end).level(now, thresholds)))) {
            findings.add(
                    new Finding(
                            found.level(),
                            Topic.AWS,
                            found.key(),
                            found.name(),
                            found.what(),
                            found.todo()));
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.of(
                            Level.OK,
                            Topic.AWS,
                            "this account",
                            "%s of ACM, %s of IAM: nothing is wrong with them"
                                    .formatted(
                                            Phrases.count(
                                                    facts.certificates().size(),
                                                    "certificate",
                                                    "certificates"),
                                            facts.serverCertificates().size())));
        }
        return findings;
    }
}
