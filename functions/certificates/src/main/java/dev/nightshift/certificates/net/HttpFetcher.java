package dev.nightshift.certificates.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * HTTP/1.1 over the {@link Dialer}'s sockets: one request, one answer, one connection. The JDK's
 * own client cannot be told which address to connect to while SNI and Host name the host.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
public final class HttpFetcher implements Fetcher {
    private final Dialer dialer;
    private final SSLContext verifying;
    private final SSLContext accepting;

    /** Trusts whom the JDK trusts. */
    public HttpFetcher(Dialer dialer) {
        this(dialer, trustOfTheJdk());
    }

    /**
     * @param trust whom to trust where a request is to be verified
     */
    public HttpFetcher(Dialer dialer, SSLContext trust) {
        this.dialer = dialer;
        this.verifying = trust;
        this.accepting = acceptingAnything();
    }

    @Override
    public Response fetch(Request request) throws IOException {
        var deadline = new Deadline(request.patience());
        var target = HttpTarget.of(request.uri());
        var bytes = HttpRequestBytes.of(request, target);
        try (var raw = connect(request, target, deadline);
                var guard = deadline.over(raw)) {
            try {
                var socket = target.secure() ? secured(raw, target, request.verify()) : raw;
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                return new HttpResponseReader(socket.getInputStream(), request.maxBodyBytes())
                        .read(request.method());
            } catch (IOException failure) {
                throw guard.hasStruck()
                        ? tooLate(target, request.patience(), failure)
                        : told(target, failure);
            }
        }
    }

    /** Each address gets its share of the time, so that a silent one leaves some to the next. */
    private Socket connect(Request request, HttpTarget target, Deadline deadline)
            throws IOException {
        var addresses =
                request.at().isPresent()
                        ? List.of(request.at().get())
                        : addresses(target, request.patience(), deadline);
        var failures = new ArrayList<String>();
        int left = addresses.size();
        boolean late = false;
        for (var address : addresses) {
            var share = deadline.left().dividedBy(left--);
            try {
                var patience = share.toMillis() < 1 ? Duration.ofMillis(1) : share;
                var socket = dialer.connect(address, target.port(), patience);
                // from here on the deadline holds, which is that of the whole and not of one read
                socket.setSoTimeout(0);
                return socket;
            } catch (IOException failure) {
                late |= failure instanceof SocketTimeoutException;
                failures.add(address + ": " + failure.getMessage());
            }
        }
        var words = "no connection to " + target.where() + " (" + String.join("; ", failures) + ")";
        throw late ? new SocketTimeoutException(words) : new ConnectException(words);
    }

    private List<Vetted> addresses(HttpTarget target, Duration patience, Deadline deadline)
            throws IOException {
        var resolved = resolved(target, patience, deadline);
        if (resolved.addresses().isEmpty()) {
            throw new RefusedAddressException(
                    target.host() + ": " + String.join("; ", resolved.refused()));
        }
        return resolved.addresses();
    }

    /** The machine's resolver knows no deadline, so that it is waited for and no longer. */
    private Dialer.Resolved resolved(HttpTarget target, Duration patience, Deadline deadline)
            throws IOException {
        var task = new FutureTask<>(() -> dialer.resolve(target.host()));
        Thread.startVirtualThread(task);
        try {
            return task.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw tooLate(target, patience, late);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + target.host() + " was looked up", stop);
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case UnknownHostException unknown -> throw unknown;
                case RuntimeException broken -> throw broken;
                case null, default ->
                        throw new IOException(target.host() + " was not looked up", failure);
            }
        }
    }

    private SSLSocket secured(Socket raw, HttpTarget target, boolean verify) throws IOException {
        var factory = (verify ? verifying : accepting).getSocketFactory();
        var socket = (SSLSocket) factory.createSocket(raw, target.host(), target.port(), true);
        var parameters = socket.getSSLParameters();
        if (verify) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        target.serverName()
                .ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static IOException tooLate(HttpTarget target, Duration patience, Exception cause) {
        var late =
                new SocketTimeoutException(
                        "no whole answer from %s within %s ms"
                                .formatted(target.where(), patience.toMillis()));
        late.initCause(cause);
        return late;
    }

    private static IOException told(HttpTarget target, IOException failure) {
        var said = failure.getMessage();
        var words =
                target.where() + ": " + (said == null ? failure.getClass().getSimpleName() : said);
        return switch (failure) {
            case SSLException tls -> new SSLException(words, tls);
            case ProtocolException garbage -> caused(new ProtocolException(words), garbage);
            default -> new IOException(words, failure);
        };
    }

    private static IOException caused(IOException failure, IOException cause) {
        failure.initCause(cause);
        return failure;
    }

    private static SSLContext trustOfTheJdk() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this JDK has no TLS", broken);
        }
    }

    private static SSLContext acceptingAnything() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AcceptingTrust()}, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK has no TLS", broken);
        }
    }
}
