package dev.nightshift.certificates.domain.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.dns.DnsClient.Manner;
import dev.nightshift.certificates.domain.dns.Reply.Answer;
import dev.nightshift.certificates.domain.dns.Reply.Silent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class DnsClientTest {
    private static final int FUZZED = 400;

    private final DnsWorld world = new DnsWorld();
    private final Zone zone = new Zone("shop.test").with("@", "A", "192.0.2.1");
    private final DnsServer server = DnsServer.resolver(world.at("127.0.0.1"));

    @AfterEach
    void close() {
        world.close();
    }

    private Reply ask(Duration patience) {
        return new DnsClient(patience).ask(server, Zone.name("shop.test"), Type.A, Manner.DIRECT);
    }

    @Test
    void asks_for_signatures_and_not_for_recursion() {
        world.serve(
                "127.0.0.1",
                query -> {
                    assertThat(query.getHeader().getFlag(Flags.RD)).isFalse();
                    assertThat(query.getOPT().getFlags() & 0x8000).isEqualTo(0x8000);
                    return zone.apply(query);
                });

        assertThat(ask(Duration.ofSeconds(1))).isInstanceOf(Answer.class);
    }

    @Test
    void asks_an_old_server_again_without_edns() {
        world.serve(
                "127.0.0.1",
                query -> {
                    var answer = zone.apply(query);
                    if (query.getOPT() != null) {
                        answer.getHeader().setRcode(Rcode.FORMERR);
                    }
                    return answer;
                });

        assertThat(ask(Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        Answer.class,
                        answer -> assertThat(answer.message().getRcode()).isEqualTo(Rcode.NOERROR));
    }

    @Test
    void nobody_there_is_silence() {
        assertThat(ask(Duration.ofMillis(200)))
                .isInstanceOfSatisfying(
                        Silent.class,
                        silent -> assertThat(silent.why()).contains("resolver 127.0.0.1"));
    }

    @Test
    void an_answer_to_another_question_is_none() {
        world.serve(
                "127.0.0.1",
                (query, byTcp) -> {
                    var answer = zone.apply(new Message(query));
                    answer.getHeader().setID(answer.getHeader().getID() ^ 1);
                    return Optional.of(answer.toWire());
                });

        assertThat(ask(Duration.ofMillis(200))).isInstanceOf(Silent.class);
    }

    @Test
    void a_truncated_answer_whose_tcp_ends_halfway_is_silence() {
        world.serve(
                "127.0.0.1",
                (query, byTcp) -> {
                    if (byTcp) {
                        return Optional.of(new byte[] {1, 2, 3});
                    }
                    var answer = zone.apply(new Message(query));
                    answer.getHeader().setFlag(Flags.TC);
                    return Optional.of(answer.toWire());
                });

        assertThat(ask(Duration.ofMillis(500)))
                .isEqualTo(
                        new Silent(
                                "resolver 127.0.0.1 did not answer: the answer by TCP is not one"));
    }

    /** The identifier stays, so that the parser sees it all. */
    @Test
    void garbage_neither_hangs_nor_breaks_anything() {
        var random = new Random(20261127);
        world.serve("127.0.0.1", (query, byTcp) -> Optional.of(mangled(query, random)));
        var client = new DnsClient(Duration.ofMillis(15));
        int read = 0;

        for (int i = 0; i < FUZZED; i++) {
            var reply = client.ask(server, Zone.name("shop.test"), Type.A, Manner.DIRECT);
            if (reply instanceof Answer(var message)) {
                assertThat(message.getHeader().getFlag(Flags.QR)).isTrue();
                read++;
            }
        }

        assertThat(read).isBetween(1, FUZZED - 1);
    }

    private byte[] mangled(byte[] query, Random random) throws IOException {
        var wire = zone.apply(new Message(query)).toWire();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            wire[2 + random.nextInt(wire.length - 2)] = (byte) random.nextInt();
        }
        int length = random.nextInt(5) == 0 ? 2 + random.nextInt(wire.length - 2) : wire.length;
        return java.util.Arrays.copyOf(wire, length);
    }
}
