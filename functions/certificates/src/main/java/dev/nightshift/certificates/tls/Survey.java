package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import dev.nightshift.certificates.tls.wire.Extension;
import dev.nightshift.certificates.tls.wire.Ssl2;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.math.BigInteger;
import java.util.ArrayList;
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
    private final Findings findings = new Findings();
    private final List<String> unanswered = new ArrayList<>();

    Survey(Asker asker, Hellos hellos) {
        this.asker = asker;
        this.hellos = hellos;
    }

    TlsSurvey run() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            searchSuites(threads);
            if (findings.areNone()) {
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
                    findings.add(version, one);
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
        return new TlsSurvey(
                Findings.allUnknown(),
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
        var extras = new Extras(asker, hellos, findings);
        var groups13 =
                threads.submit(
                        () ->
                                findings.offers(ProtocolVersion.TLS_1_3)
                                        ? search.of13(findings.suites(ProtocolVersion.TLS_1_3))
                                        : GroupSearch.Found.NONE);
        var curves =
                threads.submit(
                        () ->
                                findings.highestBefore13()
                                        .map(
                                                version ->
                                                        search.before13(
                                                                version, findings.suites(version)))
                                        .orElse(GroupSearch.Found.NONE));
        var primes = threads.submit(() -> primes(search));
        var compression = threads.submit(extras::compression);
        var fallback = threads.submit(extras::fallback);
        var renegotiation = threads.submit(extras::clientRenegotiation);

        var groups = new LinkedHashSet<String>();
        for (var one : List.of(done(groups13), done(curves))) {
            groups.addAll(one.groups());
            one.unanswered().ifPresent(why -> unanswered.add("groups: " + why));
        }
        var smallest = smallest(done(primes));
        return new TlsSurvey(
                findings.protocols(),
                findings.suites(),
                findings.ownOrders(),
                groups,
                smallest.map(BigInteger::bitLength),
                smallest.flatMap(CommonPrimes::name),
                secureRenegotiation(),
                told("client renegotiation", done(renegotiation)),
                told("compression", done(compression)),
                told("TLS_FALLBACK_SCSV", done(fallback)),
                unanswered);
    }

    private Offer told(String what, Extras.Told told) {
        told.unanswered().ifPresent(why -> unanswered.add(what + ": " + why));
        return told.offer();
    }

    private List<GroupSearch.Primes> primes(GroupSearch search) {
        // export ciphers may be left in an old version only
        return findings.before13().stream()
                .map(version -> search.primes(version, findings.suites(version)))
                .toList();
    }

    private Optional<BigInteger> smallest(List<GroupSearch.Primes> all) {
        all.forEach(
                one -> one.unanswered().ifPresent(why -> unanswered.add("primes of DHE: " + why)));
        return all.stream().flatMap(one -> one.primes().stream()).min(BigInteger::compareTo);
    }

    /** TLS 1.3 has none to secure. */
    private Offer secureRenegotiation() {
        return findings.highestBefore13()
                .flatMap(findings::sample)
                .map(
                        hello ->
                                Extras.yes(
                                        hello.extensions()
                                                .containsKey(Extension.RENEGOTIATION_INFO)))
                .orElse(findings.offers(ProtocolVersion.TLS_1_3) ? Offer.YES : Offer.UNKNOWN);
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
