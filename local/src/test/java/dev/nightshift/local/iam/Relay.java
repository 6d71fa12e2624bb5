package dev.nightshift.local.iam;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightshift.local.runtime.LoopbackServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Stands between functions and the emulator, changes nothing, and hears which actions are refused:
 * the emulator says so in XML, which the SDK does not read where a service speaks JSON.
 */
final class Relay implements AutoCloseable {
    private static final Pattern REFUSED =
            Pattern.compile("is not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)(?![A-Za-z])");

    /** Longer than what the pattern matches, for a refusal that arrives in two parts. */
    private static final int OVERLAP = 200;

    private final LoopbackServer server;
    private final URI emulator;
    private final Set<String> refused = new ConcurrentSkipListSet<>();

    private Relay(URI emulator) {
        this.emulator = emulator;
        this.server = LoopbackServer.start("relay", this::serve);
    }

    static Relay to(URI emulator) {
        return new Relay(emulator);
    }

    URI endpoint() {
        return server.endpoint();
    }

    void forget() {
        refused.clear();
    }

    Set<String> refused() {
        return new TreeSet<>(refused);
    }

    private void serve(Socket caller) {
        try {
            var callee = new Socket(emulator.getHost(), emulator.getPort());
            callee.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(caller, callee, false));
            pass(callee, caller, true);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** Ends when either side hangs up, which closes both. */
    private void pass(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            pass(from.getInputStream(), to.getOutputStream(), answers);
        } catch (IOException hungUp) {
            // whoever still waits on the connection is told by its end
        }
    }

    private void pass(InputStream in, OutputStream out, boolean answers) throws IOException {
        var buffer = new byte[16_384];
        var heard = "";
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (answers) {
                // noted before it is passed on: whoever has the answer finds it noted
                heard += new String(buffer, 0, read, ISO_8859_1);
                REFUSED.matcher(heard).results().forEach(match -> refused.add(match.group(1)));
                heard = heard.substring(Math.max(0, heard.length() - OVERLAP));
            }
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
