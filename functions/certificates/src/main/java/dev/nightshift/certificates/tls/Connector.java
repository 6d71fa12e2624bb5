package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.certificates.tls.starttls.Dialogues;
import dev.nightshift.certificates.tls.wire.Deadline;
import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Connects to a spot and says what has to be said before TLS. */
final class Connector {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Dialer dialer;

    Connector(Dialer dialer) {
        this.dialer = dialer;
    }

    /**
     * A connection on which TLS may begin.
     *
     * @throws TlsException if it does not come to that
     */
    Link open(Spot spot, Deadline deadline) throws TlsException {
        var left = deadline.left();
        Socket socket;
        try {
            socket =
                    dialer.connect(
                            spot.address(),
                            spot.port(),
                            left.compareTo(SHORTEST) < 0 ? SHORTEST : left);
        } catch (SocketTimeoutException late) {
            throw new TlsException(Trouble.TIMED_OUT, "nobody took the connection in time");
        } catch (ConnectException refused) {
            throw new TlsException(Trouble.REFUSED, "nobody listens there");
        } catch (IOException away) {
            throw new TlsException(
                    Trouble.UNREACHABLE, "it cannot be reached: " + away.getMessage());
        }
        try {
            var link = new Link(socket, deadline);
            Dialogues.begin(spot.startTls(), link);
            return link;
        } catch (IOException failure) {
            close(socket);
            throw failure instanceof TlsException known
                    ? known
                    : new TlsException(
                            Trouble.UNREACHABLE, "the connection was cut: " + failure.getMessage());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // the failure that led here is the one to tell
        }
    }
}
