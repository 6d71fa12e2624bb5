package dev.nightshift.certificates.acm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.acm.Cnames.Answer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/** Against a name server on loopback that says what it is told to. */
class DnsCnamesTest {
    private static final Map<String, String> CNAMES =
            Map.of("_a.shop.example.org.", "_v.acm-validations.aws.");
    private static final Map<String, Integer> CODES =
            Map.of("_none.example.org.", Rcode.NXDOMAIN, "_broken.example.org.", Rcode.SERVFAIL);

    private final DatagramSocket socket = socket();
    private final AtomicInteger asked = new AtomicInteger();

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() {
        socket.close();
    }

    private Cnames dns(Duration patience) {
        return new DnsCnames(List.of(server(socket)), patience);
    }

    private static Resolver server(DatagramSocket at) {
        return new SimpleResolver(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), at.getLocalPort()));
    }

    @Test
    void a_value_is_found() {
        assertThat(dns(Duration.ofSeconds(5)).cname("_a.shop.example.org"))
                .isEqualTo(new Answer.Found("_v.acm-validations.aws"));
    }

    @Test
    void every_question_is_asked_anew() {
        var dns = dns(Duration.ofSeconds(5));

        dns.cname("_a.shop.example.org");
        dns.cname("_a.shop.example.org.");
        dns.cname("_none.example.org");
        dns.cname("_none.example.org");

        assertThat(asked).hasValue(4);
    }

    @Test
    void no_such_name_and_no_such_record_are_none() {
        assertThat(dns(Duration.ofSeconds(5)).cname("_none.example.org"))
                .isEqualTo(new Answer.None());
        assertThat(dns(Duration.ofSeconds(5)).cname("www.example.org"))
                .isEqualTo(new Answer.None());
    }

    @Test
    void a_server_that_fails_is_unknown() {
        assertThat(dns(Duration.ofSeconds(5)).cname("_broken.example.org"))
                .isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void a_server_that_is_silent_is_unknown_after_a_while() {
        var dns = dns(Duration.ofMillis(300));
        long before = System.nanoTime();

        var answer = dns.cname("_silent.example.org");

        assertThat(answer).isInstanceOf(Answer.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void a_silent_server_does_not_keep_the_next_one_from_answering() {
        try (var silent = socket()) {
            var dns = new DnsCnames(List.of(server(silent), server(socket)), Duration.ofSeconds(6));

            assertThat(dns.cname("_a.shop.example.org"))
                    .isEqualTo(new Answer.Found("_v.acm-validations.aws"));
        }
    }

    @Test
    void what_is_no_name_is_unknown() {
        assertThat(dns(Duration.ofSeconds(5)).cname("a".repeat(64) + ".example.org"))
                .isInstanceOf(Answer.Unknown.class);
        assertThat(asked).hasValue(0);
    }

    private void serve() {
        var buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                asked.incrementAndGet();
                var question = new Message(Arrays.copyOf(buffer, packet.getLength()));
                var name = question.getQuestion().getName().toString();
                if (!name.startsWith("_silent")) {
                    var answer = answer(question, name).toWire();
                    socket.send(
                            new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (SocketException e) {
                // the test is over
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Message answer(Message question, String name) throws IOException {
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setRcode(CODES.getOrDefault(name, Rcode.NOERROR));
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        var value = CNAMES.get(name);
        if (value != null) {
            answer.addRecord(
                    new CNAMERecord(Name.fromString(name), DClass.IN, 300, Name.fromString(value)),
                    Section.ANSWER);
        }
        return answer;
    }
}
