package dev.nightshift.certificates.tls.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.CipherSuites;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static final Bytes RANDOM = Bytes.of(new byte[32]);

    @Test
    void a_cursor_reads_what_is_there_and_not_a_byte_more() throws TlsException {
        var in = Cursor.over(HexFormat.of().parseHex("0102030405060203aabbcc"), "a test");

        assertThat(in.u8()).isEqualTo(1);
        assertThat(in.u16()).isEqualTo(0x0203);
        assertThat(in.u24()).isEqualTo(0x040506);
        assertThat(in.part8().rest()).containsExactly(3, 0xaa);
        assertThat(in.left()).isEqualTo(2);
        assertThatExceptionOfType(TlsException.class)
                .isThrownBy(in::expectEnd)
                .withMessageContaining("a test is longer");
        assertThatExceptionOfType(TlsException.class)
                .isThrownBy(in::part16)
                .withMessageContaining("a test is shorter");
    }

    @Test
    void lengths_are_written_before_what_they_count() {
        var bytes = new Octets().part16(out -> out.u8(7).part8(in -> in.u24(0x010203))).toBytes();

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("00050703010203");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Octets().part8(out -> out.raw(new byte[256])));
    }

    @Test
    void a_hello_without_extensions_has_no_list_of_them() {
        var hello =
                new ClientHello(
                        ProtocolVersion.SSL_3,
                        RANDOM,
                        Bytes.NONE,
                        List.of(0x000a, 0x00ff),
                        List.of(0),
                        List.of());

        assertThat(HexFormat.of().formatHex(hello.record()))
                .isEqualTo(
                        "160300002f"
                                + "0100002b"
                                + "0300"
                                + "00".repeat(32)
                                + "00"
                                + "0004000a00ff"
                                + "0100");
    }

    @Test
    void a_hello_is_never_of_a_length_that_hangs_old_load_balancers() {
        for (int names = 1; names < 250; names++) {
            var hello =
                    new ClientHello(
                            ProtocolVersion.TLS_1_2,
                            RANDOM,
                            RANDOM,
                            List.of(0xc02f),
                            List.of(0),
                            List.of(
                                    Extension.serverName("a".repeat(names % 60 + 1)),
                                    Extension.padding(names)));
            int length = hello.message().length;
            assertThat(length < 256 || length >= 512).as("%d bytes", length).isTrue();
        }
    }

    @Test
    void an_extension_takes_the_place_of_the_one_of_its_type() {
        var hello =
                new ClientHello(
                                ProtocolVersion.TLS_1_2,
                                RANDOM,
                                RANDOM,
                                List.of(0x1301),
                                List.of(0),
                                List.of(Extension.keyShares(Map.of())))
                        .with(Extension.keyShares(Map.of(NamedGroup.X25519, new byte[] {1, 2, 3})));

        assertThat(hello.extensions()).hasSize(1);
        assertThat(hello.extension(Extension.KEY_SHARE).orElseThrow().content().array())
                .containsExactly(0, 7, 0, 29, 0, 3, 1, 2, 3);
    }

    @Test
    void a_server_hello_says_its_version_in_the_extension() throws TlsException {
        var hello = ServerHello.parse(serverHello("0303", "1301", "0006" + "002b00020304"));

        assertThat(hello.version()).isEqualTo(ProtocolVersion.TLS_1_3);
        assertThat(hello.suite()).isEqualTo(0x1301);
        assertThat(hello.retry()).isFalse();
    }

    @Test
    void an_old_server_hello_has_no_extensions() throws TlsException {
        var hello = ServerHello.parse(serverHello("0301", "002f", ""));

        assertThat(hello.version()).isEqualTo(ProtocolVersion.TLS_1_0);
        assertThat(hello.extensions()).isEmpty();
    }

    @Test
    void a_server_hello_that_lies_is_refused() {
        for (var bad :
                List.of(
                        // 1.3 without its extension, 1.2 by it, no version at all
                        serverHello("0304", "1301", ""),
                        serverHello("0303", "1301", "0006002b00020303"),
                        serverHello("0305", "1301", ""),
                        serverHello("0002", "1301", ""),
                        // twice the same, longer than said, shorter than said
                        serverHello("0303", "1301", "0008" + "ff010000ff010000"),
                        serverHello("0303", "1301", "0004" + "ff010000" + "00"),
                        serverHello("0303", "1301", "0005" + "ff010000"))) {
            assertThatExceptionOfType(TlsException.class).isThrownBy(() -> ServerHello.parse(bad));
        }
    }

    @Test
    void a_key_exchange_of_dhe_shows_its_prime() throws TlsException {
        var suite = CipherSuites.of(0x0033).orElseThrow();
        var exchange =
                ServerKeyExchange.parse(
                        message(12, "000217ff" + "000102" + "000105" + "0003aabbcc"),
                        suite,
                        ProtocolVersion.TLS_1_1);

        assertThat(exchange.prime()).isEqualTo(0x17ff);
        assertThat(exchange.signature()).isEqualTo(Bytes.of(HexFormat.of().parseHex("aabbcc")));
        assertThat(exchange.params().size()).isEqualTo(10);
        assertThat(exchange.scheme()).isEmpty();
    }

    @Test
    void a_key_exchange_of_ecdhe_names_its_curve() throws TlsException {
        var exchange =
                ServerKeyExchange.parse(
                        message(12, "03001d" + "02aabb" + "0804" + "000101"),
                        CipherSuites.of(0xc02f).orElseThrow(),
                        ProtocolVersion.TLS_1_2);

        assertThat(exchange.group()).hasValue(29);
        assertThat(exchange.scheme()).hasValue(0x0804);
    }

    @Test
    void an_anonymous_key_exchange_has_no_signature() throws TlsException {
        var suite = CipherSuites.of(0x0034).orElseThrow();

        assertThat(suite.authentication()).isEqualTo(CipherSuite.Authentication.NONE);
        assertThat(
                        ServerKeyExchange.parse(
                                        message(12, "000117" + "000102" + "000105"),
                                        suite,
                                        ProtocolVersion.TLS_1_2)
                                .signature())
                .isEqualTo(Bytes.NONE);
    }

    @Test
    void a_key_exchange_that_would_keep_us_busy_is_refused() {
        var prime = "7000" + "ff".repeat(0x7000);

        assertThatExceptionOfType(TlsException.class)
                .isThrownBy(
                        () ->
                                ServerKeyExchange.parse(
                                        message(12, prime + "000102" + "000105" + "0000"),
                                        CipherSuites.of(0x0033).orElseThrow(),
                                        ProtocolVersion.TLS_1_1))
                .withMessageContaining("a prime of");
    }

    @Test
    void certificates_have_to_be_as_long_as_they_say() throws TlsException {
        assertThat(CertificateList.parse(message(11, "000008" + "000005" + "3003020101")).chain())
                .hasSize(1);
        for (var bad :
                List.of(
                        "000008" + "000005" + "3004020101",
                        "000008" + "000005" + "3003020101" + "00",
                        "000008" + "000006" + "3003020101",
                        "000003" + "000000",
                        "000008" + "000005" + "0403020101")) {
            assertThatExceptionOfType(TlsException.class)
                    .as(bad)
                    .isThrownBy(() -> CertificateList.parse(message(11, bad)));
        }
    }

    private static Messages.Message serverHello(String version, String suite, String extensions) {
        return message(2, version + "11".repeat(32) + "00" + suite + "00" + extensions);
    }

    private static Messages.Message message(int type, String body) {
        return new Messages.Message(
                type,
                Bytes.of(
                        new Octets()
                                .u8(type)
                                .part24(out -> out.raw(HexFormat.of().parseHex(body)))
                                .toBytes()));
    }
}
