package dev.nightshift.certificates.check;

import static dev.nightshift.certificates.check.Seen.certificate;
import static dev.nightshift.certificates.check.Seen.endpoint;
import static dev.nightshift.certificates.check.Seen.leaf;
import static dev.nightshift.certificates.check.Seen.settings;
import static dev.nightshift.certificates.check.Seen.shown;
import static dev.nightshift.certificates.check.Seen.silent;

import dev.nightshift.certificates.acm.AwsFacts;
import dev.nightshift.certificates.chain.Revocation;
import dev.nightshift.certificates.check.CertificateCheckSettings.Domain;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.WatchContractTest;
import dev.nightshift.core.testing.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The promises of an automation that only watches, for certificate-check. */
class CertificateCheckContractTest extends WatchContractTest<CertificateCheckFacts, NoAction> {
    private static final Endpoint ENDING = endpoint("www.example.com");
    private static final Endpoint SOUND = endpoint("shop.example.com");
    private static final Revocation GOOD = new Revocation.NotOffered();

    @Override
    protected World<CertificateCheckFacts, NoAction> world(Scope scope, Clock clock) {
        return new Estate();
    }

    /** Two sites, one of which has a certificate that ends. */
    private static final class Estate implements World<CertificateCheckFacts, NoAction> {
        private final Faults faults = new Faults();
        private final Set<Endpoint> dark = new HashSet<>();

        @Override
        public Automation<CertificateCheckFacts, NoAction> automation() {
            return new CertificateCheckAutomation(settings(ENDING, SOUND), Net::new);
        }

        @Override
        public Faults faults() {
            return faults;
        }

        @Override
        public Object owned() {
            return "nothing";
        }

        @Override
        public Object foreign() {
            return "everything";
        }

        @Override
        public void settle() {}

        @Override
        public String blind() {
            dark.add(SOUND);
            return SOUND.subject();
        }

        private final class Net implements CertificateCheckGateway {
            @Override
            public Optional<String> noNetwork() {
                return faults.read("net:Reference", Optional::<String>empty);
            }

            @Override
            public EndpointFacts endpoint(Endpoint endpoint, Instant now) {
                var end = now.plus(Duration.ofDays(endpoint.equals(ENDING) ? 5 : 80));
                return faults.read(
                        "tls:Handshake",
                        () ->
                                dark.contains(endpoint)
                                        ? silent(endpoint, Trouble.TIMED_OUT)
                                        : shown(
                                                endpoint,
                                                certificate(
                                                        leaf(endpoint.host(), "aaaaaaaa", end),
                                                        GOOD)));
            }

            @Override
            public Registrations domains(List<Domain> domains, String memo, Instant now) {
                throw new AssertionError("there are none");
            }

            @Override
            public AwsFacts aws(Instant now) {
                throw new AssertionError("nobody asked for it");
            }
        }
    }
}
