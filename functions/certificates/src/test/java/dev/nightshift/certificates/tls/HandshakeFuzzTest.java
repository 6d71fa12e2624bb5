package dev.nightshift.certificates.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Servers that send anything. The probe says the same hello each time (same random, same key), so
 * that what a real server once answered can be sent again: whole, it is believed; changed anywhere
 * that counts, it is not.
 */
class HandshakeFuzzTest {
    private static final long SEED = 20_261_127;
    private static final int AT_ONCE = 32;

    /** Of a case that ends by itself; on a machine that builds ten things at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Of a case that never ends by itself. */
    private static final Duration SHORT = Duration.ofMillis(700);

    private static final AtomicInteger CASES = new AtomicInteger();
    private static final TlsProbe PROBE =
            new TlsProbe(
                    Loopback.dialer(), new Patience(PATIENCE, PATIENCE), HandshakeFuzzTest::same);
    private static final TlsProbe IMPATIENT =
            new TlsProbe(Loopback.dialer(), new Patience(SHORT, SHORT), HandshakeFuzzTest::same);

    /** What real servers answered to exactly the hello of {@link #PROBE}. */
    private static final List<Recorded> RECORDED = new ArrayList<>();

    private static Bytes same() {
        return Bytes.of(new byte[32]);
    }

    @BeforeAll
    static void record() throws Exception {
        for (var version : List.of("TLSv1.3", "TLSv1.2")) {
            for (var keys : List.of(TestKeys.RSA, TestKeys.ECDSA)) {
                RECORDED.add(Recorded.of(PROBE, version, keys));
            }
        }
    }

    @AfterAll
    static void count() {
        assertThat(CASES.get()).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void what_was_recorded_is_believed_when_it_comes_again() throws Exception {
        for (var recorded : RECORDED) {
            assertThat(recorded.served().keyProven()).isTrue();
            assertThat(all(PROBE, List.of(recorded.bytes())))
                    .as(recorded.name())
                    .containsExactly(recorded.served());
        }
    }

    @Test
    void nothing_that_ends_early_is_believed() throws Exception {
        for (var recorded : RECORDED) {
            int whole = lengthThatCounts(recorded);
            var cut = new ArrayList<byte[]>();
            for (int length = 0; length < whole; length++) {
                cut.add(Arrays.copyOf(recorded.bytes(), length));
            }
            assertThat(all(PROBE, cut))
                    .as(recorded.name())
                    .hasSize(whole)
                    .allMatch(Handshake.Failed.class::isInstance);
        }
    }

    @Test
    void a_changed_answer_is_never_believed_beyond_what_was_sent() throws Exception {
        var random = random(1);
        for (var recorded : RECORDED) {
            var changed = new ArrayList<byte[]>();
            for (int i = 0; i < 500; i++) {
                changed.add(Mutations.mutate(recorded.bytes(), random));
            }
            var results = all(PROBE, changed);
            for (int i = 0; i < changed.size(); i++) {
                believable(recorded, changed.get(i), results.get(i));
            }
        }
    }

    @Test
    void garbage_is_never_believed() throws Exception {
        var random = random(2);
        var garbage = new ArrayList<byte[]>();
        for (int i = 0; i < 600; i++) {
            var bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            if (i % 2 == 0 && bytes.length > 5) {
                // at least the head of a record, so that the rest is looked at
                bytes[0] = (byte) (20 + random.nextInt(4));
                bytes[1] = 3;
                bytes[2] = (byte) random.nextInt(5);
                bytes[3] = 0;
            }
            garbage.add(bytes);
        }
        assertThat(all(PROBE, garbage)).allMatch(Handshake.Failed.class::isInstance);
    }

    @Test
    void lengths_that_lie_are_never_believed() throws Exception {
        var random = random(3);
        var lies = new ArrayList<byte[]>();
        for (int i = 0; i < 400; i++) {
            int type = List.of(2, 11, 12, 22, 13, 0, 255).get(random.nextInt(7));
            int said = random.nextInt(1 << 24);
            var body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            var message = new Octets().u8(type).u24(said).raw(body).toBytes();
            lies.add(handshakeRecord(random.nextBoolean() ? message.length : said, message));
        }
        assertThat(all(PROBE, lies)).allMatch(Handshake.Failed.class::isInstance);
    }

    @Test
    void records_handshakes_and_warnings_without_end_are_cut_short() throws Exception {
        var endless =
                List.of(
                        // empty records, warnings, HelloRequests, one long message, pieces of one
                        new byte[] {22, 3, 3, 0, 0},
                        new byte[] {23, 3, 3, 0, 0},
                        new byte[] {20, 3, 3, 0, 1, 1},
                        new byte[] {21, 3, 3, 0, 2, 1, 90},
                        handshakeRecord(4, new byte[] {0, 0, 0, 0}),
                        handshakeRecord(4, new byte[] {11, 0, 0, 0}),
                        handshakeRecord(16_384, new byte[16_384]),
                        handshakeRecord(1, new byte[] {2}));
        var results = new ArrayList<Future<Handshake>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : endless) {
                var unit = repeated(one);
                for (var probe : List.of(PROBE, IMPATIENT)) {
                    results.add(
                            threads.submit(
                                    () ->
                                            one(
                                                    probe,
                                                    socket -> {
                                                        while (true) {
                                                            socket.getOutputStream().write(unit);
                                                        }
                                                    })));
                }
            }
        }
        for (var result : results) {
            assertThat(result.get()).isInstanceOf(Handshake.Failed.class);
        }
    }

    @Test
    void a_server_that_drips_is_waited_for_no_longer_than_allowed() throws Exception {
        var results = new ArrayList<Future<Handshake>>();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                var recorded = RECORDED.get(i % RECORDED.size());
                results.add(
                        threads.submit(
                                () ->
                                        one(
                                                IMPATIENT,
                                                socket -> {
                                                    for (byte next : recorded.bytes()) {
                                                        socket.getOutputStream().write(next);
                                                        Thread.sleep(50);
                                                    }
                                                })));
            }
        }
        for (var result : results) {
            assertThat(result.get())
                    .isInstanceOfSatisfying(
                            Handshake.Failed.class,
                            failed ->
                                    assertThat(failed.trouble())
                                            .isEqualTo(Handshake.Trouble.TIMED_OUT));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.multipliedBy(15));
    }

    @Test
    void a_survey_of_a_server_that_sends_anything_ends_and_claims_nothing() throws Exception {
        var random = random(4);
        var results = new ArrayList<Future<TlsSurvey>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                var bytes = Mutations.mutate(RECORDED.get(i % RECORDED.size()).bytes(), random);
                bytes[0] = (byte) random.nextInt(20);
                Callable<TlsSurvey> survey =
                        () -> {
                            try (var server = new ScriptedServer(socket -> answer(socket, bytes))) {
                                CASES.incrementAndGet();
                                return PROBE.survey(Loopback.spot(server.port()));
                            }
                        };
                results.add(threads.submit(survey));
            }
        }
        for (var result : results) {
            assertThat(result.get().protocols().values()).doesNotContain(TlsSurvey.Offer.YES);
        }
    }

    /**
     * What may be believed: in TLS 1.3 all or nothing; before, certificates are sent in clear and
     * reported as they came, and only the parameters, the key and the randoms are signed.
     */
    private static void believable(Recorded recorded, byte[] sent, Handshake result) {
        if (!(result instanceof Handshake.Served served)) {
            return;
        }
        if (recorded.served().version() == ProtocolVersion.TLS_1_3) {
            assertThat(served).isEqualTo(recorded.served());
            return;
        }
        assertThat(served.chain())
                .allSatisfy(
                        certificate ->
                                assertThat(indexOf(sent, certificate.array()))
                                        .as("a certificate that was sent")
                                        .isNotNegative());
        if (served.keyProven()) {
            assertThat(indexOf(sent, recorded.keyExchange())).as("what was signed").isNotNegative();
            assertThat(indexOf(served.chain().getFirst().array(), recorded.publicKey()))
                    .as("the key that signed it")
                    .isNotNegative();
        }
    }

    /** The results of servers that answer so and hang up, in order. */
    private static List<Handshake> all(TlsProbe probe, List<byte[]> answers) throws Exception {
        var slots = new Semaphore(AT_ONCE);
        var results = new ArrayList<Future<Handshake>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var bytes : answers) {
                slots.acquire();
                Callable<Handshake> look =
                        () -> {
                            try {
                                return one(probe, socket -> answer(socket, bytes));
                            } finally {
                                slots.release();
                            }
                        };
                results.add(threads.submit(look));
            }
        }
        var handshakes = new ArrayList<Handshake>();
        for (var result : results) {
            handshakes.add(result.get());
        }
        return handshakes;
    }

    private static Handshake one(TlsProbe probe, ScriptedServer.Script script) throws IOException {
        CASES.incrementAndGet();
        try (var server = new ScriptedServer(script)) {
            long start = System.nanoTime();
            var result = probe.handshake(Loopback.spot(server.port()));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(PATIENCE.multipliedBy(2));
            return result;
        }
    }

    private static void answer(Socket socket, byte[] bytes) throws IOException {
        readHello(socket.getInputStream());
        socket.getOutputStream().write(bytes);
        // an end, not a reset: what was sent is to be read
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static byte[] readHello(InputStream in) throws IOException {
        var head = in.readNBytes(5);
        if (head.length < 5 || head[0] != 22) {
            return head;
        }
        return Mutations.joined(head, in.readNBytes((head[3] & 0xff) << 8 | (head[4] & 0xff)));
    }

    /** How much of a recording is needed: the least that is believed. */
    private static int lengthThatCounts(Recorded recorded) throws Exception {
        int low = 0;
        int high = recorded.bytes().length;
        while (low < high) {
            int middle = (low + high) / 2;
            var cut = Arrays.copyOf(recorded.bytes(), middle);
            if (all(PROBE, List.of(cut)).getFirst() instanceof Handshake.Served) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        // the whole chain is in there
        int chain = recorded.served().chain().stream().mapToInt(Bytes::size).sum();
        assertThat(low).isGreaterThan(chain + 100);
        return low;
    }

    private static byte[] repeated(byte[] unit) {
        var many = new Octets();
        while (many.size() < 8_192) {
            many.raw(unit);
        }
        return many.toBytes();
    }

    private static byte[] handshakeRecord(int said, byte[] content) {
        return new Octets().u8(22).u16(0x0303).u16(said).raw(content).toBytes();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    private static RandomGenerator random(long which) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + which);
    }
}
