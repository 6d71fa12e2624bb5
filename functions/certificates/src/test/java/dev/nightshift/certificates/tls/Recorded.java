package dev.nightshift.certificates.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;

/**
 * What a real server once answered to a probe that always says the same hello.
 *
 * @param served what the probe made of it
 */
record Recorded(String name, Bytes sent, Handshake.Served served) {
    byte[] bytes() {
        return sent.array();
    }

    /** What a JSSE server sends to the hello of the probe, until the probe hangs up. */
    static Recorded of(TlsProbe probe, String version, TestKeys keys) throws Exception {
        var sent = new ByteArrayOutputStream();
        Handshake result;
        try (var server =
                new ScriptedServer(
                        socket -> {
                            var tapped = new Tapped(socket, sent);
                            var tls =
                                    (SSLSocket)
                                            keys.context()
                                                    .getSocketFactory()
                                                    .createSocket(tapped, "127.0.0.1", 0, true);
                            tls.setUseClientMode(false);
                            tls.setEnabledProtocols(new String[] {version});
                            tls.startHandshake();
                        })) {
            result = probe.handshake(Loopback.spot(server.port()));
        }
        assertThat(result).isInstanceOf(Handshake.Served.class);
        byte[] bytes;
        synchronized (sent) {
            bytes = sent.toByteArray();
        }
        return new Recorded(
                version + " " + keys.pair().getPublic().getAlgorithm(),
                Bytes.of(bytes),
                (Handshake.Served) result);
    }

    /** The message of TLS 1.2 with the parameters and their signature, out of its records. */
    byte[] keyExchange() {
        var flight = new Octets();
        var bytes = bytes();
        for (int at = 0; at < bytes.length && bytes[at] == 22; ) {
            int length = (bytes[at + 3] & 0xff) << 8 | (bytes[at + 4] & 0xff);
            flight.raw(Arrays.copyOfRange(bytes, at + 5, at + 5 + length));
            at += 5 + length;
        }
        var messages = flight.toBytes();
        int at = 0;
        while (true) {
            int length =
                    4
                            + ((messages[at + 1] & 0xff) << 16
                                    | (messages[at + 2] & 0xff) << 8
                                    | (messages[at + 3] & 0xff));
            if (messages[at] == 12) {
                return Arrays.copyOfRange(messages, at, at + length);
            }
            at += length;
        }
    }

    /** The key of its certificate, as it stands in there. */
    byte[] publicKey() {
        return (name.endsWith("RSA") ? TestKeys.RSA : TestKeys.ECDSA)
                .pair()
                .getPublic()
                .getEncoded();
    }

    /** A socket whose every word is written down. */
    private static final class Tapped extends Socket {
        private final Socket socket;
        private final OutputStream copy;

        Tapped(Socket socket, OutputStream copy) {
            this.socket = socket;
            this.copy = copy;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return socket.getInputStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            var out = socket.getOutputStream();
            return new OutputStream() {
                @Override
                public void write(int next) throws IOException {
                    write(new byte[] {(byte) next}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    synchronized (copy) {
                        copy.write(bytes, from, length);
                    }
                    out.write(bytes, from, length);
                }
            };
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
