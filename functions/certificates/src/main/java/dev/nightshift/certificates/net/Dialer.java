package dev.nightshift.certificates.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves, vets and connects. A name is resolved once per run and the connection goes to that very
 * address, so that a second answer of the DNS cannot lead elsewhere.
 */
public final class Dialer {
    private final Names names;
    private final AddressPolicy policy;

    public Dialer(Names names, AddressPolicy policy) {
        this.names = names;
        this.policy = policy;
    }

    /**
     * The addresses of a host that may be connected to.
     *
     * @param refused of the others, why not
     */
    public record Resolved(List<Vetted> addresses, List<String> refused) {
        public Resolved {
            addresses = List.copyOf(addresses);
            refused = List.copyOf(refused);
        }
    }

    /**
     * @param host a name, or the literal of an address
     * @throws UnknownHostException if it has no address, or nobody could be asked
     */
    public Resolved resolve(String host) throws UnknownHostException {
        var addresses = new ArrayList<Vetted>();
        var refused = new ArrayList<String>();
        for (var address : names.resolve(host)) {
            try {
                addresses.add(policy.vet(address));
            } catch (RefusedAddressException no) {
                refused.add(String.valueOf(no.getMessage()));
            }
        }
        return new Resolved(addresses, refused);
    }

    /**
     * A connection without Nagle's delay: a handshake is a dialogue of small messages, and each
     * would wait some 40 ms.
     *
     * @param patience for the connection, and for each read after it
     * @throws IOException if nobody listens there, or not in time
     */
    public Socket connect(Vetted address, int port, Duration patience) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(address.address(), port), (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }
}
