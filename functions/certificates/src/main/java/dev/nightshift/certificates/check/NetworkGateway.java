package dev.nightshift.certificates.check;

import dev.nightshift.certificates.acm.AcmObserver;
import dev.nightshift.certificates.acm.AwsCertificatesGateway;
import dev.nightshift.certificates.acm.AwsFacts;
import dev.nightshift.certificates.acm.DnsCnames;
import dev.nightshift.certificates.chain.Trust;
import dev.nightshift.certificates.check.CertificateCheckSettings.Domain;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.domain.DomainFacts;
import dev.nightshift.certificates.domain.DomainMemo;
import dev.nightshift.certificates.domain.DomainProbe;
import dev.nightshift.certificates.domain.dns.SystemResolvers;
import dev.nightshift.certificates.domain.dns.ZoneSurveyor;
import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.net.HttpFetcher;
import dev.nightshift.certificates.net.Names;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.work.Together;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real world, for one run: what is fetched once is good for all of it. */
final class NetworkGateway implements CertificateCheckGateway {
    private static final int DOMAINS_AT_ONCE = 8;

    private final CertificateCheckSettings settings;
    private final Dialer dialer;
    private final AddressPolicy policy;
    private final EndpointLook endpoints;
    private final AcmObserver aws;

    private NetworkGateway(
            CertificateCheckSettings settings,
            Dialer dialer,
            AddressPolicy policy,
            EndpointLook endpoints,
            AcmObserver aws) {
        this.settings = settings;
        this.dialer = dialer;
        this.policy = policy;
        this.endpoints = endpoints;
        this.aws = aws;
    }

    static NetworkGateway of(CertificateCheckSettings settings, Place place, Trust trust) {
        var policy = new AddressPolicy(settings.privateRanges());
        var dialer = new Dialer(Names.ofSystem(), policy);
        var home = place.regions().home();
        return new NetworkGateway(
                settings,
                dialer,
                policy,
                new EndpointLook(dialer, trust, settings.patience()),
                new AcmObserver(
                        new AwsCertificatesGateway(home),
                        DnsCnames.ofSystem(settings.patience()),
                        AcmObserver.regions(home, settings.regions())));
    }

    @Override
    public Optional<String> noNetwork() {
        var answers =
                Together.map(settings.references(), settings.references().size(), this::silent);
        return answers.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(
                        String.join("; ", answers.stream().flatMap(Optional::stream).toList()));
    }

    /** Why a reference does not answer; empty if it does. */
    private Optional<String> silent(String reference) {
        int colon = reference.lastIndexOf(':');
        var why = new ArrayList<String>();
        try {
            var resolved = dialer.resolve(reference.substring(0, colon));
            why.addAll(resolved.refused());
            for (var address : resolved.addresses()) {
                try (var _ =
                        dialer.connect(
                                address,
                                Integer.parseInt(reference.substring(colon + 1)),
                                settings.patience())) {
                    return Optional.empty();
                } catch (IOException silent) {
                    why.add(String.valueOf(silent.getMessage()));
                }
            }
        } catch (IOException unresolved) {
            why.add("its name is not known here: " + unresolved.getMessage());
        }
        return Optional.of(reference + ": " + String.join(", ", why));
    }

    @Override
    public EndpointFacts endpoint(Endpoint endpoint, Instant now) {
        return endpoints.look(endpoint, now);
    }

    @Override
    public Registrations domains(List<Domain> domains, String memo, Instant now) {
        var probe =
                new DomainProbe(
                        new HttpFetcher(dialer),
                        dialer,
                        ZoneSurveyor.of(SystemResolvers.read(), policy, settings.patience()),
                        DomainMemo.read(memo),
                        DomainProbe.Manners.USUAL,
                        now);
        List<DomainFacts> facts =
                Together.map(domains, DOMAINS_AT_ONCE, domain -> probe.look(domain.request()));
        return new Registrations(facts, probe.memo().written());
    }

    @Override
    public AwsFacts aws(Instant now) {
        return aws.observe(now);
    }

    /** How long a graded endpoint may take in all. */
    static Duration surveyPatience(Duration patience) {
        return patience.multipliedBy(6);
    }
}
