package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.wire.ClientHello;
import dev.nightshift.certificates.tls.wire.Cursor;
import dev.nightshift.certificates.tls.wire.Octets;
import dev.nightshift.certificates.tls.wire.Records;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;

/**
 * A server of the nineties, up to where it has shown its certificate: one version, its own order of
 * suites, export ciphers, compression, SSL 2. No library offers that any more.
 *
 * @param version its only one, or SSL 2 for {@code ssl2Suites} alone
 * @param suites in its order
 * @param compressions it would take
 * @param renegotiation whether it knows RFC 5746
 * @param piece bytes of a handshake in one record
 * @param hangsUp whether it hangs up where others send an alert
 */
record OldServer(
        ProtocolVersion version,
        List<Integer> suites,
        Set<Integer> compressions,
        boolean renegotiation,
        List<Integer> ssl2Suites,
        int piece,
        boolean hangsUp) {
    /** 512 bits, as export laws had it; of Apache's mod_ssl 2.2. */
    static final BigInteger EXPORT_PRIME =
            new BigInteger(
                    "9FDB8B8A004544F0045F1737D0BA2E0B274CDF1A9F588218FB435316A16E3741"
                            + "71FD19D8D8F37C39BF863FD60E3E300680A3030C6E4C3757D08F70E6AA871033",
                    16);

    static OldServer of(ProtocolVersion version, Integer... suites) {
        return new OldServer(version, List.of(suites), Set.of(), true, List.of(), 1 << 14, false);
    }

    OldServer withSsl2(Integer... kinds) {
        return new OldServer(
                version, suites, compressions, renegotiation, List.of(kinds), piece, hangsUp);
    }

    OldServer compressing(Integer... methods) {
        return new OldServer(
                version, suites, Set.of(methods), renegotiation, ssl2Suites, piece, hangsUp);
    }

    OldServer withoutRenegotiationInfo() {
        return new OldServer(version, suites, compressions, false, ssl2Suites, piece, hangsUp);
    }

    OldServer inPiecesOf(int bytes) {
        return new OldServer(
                version, suites, compressions, renegotiation, ssl2Suites, bytes, hangsUp);
    }

    OldServer hangingUp() {
        return new OldServer(version, suites, compressions, renegotiation, ssl2Suites, piece, true);
    }

    private record Asked(int version, Bytes random, List<Integer> suites, List<Integer> methods) {}

    /** Its side of one connection. */
    void play(Socket socket) throws IOException, GeneralSecurityException {
        var in = new DataInputStream(socket.getInputStream());
        var out = socket.getOutputStream();
        int first = in.readUnsignedByte();
        if ((first & 0x80) != 0) {
            ssl2(in, first, out);
            return;
        }
        in.skipNBytes(2);
        var message = in.readNBytes(in.readUnsignedShort());
        var asked = read(message);
        int suite = suites.stream().filter(asked.suites()::contains).findFirst().orElse(-1);
        if (version == ProtocolVersion.SSL_2 || asked.version() < version.code()) {
            refuse(out, 70);
        } else if (suite < 0) {
            refuse(out, 40);
        } else if (asked.suites().contains(ClientHello.FALLBACK_SCSV)
                && asked.version() < version.code()) {
            refuse(out, 86);
        } else {
            serve(out, asked, suite);
        }
        // until the client has read it and hangs up
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void refuse(OutputStream out, int alert) throws IOException {
        if (!hangsUp) {
            out.write(
                    new Octets()
                            .u8(Records.ALERT)
                            .u16(0x0300)
                            .part16(content -> content.u8(2).u8(alert))
                            .toBytes());
            return;
        }
        throw new IOException("hang up");
    }

    private static Asked read(byte[] message) throws IOException {
        var in = Cursor.over(message, "ClientHello");
        in.bytes(4);
        int version = in.u16();
        var random = Bytes.of(in.bytes(32));
        in.part8();
        var suites = new ArrayList<Integer>();
        for (var list = in.part16(); !list.isAtEnd(); ) {
            suites.add(list.u16());
        }
        var methods = new ArrayList<Integer>();
        for (var list = in.part8(); !list.isAtEnd(); ) {
            methods.add(list.u8());
        }
        return new Asked(version, random, suites, methods);
    }

    private void serve(OutputStream out, Asked asked, int code)
            throws IOException, GeneralSecurityException {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        int method = asked.methods().stream().filter(compressions::contains).findFirst().orElse(0);
        var flight = new Octets();
        flight.u8(2)
                .part24(
                        hello -> {
                            hello.u16(version.code()).raw(random).u8(0).u16(code).u8(method);
                            if (renegotiation) {
                                hello.raw(HexFormat.of().parseHex("0005ff01000100"));
                            }
                        });
        var suite = CipherSuites.of(code).orElseThrow();
        if (suite.authentication() != CipherSuite.Authentication.NONE) {
            var der = TestKeys.RSA.der();
            flight.u8(11).part24(body -> body.part24(list -> list.part24(one -> one.raw(der))));
        }
        if (suite.keyExchange() == CipherSuite.KeyExchange.DHE) {
            var params =
                    new Octets()
                            .part16(p -> p.raw(unsigned(EXPORT_PRIME)))
                            .part16(g -> g.u8(2))
                            .part16(y -> y.raw(unsigned(EXPORT_PRIME.shiftRight(3))))
                            .toBytes();
            var signed = new Octets().raw(asked.random().array()).raw(random).raw(params).toBytes();
            flight.u8(12)
                    .part24(
                            body -> {
                                body.raw(params);
                                if (suite.authentication() != CipherSuite.Authentication.NONE) {
                                    body.part16(signature -> signature.raw(sign(signed)));
                                }
                            });
        }
        flight.u8(14).u24(0);
        var bytes = flight.toBytes();
        for (int from = 0; from < bytes.length; from += piece) {
            int start = from;
            int length = Math.min(piece, bytes.length - from);
            out.write(
                    new Octets()
                            .u8(Records.HANDSHAKE)
                            .u16(version.code())
                            .part16(
                                    record -> {
                                        for (int i = start; i < start + length; i++) {
                                            record.u8(bytes[i]);
                                        }
                                    })
                            .toBytes());
        }
    }

    private void ssl2(DataInputStream in, int first, OutputStream out)
            throws IOException, GeneralSecurityException {
        var hello =
                Cursor.over(in.readNBytes((first & 0x7f) << 8 | in.readUnsignedByte()), "SSL 2");
        if (ssl2Suites.isEmpty()) {
            refuse(out, 70);
            return;
        }
        hello.bytes(3);
        int length = hello.u16();
        hello.bytes(4);
        var common = new Octets();
        for (int i = 0; i < length; i += 3) {
            int kind = hello.u24();
            if (ssl2Suites.contains(kind)) {
                common.u24(kind);
            }
        }
        var der = TestKeys.RSA.der();
        var body =
                new Octets()
                        .u8(4)
                        .u8(0)
                        .u8(1)
                        .u16(2)
                        .u16(der.length)
                        .u16(common.size())
                        .u16(16)
                        .raw(der)
                        .raw(common.toBytes())
                        .raw(new byte[16]);
        out.write(new Octets().u16(0x8000 | body.size()).raw(body.toBytes()).toBytes());
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** As before TLS 1.2: MD5 and SHA-1 side by side. */
    private static byte[] sign(byte[] bytes) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, TestKeys.RSA.pair().getPrivate());
            cipher.update(MessageDigest.getInstance("MD5").digest(bytes));
            return cipher.doFinal(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
