package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.chain.ChainAnalysis;
import dev.nightshift.certificates.chain.Fault;
import dev.nightshift.certificates.chain.FaultKind;
import dev.nightshift.certificates.chain.Presented;
import dev.nightshift.certificates.chain.Trust;
import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Cidr;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.net.Names;
import dev.nightshift.certificates.net.Vetted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Our side of {@link TlsBench}: looks at all endpoints at once, in a process of its own. */
public final class TlsBenchRun {
    /** So long a silent endpoint is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private TlsBenchRun() {}

    /**
     * @param seconds since the run began
     */
    private record Done(int index, boolean right, double seconds) {}

    /**
     * What, port, and which endpoints: {@code certificates} or {@code grade}, from, to.
     *
     * <p>Prints how many of the endpoints were seen as they are, the seconds until the last one
     * that answers was done, and the seconds until all were.
     */
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        boolean grade = arguments[0].equals("grade");
        int port = Integer.parseInt(arguments[1]);
        var dialer =
                new Dialer(
                        Names.ofSystem(), new AddressPolicy(List.of(Cidr.parse("127.77.0.0/16"))));
        var probe = new TlsProbe(dialer, new Patience(PATIENCE, PATIENCE.multipliedBy(10)));
        // the roots are read while the first connections are on their way
        var chains = new FutureTask<>(() -> new ChainAnalysis(Trust.ofJava(List.of())));
        Thread.ofPlatform().daemon().start(chains);
        var done = new ArrayList<Future<Done>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = Integer.parseInt(arguments[2]); i < Integer.parseInt(arguments[3]); i++) {
                int index = i;
                var address = dialer.resolve(TlsBenchServer.address(i)).addresses().getFirst();
                Callable<Done> look = () -> look(probe, chains, grade, index, address, port, start);
                done.add(threads.submit(look));
            }
        }
        int right = 0;
        double answered = 0;
        double all = 0;
        for (var one : done) {
            right += one.get().right() ? 1 : 0;
            all = Math.max(all, one.get().seconds());
            if (TlsBenchServer.Kind.of(one.get().index()) != TlsBenchServer.Kind.SILENT) {
                answered = Math.max(answered, one.get().seconds());
            }
        }
        System.out.println("result " + right + " " + answered + " " + all);
    }

    private static Done look(
            TlsProbe probe,
            FutureTask<ChainAnalysis> chains,
            boolean grade,
            int index,
            Vetted address,
            int port,
            long start)
            throws Exception {
        var kind = TlsBenchServer.Kind.of(index);
        var spot = new Spot(address, port, "host" + index + ".example.com", StartTls.NONE);
        var handshake = probe.handshake(spot);
        boolean right = isRight(kind, handshake) && isRight(kind, chains.get(), handshake);
        if (grade && kind.serves()) {
            right &= isRight(kind, probe.survey(spot));
        }
        return new Done(index, right, (System.nanoTime() - start) / 1e9);
    }

    private static boolean isRight(TlsBenchServer.Kind kind, Handshake handshake) {
        return switch (handshake) {
            case Handshake.Served served ->
                    kind.serves()
                            && served.keyProven()
                            && (served.version() == ProtocolVersion.TLS_1_3) == is13(kind);
            case Handshake.Failed(var trouble, var why) ->
                    switch (kind) {
                        case GARBAGE -> trouble == Handshake.Trouble.NOT_TLS;
                        case SILENT -> trouble == Handshake.Trouble.TIMED_OUT;
                        case CLOSED -> trouble == Handshake.Trouble.REFUSED;
                        case TLS13_RSA, TLS13_ECDSA, TLS12_RSA, TLS12_ECDSA, EXPIRED -> false;
                    };
        };
    }

    /** Name, dates and path, as certificate-check judges them. */
    private static boolean isRight(
            TlsBenchServer.Kind kind, ChainAnalysis chains, Handshake handshake) {
        return switch (handshake) {
            case Handshake.Served served -> {
                var faults =
                        chains
                                .judge(Presented.of(served), "bench.example.com", Instant.now())
                                .faults()
                                .stream()
                                .map(Fault::kind)
                                .toList();
                yield faults.contains(FaultKind.SELF_SIGNED)
                        && faults.contains(FaultKind.LEAF_EXPIRED)
                                == (kind == TlsBenchServer.Kind.EXPIRED);
            }
            case Handshake.Failed _ -> !kind.serves();
        };
    }

    private static boolean isRight(TlsBenchServer.Kind kind, TlsSurvey survey) {
        return survey.unanswered().isEmpty()
                && survey.offers(ProtocolVersion.TLS_1_2) == TlsSurvey.Offer.YES
                && (survey.offers(ProtocolVersion.TLS_1_3) == TlsSurvey.Offer.YES) == is13(kind)
                && survey.offers(ProtocolVersion.SSL_3) == TlsSurvey.Offer.NO
                && survey.clientRenegotiation() != TlsSurvey.Offer.UNKNOWN;
    }

    private static boolean is13(TlsBenchServer.Kind kind) {
        return switch (kind) {
            case TLS13_RSA, TLS13_ECDSA, EXPIRED -> true;
            case TLS12_RSA, TLS12_ECDSA, GARBAGE, SILENT, CLOSED -> false;
        };
    }
}
