package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.chain.ChainVerdict;
import dev.nightshift.certificates.chain.SharedKeys;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Says how everything stands. There is nothing to do: it only watches. Same facts, same plan. */
public final class CertificateCheckPlanner {
    private CertificateCheckPlanner() {}

    public static Plan<NoAction> plan(
            CertificateCheckSettings settings, CertificateCheckFacts facts) {
        var remarks =
                findings(settings, facts).stream()
                        .map(
                                finding ->
                                        new Remark(
                                                kind(finding.level()),
                                                finding.subject(),
                                                finding.line()))
                        .toList();
        return new Plan<>(List.of(), remarks, 0);
    }

    private static Remark.Kind kind(Level level) {
        return switch (level) {
            case OK, NOTE -> Remark.Kind.KEEP;
            case UNKNOWN -> Remark.Kind.UNKNOWN;
            case WARNING, CRITICAL -> Remark.Kind.WARN;
        };
    }

    /** Everything there is to say, the heaviest first. */
    static List<Finding> findings(CertificateCheckSettings settings, CertificateCheckFacts facts) {
        var findings = new ArrayList<Finding>();
        boolean online = isOnline(facts);
        if (!online) {
            findings.add(
                    Finding.of(
                                    Level.UNKNOWN,
                                    Topic.NETWORK,
                                    "network",
                                    "nothing could be reached: "
                                            + facts.noNetwork().orElse("")
                                            + "; what does not answer may be well")
                            .todo(
                                    "give the function a way out (a NAT gateway for its subnets,"
                                            + " its security group), or correct references"));
        }
        findings.addAll(Expiries.of(settings, facts));
        for (var endpoint : facts.endpoints()) {
            var own = new ArrayList<>(Endpoints.of(endpoint, online));
            endpoint.web().ifPresent(web -> own.addAll(Pages.of(endpoint.endpoint(), web)));
            findings.addAll(own);
            if (own.stream().allMatch(finding -> finding.level().compareTo(Level.NOTE) <= 0)) {
                Endpoints.standing(endpoint)
                        .ifPresent(
                                words ->
                                        findings.add(
                                                Finding.of(
                                                        Level.OK,
                                                        Topic.CHAIN,
                                                        endpoint.endpoint().subject(),
                                                        words)));
            }
        }
        findings.addAll(sharedKeys(facts));
        facts.domains()
                .forEach(domain -> findings.addAll(Domains.of(settings, facts.at(), domain)));
        facts.aws().ifPresent(aws -> findings.addAll(Accounts.of(settings.thresholds(), aws)));
        findings.sort((one, other) -> other.level().compareTo(one.level()));
        return List.copyOf(findings);
    }

    /** Whatever answered shows that there is a network. */
    public static boolean isOnline(CertificateCheckFacts facts) {
        return facts.noNetwork().isEmpty()
                || facts.endpoints().stream()
                        .anyMatch(endpoint -> endpoint.shown().findAny().isPresent());
    }

    private static List<Finding> sharedKeys(CertificateCheckFacts facts) {
        var verdicts = new LinkedHashMap<String, ChainVerdict>();
        for (var endpoint : facts.endpoints()) {
            endpoint.shown()
                    .forEach(
                            node ->
                                    node.certificates()
                                            .forEach(
                                                    one ->
                                                            verdicts.merge(
                                                                    endpoint.endpoint().subject(),
                                                                    one.chain(),
                                                                    (first, _) -> first)));
        }
        return SharedKeys.among(verdicts).stream()
                .map(
                        shared ->
                                new Finding(
                                        Level.WARNING,
                                        Topic.KEY,
                                        "key-" + shared.keyHash().substring(0, 8),
                                        Phrases.some(shared.endpoints()),
                                        "different certificates with one key: who gets it from one"
                                                + " host can pose as the others",
                                        "give each of them a key of its own"))
                .toList();
    }
}
