package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.certificates.tls.wire.ClientHello;
import dev.nightshift.certificates.tls.wire.Deadline;
import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.Messages;
import dev.nightshift.certificates.tls.wire.Records;
import dev.nightshift.certificates.tls.wire.ServerHello;
import dev.nightshift.certificates.tls.wire.ServerKeyExchange;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Asks one server one question after the other, few at a time. */
final class Asker {
    /** A server that is looked at is still at work for others. */
    private static final int AT_ONCE = 4;

    private final Connector connector;
    private final Spot spot;
    private final Duration patience;
    private final Deadline end;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    /**
     * @param patience for each question
     * @param end after which no question is asked any more
     */
    Asker(Connector connector, Spot spot, Duration patience, Deadline end) {
        this.connector = connector;
        this.spot = spot;
        this.patience = patience;
        this.end = end;
    }

    Spot spot() {
        return spot;
    }

    /** What is done on a connection of its own. */
    @FunctionalInterface
    interface Conversation<T> {
        T hold(Link link) throws TlsException;
    }

    /** Whether the server goes on after this hello, and with what. */
    Answer ask(ClientHello hello) {
        return ask(hello, false);
    }

    /** The same, and waits for the server's half of the key agreement. */
    Answer askForKeyExchange(ClientHello hello) {
        return ask(hello, true);
    }

    /**
     * A conversation within the limits.
     *
     * @throws TlsException if it came to nothing
     */
    <T> T converse(Conversation<T> conversation) throws TlsException {
        try {
            if (!permits.tryAcquire(end.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw outOfTime();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TlsException(Trouble.UNREACHABLE, "the survey was broken off");
        }
        try {
            if (end.hasPassed()) {
                throw outOfTime();
            }
            try (var link = connector.open(spot, end.orSooner(patience))) {
                return conversation.hold(link);
            }
        } finally {
            permits.release();
        }
    }

    private Answer ask(ClientHello hello, boolean keyExchange) {
        try {
            return once(hello, keyExchange);
        } catch (TlsException first) {
            if (!first.isWordless()) {
                return failed(first);
            }
        }
        // one hang-up may be chance; the second is an answer
        try {
            return once(hello, keyExchange);
        } catch (TlsException again) {
            return failed(again);
        }
    }

    private Answer once(ClientHello hello, boolean keyExchange) throws TlsException {
        return converse(
                link -> {
                    link.write(hello.record());
                    var messages = new Messages(new Records(link));
                    var serverHello =
                            ServerHello.parse(messages.next(Messages.SERVER_HELLO, "ServerHello"));
                    return new Answer.Chosen(
                            serverHello,
                            keyExchange ? keyExchange(messages, serverHello) : Optional.empty());
                });
    }

    private static Optional<ServerKeyExchange> keyExchange(Messages messages, ServerHello hello)
            throws TlsException {
        var suite = CipherSuites.of(hello.suite());
        if (suite.isEmpty()) {
            return Optional.empty();
        }
        for (var message = messages.next();
                message.type() != Messages.SERVER_HELLO_DONE;
                message = messages.next()) {
            if (message.type() == Messages.SERVER_KEY_EXCHANGE) {
                return Optional.of(ServerKeyExchange.parse(message, suite.get(), hello.version()));
            }
        }
        return Optional.empty();
    }

    private static Answer failed(TlsException failure) {
        return failure.trouble() == Trouble.ALERT || failure.isWordless()
                ? new Answer.TurnedDown(failure.alert())
                : new Answer.Nothing(failure.why());
    }

    private static TlsException outOfTime() {
        return new TlsException(Trouble.TIMED_OUT, "there was no time left to ask");
    }
}
