package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.certificates.tls.wire.CertificateFlight;
import dev.nightshift.certificates.tls.wire.ClientHello;
import dev.nightshift.certificates.tls.wire.Deadline;
import dev.nightshift.certificates.tls.wire.KeyShares;
import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.Ssl2;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at TLS servers. One probe serves a whole run, and any number of threads; it blocks, so
 * callers give each spot a virtual thread.
 */
public final class TlsProbe {
    private static final int RANDOM_BYTES = 32;

    private final Connector connector;
    private final Patience patience;
    private final Hellos hellos;
    private final KeyShares keys = new KeyShares();

    public TlsProbe(Dialer dialer, Patience patience) {
        this(dialer, patience, fresh(new SecureRandom()));
    }

    TlsProbe(Dialer dialer, Patience patience, Supplier<Bytes> random) {
        this.connector = new Connector(dialer);
        this.patience = patience;
        this.hellos = new Hellos(random);
    }

    /** The certificates that a server shows to whoever asks for no kind of them. */
    public Handshake handshake(Spot spot) {
        return handshake(spot, CertificateKind.ANY);
    }

    /**
     * The certificates that a server shows. A modern hello first; only a server that turns it away
     * is asked once more in the manner of its time.
     *
     * @param kind which certificate, where it has one of each; {@link Trouble#ALERT} if it has none
     *     of this kind
     */
    public Handshake handshake(Spot spot, CertificateKind kind) {
        var deadline = Deadline.in(patience.handshake());
        try {
            return attempt(spot, deadline, hellos.forCertificate(spot, kind, keys));
        } catch (TlsException first) {
            if (!mayBeOld(first)) {
                return new Handshake.Failed(first.trouble(), first.why());
            }
            return older(spot, kind, deadline, first);
        }
    }

    /**
     * All that a server offers, by a few dozen short connections, four at a time. What is not
     * answered within {@link Patience#survey()} is unknown.
     */
    public TlsSurvey survey(Spot spot) {
        var end = Deadline.in(patience.survey());
        return new Survey(new Asker(connector, spot, patience.handshake(), end), hellos).run();
    }

    /** From the newest to the oldest; the first failure is the one to tell. */
    private Handshake older(
            Spot spot, CertificateKind kind, Deadline deadline, TlsException first) {
        for (var version : List.of(ProtocolVersion.TLS_1_2, ProtocolVersion.SSL_3)) {
            try {
                return attempt(spot, deadline, hellos.forOldCertificate(spot, kind, version));
            } catch (TlsException again) {
                if (!mayBeOld(again)) {
                    return new Handshake.Failed(first.trouble(), first.why());
                }
            }
        }
        if (kind == CertificateKind.ECDSA) {
            return new Handshake.Failed(first.trouble(), first.why());
        }
        try (var link = connector.open(spot, deadline)) {
            var answer =
                    Ssl2.exchange(link, CipherSuites.of(ProtocolVersion.SSL_2), hellos.challenge());
            if (!answer.certificate().isEmpty() && !answer.suites().isEmpty()) {
                return new Handshake.Served(
                        ProtocolVersion.SSL_2,
                        answer.suites().getFirst().code(),
                        List.of(answer.certificate()),
                        Optional.empty(),
                        false);
            }
        } catch (TlsException again) {
            // not SSL 2 either: what it said to the modern hello is what a person can act on
        }
        return new Handshake.Failed(first.trouble(), first.why());
    }

    private Handshake attempt(Spot spot, Deadline deadline, ClientHello hello) throws TlsException {
        try (Link link = connector.open(spot, deadline)) {
            return new CertificateFlight(link, keys).exchange(hello);
        }
    }

    /** Turned away, rather than late or broken. */
    private static boolean mayBeOld(TlsException failure) {
        return failure.isWordless() || failure.trouble() == Trouble.ALERT;
    }

    private static Supplier<Bytes> fresh(SecureRandom source) {
        return () -> {
            var bytes = new byte[RANDOM_BYTES];
            source.nextBytes(bytes);
            return Bytes.of(bytes);
        };
    }
}
