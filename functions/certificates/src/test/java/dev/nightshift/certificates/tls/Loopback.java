package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Cidr;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.net.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** A probe that may look at this machine, and spots on it. */
public final class Loopback {
    /** Enough on a machine that builds ten things at once. */
    public static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(120));

    private Loopback() {}

    public static Dialer dialer() {
        return new Dialer(Names.ofSystem(), new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8"))));
    }

    public static TlsProbe probe() {
        return new TlsProbe(dialer(), PATIENCE);
    }

    public static Spot spot(int port) {
        return spot(port, StartTls.NONE);
    }

    public static Spot spot(int port, StartTls how) {
        try {
            return new Spot(
                    dialer().resolve("127.0.0.1").addresses().getFirst(),
                    port,
                    "host.example.com",
                    how);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
