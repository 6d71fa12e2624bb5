package dev.nightshift.certificates.domain.dns;

import dev.nightshift.core.testing.FreePorts;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/** Name servers on addresses of loopback, all on one port, by UDP and TCP. */
final class DnsWorld implements AutoCloseable {
    private static final int BINDS = 20;

    private final int port;
    private final List<Host> hosts = new ArrayList<>();

    DnsWorld() {
        this.port = freePort();
    }

    private static int freePort() {
        for (int attempt = 0; attempt < BINDS; attempt++) {
            int port = FreePorts.next();
            try (var udp = new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"))) {
                return udp.getLocalPort();
            } catch (IOException taken) {
                // the next one may be free
            }
        }
        throw new IllegalStateException("no port is free for both UDP and TCP");
    }

    int port() {
        return port;
    }

    InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    /** A server that makes bytes of bytes; by UDP nothing is sent for nothing. */
    Host serve(String address, Wire wire) {
        try {
            var host = new Host(at(address), wire);
            hosts.add(host);
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that answers as it should: truncated by UDP if it is too long. */
    Host serve(String address, Function<Message, Message> answers) {
        return serve(
                address,
                (query, byTcp) -> {
                    var answer = answers.apply(new Message(query));
                    var wire = answer.toWire(65_535);
                    if (byTcp || wire.length <= 1_232) {
                        return Optional.of(wire);
                    }
                    var cut = new Message(answer.getHeader().getID());
                    cut.getHeader().setFlag(Flags.QR);
                    cut.getHeader().setFlag(Flags.TC);
                    cut.addRecord(answer.getQuestion(), 0);
                    return Optional.of(cut.toWire());
                });
    }

    interface Wire {
        Optional<byte[]> answer(byte[] query, boolean byTcp) throws IOException;
    }

    static final class Host {
        final AtomicInteger byUdp = new AtomicInteger();
        final AtomicInteger byTcp = new AtomicInteger();
        private final DatagramSocket udp;
        private final ServerSocket tcp;
        private final Wire wire;

        private Host(InetSocketAddress at, Wire wire) throws IOException {
            this.wire = wire;
            this.udp = new DatagramSocket(at);
            this.tcp = new ServerSocket(at.getPort(), 50, at.getAddress());
            Thread.ofVirtual().start(this::serveUdp);
            Thread.ofVirtual().start(this::serveTcp);
        }

        private void serveUdp() {
            var packet = new DatagramPacket(new byte[4_096], 4_096);
            while (!udp.isClosed()) {
                try {
                    packet.setLength(4_096);
                    udp.receive(packet);
                    byUdp.incrementAndGet();
                    var query = Arrays.copyOf(packet.getData(), packet.getLength());
                    var answer = wire.answer(query, false);
                    if (answer.isPresent()) {
                        var bytes = answer.get();
                        udp.send(
                                new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                    }
                } catch (SocketException closed) {
                    return;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private void serveTcp() {
            while (!tcp.isClosed()) {
                try {
                    var socket = tcp.accept();
                    byTcp.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void serve(Socket accepted) {
            try (var socket = accepted) {
                var in = new DataInputStream(socket.getInputStream());
                var query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                var answer = wire.answer(query, true);
                if (answer.isPresent()) {
                    var bytes = answer.get();
                    var framed = new byte[bytes.length + 2];
                    framed[0] = (byte) (bytes.length >> 8);
                    framed[1] = (byte) bytes.length;
                    System.arraycopy(bytes, 0, framed, 2, bytes.length);
                    socket.getOutputStream().write(framed);
                }
            } catch (IOException gone) {
                // whoever asked has hung up
            }
        }

        private void close() {
            udp.close();
            try {
                tcp.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        hosts.forEach(Host::close);
    }
}
