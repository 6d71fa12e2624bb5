package dev.nightshift.certificates.check;

import dev.nightshift.certificates.acm.AwsFacts;
import dev.nightshift.certificates.chain.Trust;
import dev.nightshift.certificates.check.CertificateCheckGateway.Registrations;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.work.Together;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Watches certificates, TLS and domains. */
public final class CertificateCheckAutomation
        implements Automation<CertificateCheckFacts, NoAction> {
    private final CertificateCheckSettings settings;
    private final Supplier<CertificateCheckGateway> gateways;

    /**
     * @param gateways makes one per run
     */
    CertificateCheckAutomation(
            CertificateCheckSettings settings, Supplier<CertificateCheckGateway> gateways) {
        this.settings = settings;
        this.gateways = gateways;
    }

    /** With the real world to look at. */
    public static CertificateCheckAutomation of(CertificateCheckSettings settings, Place place) {
        var trust = Trust.ofJava(settings.roots());
        return new CertificateCheckAutomation(
                settings, () -> NetworkGateway.of(settings, place, trust));
    }

    @Override
    public CertificateCheckFacts observe(Instant now) {
        return observe(now, Memory.none());
    }

    @Override
    public CertificateCheckFacts observe(Instant now, Memory memory) {
        var before = BeforeText.read(memory.recall());
        var gateway = gateways.get();
        // first of all: without a network nothing else that is seen means anything
        var noNetwork = gateway.noNetwork();
        var endpoints =
                Together.map(
                        settings.endpoints(),
                        settings.atOnce(),
                        endpoint -> gateway.endpoint(endpoint, now));
        var registrations =
                settings.domains().isEmpty()
                        ? new Registrations(List.of(), before.domains())
                        : gateway.domains(settings.domains(), before.domains(), now);
        var aws = settings.aws() ? Optional.of(gateway.aws(now)) : Optional.<AwsFacts>empty();
        return new CertificateCheckFacts(
                now,
                noNetwork,
                endpoints,
                registrations.domains(),
                aws,
                before,
                registrations.memo());
    }

    @Override
    public Plan<NoAction> plan(CertificateCheckFacts facts) {
        return CertificateCheckPlanner.plan(settings, facts);
    }

    @Override
    public Applied apply(NoAction action, Deadline deadline) {
        throw new IllegalStateException("there is nothing to apply: " + action);
    }

    @Override
    public List<Notice> report(Run<CertificateCheckFacts, NoAction> run) {
        return CertificateCheckReport.of(settings, run);
    }

    @Override
    public Map<String, String> remember(Run<CertificateCheckFacts, NoAction> run) {
        return BeforeText.written(After.of(settings, run.facts()));
    }
}
