package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import dev.nightshift.certificates.tls.wire.ClientHello;
import dev.nightshift.certificates.tls.wire.Extension;
import dev.nightshift.certificates.tls.wire.NamedGroup;
import dev.nightshift.certificates.tls.wire.Renegotiation;
import dev.nightshift.certificates.tls.wire.ServerHello;
import dev.nightshift.certificates.tls.wire.SignatureScheme;
import dev.nightshift.certificates.tls.wire.Ssl2;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All questions to one server: first its versions and their suites, then what hangs on them. */
final class Survey {
    private final Asker asker;
    private final Hellos hellos;
    private final Map<ProtocolVersion, SuiteSearch.Found> found =
            new EnumMap<>(ProtocolVersion.class);
    private final List<String> unanswered = new ArrayList<>();

    Survey(Asker asker, Hellos hellos) {
        this.asker = asker;
        this.hellos = hellos;
    }

    TlsSurvey run() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            searchSuites(threads);
            if (found.values().stream().allMatch(one -> one.offer() != Offer.YES)) {
                return nothing();
            }
            return rest(threads);
        }
    }

    private void searchSuites(ExecutorService threads) {
        var searches =
                new EnumMap<ProtocolVersion, Future<SuiteSearch.Found>>(ProtocolVersion.class);
        for (var version : ProtocolVersion.values()) {
            searches.put(version, threads.submit(() -> search(version)));
        }
        searches.forEach(
                (version, search) -> {
                    var one = done(search);
                    found.put(version, one);
                    one.unanswered()
                            .ifPresent(why -> unanswered.add("suites of " + version + ": " + why));
                });
    }

    private SuiteSearch.Found search(ProtocolVersion version) {
        return version == ProtocolVersion.SSL_2
                ? ssl2()
                : new SuiteSearch(asker, hellos, version).search();
    }

    private SuiteSearch.Found ssl2() {
        var suites = CipherSuites.of(ProtocolVersion.SSL_2);
        try {
            return ssl2(
                    asker.converse(link -> Ssl2.exchange(link, suites, hellos.challenge()))
                            .suites());
        } catch (TlsException failure) {
            boolean answered =
                    switch (failure.trouble()) {
                        // whoever answers with something else has read it and does not speak it
                        case ALERT, NOT_TLS, MALFORMED -> true;
                        case UNREACHABLE -> failure.isWordless();
                        case REFUSED, TIMED_OUT, NO_STARTTLS -> false;
                    };
            return new SuiteSearch.Found(
                    answered ? Offer.NO : Offer.UNKNOWN,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    answered ? Optional.empty() : Optional.of(failure.why()));
        }
    }

    private static SuiteSearch.Found ssl2(List<CipherSuite> suites) {
        return new SuiteSearch.Found(
                suites.isEmpty() ? Offer.NO : Offer.YES,
                suites,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A server that takes nothing at all may as well be none of TLS: it is not known what it has.
     */
    private TlsSurvey nothing() {
        if (unanswered.isEmpty()) {
            unanswered.add("all: the server turned every hello down");
        }
        var protocols = new EnumMap<ProtocolVersion, Offer>(ProtocolVersion.class);
        found.keySet().forEach(version -> protocols.put(version, Offer.UNKNOWN));
        return new TlsSurvey(
                protocols,
                Map.of(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Offer.UNKNOWN,
                Offer.UNKNOWN,
                Offer.UNKNOWN,
                Offer.UNKNOWN,
                unanswered);
    }

    private TlsSurvey rest(ExecutorService threads) {
        var search = new GroupSearch(asker, hellos);
        var groups13 =
                threads.submit(
                        () ->
                                offers(ProtocolVersion.TLS_1_3)
                                        ? search.of13(suites(ProtocolVersion.TLS_1_3))
                                        : GroupSearch.Found.NONE);
        var curves =
                threads.submit(
                        () ->
                                highestBefore13()
                                        .map(version -> search.before13(version, suites(version)))
                                        .orElse(GroupSearch.Found.NONE));
        var primes = threads.submit(() -> primes(search));
        var compression = threads.submit(this::compression);
        var fallback = threads.submit(this::fallback);
        var renegotiation = threads.submit(this::clientRenegotiation);

        var groups = new LinkedHashSet<String>();
        for (var one : List.of(done(groups13), done(curves))) {
            groups.addAll(one.groups());
            one.unanswered().ifPresent(why -> unanswered.add("groups: " + why));
        }
        var smallest = smallest(done(primes));
        return new TlsSurvey(
                protocols(),
                suitesByVersion(),
                ownOrders(),
                groups,
                smallest.map(BigInteger::bitLength),
                smallest.flatMap(CommonPrimes::name),
                secureRenegotiation(),
                told("client renegotiation", done(renegotiation)),
                told("compression", done(compression)),
                told("TLS_FALLBACK_SCSV", done(fallback)),
                unanswered);
    }

    /**
     * @param unanswered why it is unknown; empty where there is nothing to ask
     */
    private record Told(Offer offer, Optional<String> unanswered) {
        static Told of(Offer offer) {
            return new Told(offer, Optional.empty());
        }

        static Told unknown(String why) {
            return new Told(Offer.UNKNOWN, Optional.of(why));
        }
    }

    private Offer told(String what, Told told) {
        told.unanswered().ifPresent(why -> unanswered.add(what + ": " + why));
        return told.offer();
    }

    private List<GroupSearch.Primes> primes(GroupSearch search) {
        // export ciphers may be left in an old version only
        return found.keySet().stream()
                .filter(version -> version != ProtocolVersion.SSL_2)
                .filter(version -> version != ProtocolVersion.TLS_1_3)
                .filter(this::offers)
                .map(version -> search.primes(version, suites(version)))
                .toList();
    }

    private Optional<BigInteger> smallest(List<GroupSearch.Primes> all) {
        all.forEach(
                one -> one.unanswered().ifPresent(why -> unanswered.add("primes of DHE: " + why)));
        return all.stream().flatMap(one -> one.primes().stream()).min(BigInteger::compareTo);
    }

    /** TLS 1.3 has none to secure. */
    private Offer secureRenegotiation() {
        return highestBefore13()
                .flatMap(version -> Optional.ofNullable(found.get(version)))
                .flatMap(SuiteSearch.Found::sample)
                .map(hello -> yes(hello.extensions().containsKey(Extension.RENEGOTIATION_INFO)))
                .orElse(offers(ProtocolVersion.TLS_1_3) ? Offer.YES : Offer.UNKNOWN);
    }

    private Told compression() {
        var version = highestBefore13();
        if (version.isEmpty()) {
            return Told.of(offers(ProtocolVersion.TLS_1_3) ? Offer.NO : Offer.UNKNOWN);
        }
        var hello =
                hello(
                        version.get(),
                        codes(version.get()),
                        List.of(ClientHello.DEFLATE, ClientHello.LZS, ClientHello.NO_COMPRESSION));
        return switch (asker.ask(hello)) {
            case Answer.Chosen(ServerHello chosen, var exchange) ->
                    Told.of(yes(chosen.compression() != ClientHello.NO_COMPRESSION));
            case Answer.TurnedDown no -> Told.of(Offer.NO);
            case Answer.Nothing nothing -> Told.unknown(nothing.why());
        };
    }

    /** What was taken without the signal is turned down with it, if the server heeds it. */
    private Told fallback() {
        var versions =
                found.keySet().stream()
                        .filter(version -> version != ProtocolVersion.SSL_2)
                        .filter(this::offers)
                        .toList();
        if (versions.size() < 2) {
            return Told.of(Offer.UNKNOWN);
        }
        var second = versions.get(versions.size() - 2);
        var suites = new ArrayList<>(codes(second));
        suites.add(ClientHello.FALLBACK_SCSV);
        return switch (asker.ask(hello(second, suites, List.of(ClientHello.NO_COMPRESSION)))) {
            case Answer.Chosen chosen -> Told.of(Offer.NO);
            case Answer.TurnedDown no -> Told.of(Offer.YES);
            case Answer.Nothing nothing -> Told.unknown(nothing.why());
        };
    }

    private Told clientRenegotiation() {
        var version = highestBefore13();
        if (version.isEmpty()) {
            return Told.of(offers(ProtocolVersion.TLS_1_3) ? Offer.NO : Offer.UNKNOWN);
        }
        var suites = suites(version.get()).stream().filter(Renegotiation::speaks).toList();
        if (suites.isEmpty() || version.get() == ProtocolVersion.SSL_3) {
            return Told.unknown("no handshake of ours can be finished with this server");
        }
        try {
            var hello =
                    hellos.before13(
                            asker.spot(),
                            version.get(),
                            suites.stream().map(CipherSuite::code).toList(),
                            Renegotiation.GROUPS,
                            Arrays.asList(SignatureScheme.values()),
                            List.of(ClientHello.NO_COMPRESSION),
                            false);
            return Told.of(yes(asker.converse(link -> new Renegotiation(link, hello).isAllowed())));
        } catch (TlsException failure) {
            return Told.unknown(failure.why());
        }
    }

    private ClientHello hello(
            ProtocolVersion version, List<Integer> suites, List<Integer> compressions) {
        return hellos.before13(
                asker.spot(),
                version,
                suites,
                NamedGroup.curves(),
                Arrays.asList(SignatureScheme.values()),
                compressions,
                false);
    }

    private Optional<ProtocolVersion> highestBefore13() {
        return found.keySet().stream()
                .filter(version -> version != ProtocolVersion.SSL_2)
                .filter(version -> version != ProtocolVersion.TLS_1_3)
                .filter(this::offers)
                .reduce((lower, higher) -> higher);
    }

    private Map<ProtocolVersion, Offer> protocols() {
        var protocols = new EnumMap<ProtocolVersion, Offer>(ProtocolVersion.class);
        found.forEach((version, one) -> protocols.put(version, one.offer()));
        return protocols;
    }

    private Map<ProtocolVersion, List<CipherSuite>> suitesByVersion() {
        var suites = new EnumMap<ProtocolVersion, List<CipherSuite>>(ProtocolVersion.class);
        found.forEach((version, one) -> suites.put(version, one.suites()));
        return suites;
    }

    private Map<ProtocolVersion, Boolean> ownOrders() {
        var orders = new EnumMap<ProtocolVersion, Boolean>(ProtocolVersion.class);
        found.forEach((version, one) -> one.ownOrder().ifPresent(own -> orders.put(version, own)));
        return Collections.unmodifiableMap(orders);
    }

    private boolean offers(ProtocolVersion version) {
        var one = found.get(version);
        return one != null && one.offer() == Offer.YES;
    }

    private List<CipherSuite> suites(ProtocolVersion version) {
        var one = found.get(version);
        return one == null ? List.of() : one.suites();
    }

    private List<Integer> codes(ProtocolVersion version) {
        return suites(version).stream().map(CipherSuite::code).limit(100).toList();
    }

    private static Offer yes(boolean is) {
        return is ? Offer.YES : Offer.NO;
    }

    private static <T> T done(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException later) {
                    // each question ends by itself, soon, and the rest of them at once
                    interrupted = true;
                } catch (ExecutionException bug) {
                    throw new IllegalStateException(bug.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
