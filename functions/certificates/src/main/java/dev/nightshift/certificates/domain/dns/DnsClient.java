package dev.nightshift.certificates.domain.dns;

import dev.nightshift.certificates.domain.dns.Reply.Answer;
import dev.nightshift.certificates.domain.dns.Reply.NoRoute;
import dev.nightshift.certificates.domain.dns.Reply.Silent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Asks one server one question: by UDP, again if nothing comes, by TCP if the answer is too long
 * for UDP. Bounded in time and size whatever the server does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-4.2">RFC 1035, 4.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6891">RFC 6891</a>
 */
final class DnsClient {
    /** Fits into one packet everywhere. */
    private static final int PAYLOAD = 1_232;

    private static final int LARGEST_DATAGRAM = 4_096;
    private static final int TRIES = 2;

    private final Duration patience;

    /**
     * @param patience for one try
     */
    DnsClient(Duration patience) {
        this.patience = patience;
    }

    /** How to ask. */
    enum Manner {
        /** A server of the zone, for what it knows itself. */
        DIRECT,
        /** A resolver. */
        RECURSE,
        /** A resolver, which is to answer even what it holds for forged. */
        RECURSE_UNCHECKED
    }

    Reply ask(DnsServer server, Name name, int type, Manner manner) {
        var reply = ask(server, query(name, type, manner, true));
        if (reply instanceof Answer(var message)
                && (message.getRcode() == Rcode.FORMERR || message.getRcode() == Rcode.NOTIMP)) {
            // a server from before EDNS
            return ask(server, query(name, type, manner, false));
        }
        return reply;
    }

    private static Message query(Name name, int type, Manner manner, boolean edns) {
        var query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        if (manner == Manner.DIRECT) {
            query.getHeader().unsetFlag(Flags.RD);
        }
        if (manner == Manner.RECURSE_UNCHECKED) {
            query.getHeader().setFlag(Flags.CD);
        }
        if (edns) {
            // with DO, so that signatures come along
            query.addRecord(new OPTRecord(PAYLOAD, 0, 0, 0x8000), Section.ADDITIONAL);
        }
        return query;
    }

    private Reply ask(DnsServer server, Message query) {
        try {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                var answer = byUdp(server, query);
                if (answer.isPresent()) {
                    return answer.get().getHeader().getFlag(Flags.TC)
                            ? new Answer(byTcp(server, query))
                            : new Answer(answer.get());
                }
            }
            return new Silent(
                    server.name()
                            + " did not answer within "
                            + patience.multipliedBy(TRIES).toMillis()
                            + " ms");
        } catch (SocketException failure) {
            return isUnreachable(server, failure)
                    ? new NoRoute("no way from here to " + server.literal())
                    : silent(server, failure);
        } catch (IOException failure) {
            return silent(server, failure);
        }
    }

    private static Silent silent(DnsServer server, IOException failure) {
        return new Silent(server.name() + " did not answer: " + failure.getMessage());
    }

    /** Many networks have no IPv6; that says nothing about a server. */
    private static boolean isUnreachable(DnsServer server, SocketException failure) {
        var why = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return server.address().getAddress() instanceof Inet6Address
                && (failure instanceof NoRouteToHostException
                        || why.contains("network is unreachable")
                        || why.contains("protocol family unavailable")
                        || why.contains("address family not supported"));
    }

    /** Packets that answer something else are passed over: they may be forged, or late. */
    private Optional<Message> byUdp(DnsServer server, Message query) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        try (var socket = new DatagramSocket()) {
            socket.connect(server.address());
            var wire = query.toWire(PAYLOAD);
            socket.send(new DatagramPacket(wire, wire.length));
            var packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
            while (true) {
                socket.setSoTimeout(left(end));
                socket.receive(packet);
                var bytes = new byte[packet.getLength()];
                System.arraycopy(packet.getData(), 0, bytes, 0, bytes.length);
                var answer = parsed(bytes).filter(message -> answers(message, query));
                if (answer.isPresent()) {
                    return answer;
                }
                packet.setLength(LARGEST_DATAGRAM);
            }
        } catch (SocketTimeoutException nothingCame) {
            return Optional.empty();
        }
    }

    private Message byTcp(DnsServer server, Message query) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        try (var socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(server.address(), left(end));
            var wire = query.toWire();
            var out = new DataOutputStream(socket.getOutputStream());
            var framed = new byte[wire.length + 2];
            framed[0] = (byte) (wire.length >> 8);
            framed[1] = (byte) wire.length;
            System.arraycopy(wire, 0, framed, 2, wire.length);
            out.write(framed);
            var in = new DataInputStream(socket.getInputStream());
            int length =
                    Short.toUnsignedInt(
                            (short) (byteOf(socket, in, end) << 8 | byteOf(socket, in, end)));
            var bytes = new byte[length];
            for (int filled = 0; filled < length; ) {
                socket.setSoTimeout(left(end));
                int count = in.read(bytes, filled, length - filled);
                if (count < 0) {
                    throw new IOException("the answer by TCP ends halfway");
                }
                filled += count;
            }
            return parsed(bytes)
                    .filter(message -> answers(message, query))
                    .orElseThrow(() -> new IOException("the answer by TCP is not one"));
        }
    }

    private static int byteOf(Socket socket, DataInputStream in, long end) throws IOException {
        socket.setSoTimeout(left(end));
        return in.readUnsignedByte();
    }

    private static int left(long end) throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("it took too long");
        }
        return (int) left;
    }

    private static Optional<Message> parsed(byte[] bytes) {
        try {
            return Optional.of(new Message(bytes));
        } catch (IOException | RuntimeException notDns) {
            // the library lets some garbage through to its own checks of arguments
            return Optional.empty();
        }
    }

    private static boolean answers(Message message, Message query) {
        return message.getHeader().getFlag(Flags.QR)
                && message.getHeader().getID() == query.getHeader().getID()
                && (message.getQuestion() == null
                        ? message.getRcode() != Rcode.NOERROR
                        : message.getQuestion().equals(query.getQuestion()));
    }
}
