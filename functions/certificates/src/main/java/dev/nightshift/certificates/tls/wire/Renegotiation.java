package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.CipherSuite.KeyExchange;
import dev.nightshift.certificates.tls.CipherSuites;
import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;

/**
 * Finishes a handshake of TLS 1.0 to 1.2 and asks for another one inside it: a server that lets any
 * client do so lets it burn its processor.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5746">RFC 5746</a>
 */
public final class Renegotiation {
    /** Groups that keys can be agreed in here. */
    public static final List<NamedGroup> GROUPS = KeyShares.GROUPS;

    private static final int MASTER_BYTES = 48;
    private static final int PREMASTER_BYTES = 48;

    /** The client's secret of DHE: known to all, as nothing is to be kept. */
    private static final BigInteger EXPONENT = BigInteger.ONE.shiftLeft(255).add(BigInteger.TWO);

    private final Link link;
    private final ClientHello hello;
    private final Records records;
    private final Messages messages;
    private final KeyShares keys = new KeyShares();
    private final Octets transcript = new Octets();
    private Bytes leaf = Bytes.NONE;
    private Optional<ServerKeyExchange> exchange = Optional.empty();
    private boolean certificateWanted;

    /**
     * @param hello of one version, with suites that {@link #speaks} is true of, and {@link #GROUPS}
     */
    public Renegotiation(Link link, ClientHello hello) {
        this.link = link;
        this.hello = hello;
        this.records = new Records(link);
        this.messages = new Messages(records);
    }

    /** Whether a handshake with this suite can be finished here. */
    public static boolean speaks(CipherSuite suite) {
        boolean exchanges =
                suite.keyExchange() == KeyExchange.RSA
                        || suite.keyExchange() == KeyExchange.DHE
                        || suite.keyExchange() == KeyExchange.ECDHE;
        boolean authenticates =
                switch (suite.authentication()) {
                    case RSA, DSS, ECDSA, NONE -> true;
                    case PSK, OTHER, TLS_1_3 -> false;
                };
        boolean encrypts =
                suite.encryption().matches("AES_(128|256)_(CBC|GCM)|3DES_EDE_CBC")
                        && !suite.isExport();
        return exchanges && authenticates && encrypts;
    }

    /**
     * Whether the server begins a second handshake.
     *
     * @throws TlsException if it does not come to a first one, or nothing comes that tells
     */
    public boolean isAllowed() throws TlsException {
        try {
            return ask();
        } catch (GeneralSecurityException | IllegalStateException unusable) {
            throw new TlsException(
                    Trouble.MALFORMED, "no handshake could be finished: " + unusable.getMessage());
        }
    }

    private boolean ask() throws TlsException, GeneralSecurityException {
        transcript.raw(hello.message());
        link.write(hello.record());
        var first = messages.next(Messages.SERVER_HELLO, "ServerHello");
        transcript.raw(first.whole().array());
        var serverHello = ServerHello.parse(first);
        var suite =
                CipherSuites.of(serverHello.suite())
                        .filter(Renegotiation::speaks)
                        .orElseThrow(() -> TlsException.malformed("a suite that was not offered"));
        readFlight(suite, serverHello.version());

        var premaster = new Octets();
        var clientKey = clientKey(suite, premaster);
        var prf = Prf.of(serverHello.version(), suite);
        var randoms = new Octets().raw(hello.random().array()).raw(serverHello.random().array());
        var master =
                prf.derive(premaster.toBytes(), "master secret", randoms.toBytes(), MASTER_BYTES);
        var swapped = new Octets().raw(serverHello.random().array()).raw(hello.random().array());
        var kind = RecordCipher.Kind.of(suite);
        var block = prf.derive(master, "key expansion", swapped.toBytes(), kind.blockBytes());
        var out = new RecordCipher(kind, serverHello.version(), block, true);
        var in = new RecordCipher(kind, serverHello.version(), block, false);

        var flight = new Octets();
        if (certificateWanted) {
            flight.raw(clear(serverHello, message(Messages.CERTIFICATE, new byte[3])));
        }
        flight.raw(clear(serverHello, message(Messages.CLIENT_KEY_EXCHANGE, clientKey)));
        flight.raw(
                new Records.Plain(
                                Records.CHANGE_CIPHER_SPEC,
                                serverHello.version().code(),
                                Bytes.of(new byte[] {1}))
                        .encode());
        var verifyData = prf.verifyData(master, "client finished", transcript.toBytes());
        flight.raw(out.seal(Records.HANDSHAKE, message(Messages.FINISHED, verifyData)).encode());
        link.write(flight.toBytes());
        records.protect(in);
        messages.next(Messages.FINISHED, "Finished");

        boolean secure = serverHello.extensions().containsKey(Extension.RENEGOTIATION_INFO);
        var again = secure ? hello.with(Extension.renegotiationInfo(verifyData)) : hello;
        link.write(out.seal(Records.HANDSHAKE, again.message()).encode());
        return isBegun();
    }

    private boolean isBegun() throws TlsException {
        try {
            while (true) {
                var record = records.read();
                switch (record.type()) {
                    case Records.HANDSHAKE -> {
                        if (!record.content().isEmpty()
                                && record.content().array()[0] == Messages.SERVER_HELLO) {
                            return true;
                        }
                    }
                    case Records.ALERT -> {
                        return false;
                    }
                    default -> {
                        // a service may greet meanwhile; that is no answer to this
                    }
                }
            }
        } catch (TlsException failure) {
            if (failure.isWordless()) {
                return false;
            }
            throw failure;
        }
    }

    private void readFlight(CipherSuite suite, ProtocolVersion version) throws TlsException {
        while (true) {
            var message = messages.next();
            transcript.raw(message.whole().array());
            switch (message.type()) {
                case Messages.CERTIFICATE ->
                        leaf =
                                CertificateList.parse(message).chain().stream()
                                        .findFirst()
                                        .orElse(Bytes.NONE);
                case Messages.SERVER_KEY_EXCHANGE ->
                        exchange = Optional.of(ServerKeyExchange.parse(message, suite, version));
                case Messages.CERTIFICATE_REQUEST -> certificateWanted = true;
                case Messages.CERTIFICATE_STATUS -> {}
                case Messages.SERVER_HELLO_DONE -> {
                    return;
                }
                default ->
                        throw TlsException.malformed(
                                "message " + message.type() + " came before ServerHelloDone");
            }
        }
    }

    /** What ClientKeyExchange holds; the secret that comes of it goes into {@code premaster}. */
    private byte[] clientKey(CipherSuite suite, Octets premaster)
            throws TlsException, GeneralSecurityException {
        if (suite.keyExchange() == KeyExchange.RSA) {
            var secret = new byte[PREMASTER_BYTES];
            secret[0] = (byte) (hello.version().code() >> Byte.SIZE);
            secret[1] = (byte) hello.version().code();
            premaster.raw(secret);
            var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(leaf.array()))
                            .getPublicKey());
            var sealedSecret = cipher.doFinal(secret);
            return new Octets().part16(out -> out.raw(sealedSecret)).toBytes();
        }
        var theirs =
                exchange.orElseThrow(() -> TlsException.malformed("ServerKeyExchange is missing"));
        if (suite.keyExchange() == KeyExchange.ECDHE) {
            var group =
                    NamedGroup.of(theirs.group().orElse(0))
                            .filter(GROUPS::contains)
                            .orElseThrow(() -> TlsException.malformed("a curve not offered"));
            premaster.raw(keys.agree(group, theirs.publicKey().array()));
            return new Octets().part8(out -> out.raw(keys.share(group))).toBytes();
        }
        var prime = theirs.prime();
        // RFC 5246, section 8.1.2: leading zeros do not count
        premaster.raw(
                unsigned(new BigInteger(1, theirs.publicKey().array()).modPow(EXPONENT, prime)));
        var ours = unsigned(theirs.generator().modPow(EXPONENT, prime));
        return new Octets().part16(out -> out.raw(ours)).toBytes();
    }

    private byte[] message(int type, byte[] body) {
        var whole = new Octets().u8(type).part24(out -> out.raw(body)).toBytes();
        transcript.raw(whole);
        return whole;
    }

    private static byte[] clear(ServerHello serverHello, byte[] message) {
        return new Records.Plain(Records.HANDSHAKE, serverHello.version().code(), Bytes.of(message))
                .encode();
    }

    private static byte[] unsigned(BigInteger number) {
        return KeyShares.bigEndian(number, (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE);
    }
}
