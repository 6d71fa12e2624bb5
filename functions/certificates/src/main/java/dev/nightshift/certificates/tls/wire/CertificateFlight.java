package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.CipherSuite.KeyExchange;
import dev.nightshift.certificates.tls.CipherSuites;
import dev.nightshift.certificates.tls.Handshake;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One handshake up to where the server has shown its certificates and, where the protocol has it,
 * that it holds their key. Nothing is verified beyond that and nothing is finished.
 */
public final class CertificateFlight {
    private final Link link;
    private final Records records;
    private final Messages messages;
    private final KeyShares keys;

    public CertificateFlight(Link link, KeyShares keys) {
        this.link = link;
        this.records = new Records(link);
        this.messages = new Messages(records);
        this.keys = keys;
    }

    /**
     * @param hello what is offered; TLS 1.3 with key shares
     * @throws TlsException if there is no whole chain
     */
    public Handshake.Served exchange(ClientHello hello) throws TlsException {
        link.write(hello.record());
        var first = messages.next(Messages.SERVER_HELLO, "ServerHello");
        var serverHello = ServerHello.parse(first);
        if (!hello.suites().contains(serverHello.suite())) {
            throw TlsException.malformed(
                    "the server chose suite 0x"
                            + Integer.toHexString(serverHello.suite())
                            + ", which was not offered");
        }
        return serverHello.version() == ProtocolVersion.TLS_1_3
                ? tls13(hello, first, serverHello)
                : before13(hello, serverHello);
    }

    private Handshake.Served before13(ClientHello hello, ServerHello serverHello)
            throws TlsException {
        if (serverHello.version().compareTo(hello.version()) > 0) {
            throw TlsException.malformed(
                    "the server chose " + serverHello.version() + ", which was not offered");
        }
        var suite =
                CipherSuites.of(serverHello.suite())
                        .orElseThrow(() -> TlsException.malformed("no such suite"));
        List<Bytes> chain = List.of();
        Optional<Bytes> stapled = Optional.empty();
        while (true) {
            var message = messages.next();
            switch (message.type()) {
                case Messages.CERTIFICATE -> {
                    if (!chain.isEmpty()) {
                        throw TlsException.malformed("certificates came twice");
                    }
                    chain = notEmpty(CertificateList.parse(message).chain());
                }
                case Messages.CERTIFICATE_STATUS -> {
                    notEmpty(chain);
                    stapled = CertificateList.stapled(message);
                }
                case Messages.SERVER_KEY_EXCHANGE -> {
                    var leaf = notEmpty(chain).getFirst();
                    var exchange = ServerKeyExchange.parse(message, suite, serverHello.version());
                    var verdict =
                            Proof.ofKeyExchange(
                                    leaf, exchange, hello.random(), serverHello.random());
                    return new Handshake.Served(
                            serverHello.version(),
                            suite.code(),
                            chain,
                            stapled,
                            verdict == Proof.Verdict.PROVEN);
                }
                case Messages.SERVER_HELLO_DONE -> {
                    notEmpty(chain);
                    message.cursor("ServerHelloDone").expectEnd();
                    if (isEphemeral(suite)) {
                        throw TlsException.malformed("ServerKeyExchange is missing");
                    }
                    // whoever has the key would show it by finishing, which takes a secret of ours
                    return new Handshake.Served(
                            serverHello.version(), suite.code(), chain, stapled, false);
                }
                // it would like a certificate of ours; or has nothing to say yet
                case Messages.CERTIFICATE_REQUEST, Messages.HELLO_REQUEST -> {}
                default ->
                        throw TlsException.malformed(
                                "message " + message.type() + " came before ServerHelloDone");
            }
        }
    }

    private Handshake.Served tls13(
            ClientHello firstHello, Messages.Message firstAnswer, ServerHello first)
            throws TlsException {
        if (firstHello.extension(Extension.SUPPORTED_VERSIONS).isEmpty()) {
            throw TlsException.malformed("the server chose TLS 1.3, which was not offered");
        }
        var schedule = new Tls13Keys(first.suite());
        var hello = firstHello;
        var answer = firstAnswer;
        var serverHello = first;
        if (first.retry()) {
            schedule.addRetried(firstHello.message());
            schedule.add(firstAnswer.whole());
            hello = second(firstHello, first);
            link.write(hello.record());
            answer = messages.next(Messages.SERVER_HELLO, "ServerHello");
            serverHello = ServerHello.parse(answer);
            if (serverHello.retry()
                    || serverHello.version() != ProtocolVersion.TLS_1_3
                    || serverHello.suite() != first.suite()) {
                throw TlsException.malformed("the server contradicts its HelloRetryRequest");
            }
        }
        schedule.add(Bytes.of(hello.message()));
        schedule.add(answer.whole());
        var group = offered(serverHello.group());
        var secret = keys.agree(group, serverHello.share());
        if (messages.hasRest()) {
            throw TlsException.malformed("a message in clear follows ServerHello");
        }
        records.protect(schedule.server(secret));
        return certificates13(schedule, serverHello);
    }

    private Handshake.Served certificates13(Tls13Keys schedule, ServerHello serverHello)
            throws TlsException {
        schedule.add(messages.next(Messages.ENCRYPTED_EXTENSIONS, "EncryptedExtensions").whole());
        var message = messages.next();
        if (message.type() == Messages.CERTIFICATE_REQUEST) {
            schedule.add(message.whole());
            message = messages.next();
        }
        if (message.type() != Messages.CERTIFICATE) {
            throw TlsException.malformed(
                    "message " + message.type() + " came in place of Certificate");
        }
        var list = CertificateList.parse13(message);
        var leaf = notEmpty(list.chain()).getFirst();
        schedule.add(message.whole());
        var verdict =
                Proof.ofCertificateVerify(
                        leaf,
                        messages.next(Messages.CERTIFICATE_VERIFY, "CertificateVerify"),
                        schedule.transcriptHash());
        return new Handshake.Served(
                ProtocolVersion.TLS_1_3,
                serverHello.suite(),
                list.chain(),
                list.stapled(),
                verdict == Proof.Verdict.PROVEN);
    }

    /** RFC 8446, section 4.1.2: the same, with what was asked for. */
    private ClientHello second(ClientHello hello, ServerHello retry) throws TlsException {
        var changed = hello;
        var cookie = retry.extensions().get(Extension.COOKIE);
        if (cookie != null) {
            changed = changed.with(new Extension(Extension.COOKIE, cookie));
        }
        if (retry.group().isPresent()) {
            var group = offered(retry.group());
            changed = changed.with(Extension.keyShares(Map.of(group, keys.share(group))));
        }
        return changed;
    }

    private static NamedGroup offered(Optional<Integer> code) throws TlsException {
        return code.flatMap(NamedGroup::of)
                .filter(KeyShares.GROUPS::contains)
                .orElseThrow(() -> TlsException.malformed("the server chose a group not offered"));
    }

    private static boolean isEphemeral(CipherSuite suite) {
        return suite.keyExchange() == KeyExchange.DHE || suite.keyExchange() == KeyExchange.ECDHE;
    }

    private static <T> List<T> notEmpty(List<T> chain) throws TlsException {
        if (chain.isEmpty()) {
            throw TlsException.malformed("the server showed no certificate");
        }
        return chain;
    }
}
