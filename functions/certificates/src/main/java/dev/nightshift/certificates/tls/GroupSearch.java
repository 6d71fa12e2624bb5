package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.tls.CipherSuite.Authentication;
import dev.nightshift.certificates.tls.CipherSuite.KeyExchange;
import dev.nightshift.certificates.tls.wire.ClientHello;
import dev.nightshift.certificates.tls.wire.NamedGroup;
import dev.nightshift.certificates.tls.wire.SignatureScheme;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the groups in which a server agrees on keys, as {@link SuiteSearch} finds suites. */
final class GroupSearch {
    private final Asker asker;
    private final Hellos hellos;

    GroupSearch(Asker asker, Hellos hellos) {
        this.asker = asker;
        this.hellos = hellos;
    }

    /**
     * @param unanswered why there may be more
     */
    record Found(Set<String> groups, Optional<String> unanswered) {
        static final Found NONE = new Found(Set.of(), Optional.empty());

        Found {
            groups = Set.copyOf(groups);
        }
    }

    /**
     * @param primes of DHE as the server was seen to use it
     */
    record Primes(List<BigInteger> primes, Optional<String> unanswered) {
        Primes {
            primes = List.copyOf(primes);
        }
    }

    /** Groups of TLS 1.3. */
    Found of13(List<CipherSuite> suites) {
        var codes = codes(suites, suite -> true);
        return dropped(
                NamedGroup.ofTls13(),
                left -> asker.ask(hellos.only13(asker.spot(), codes, left)),
                GroupSearch::asked);
    }

    /** Curves of ECDHE before TLS 1.3. */
    Found before13(ProtocolVersion version, List<CipherSuite> suites) {
        Predicate<CipherSuite> ecdhe =
                suite -> suite.keyExchange() == KeyExchange.ECDHE && showsItsKey(suite);
        // the curve of an ECDSA certificate has to be among the groups; RSA leaves all free
        var codes =
                codes(suites, ecdhe.and(suite -> suite.authentication() != Authentication.ECDSA));
        if (codes.isEmpty()) {
            codes = codes(suites, ecdhe);
        }
        if (codes.isEmpty()) {
            return Found.NONE;
        }
        var those = codes;
        return dropped(
                NamedGroup.curves(),
                left -> asker.askForKeyExchange(hello(version, those, left)),
                chosen ->
                        chosen.exchange()
                                .map(exchange -> exchange.group())
                                .orElse(OptionalInt.empty()));
    }

    /** Primes of DHE, of usual suites and of export ones, which have their own. */
    Primes primes(ProtocolVersion version, List<CipherSuite> suites) {
        var primes = new ArrayList<BigInteger>();
        Optional<String> unanswered = Optional.empty();
        Predicate<CipherSuite> dhe =
                suite -> suite.keyExchange() == KeyExchange.DHE && showsItsKey(suite);
        for (var some :
                List.of(
                        codes(suites, dhe.and(suite -> !suite.isExport())),
                        codes(suites, dhe.and(CipherSuite::isExport)))) {
            if (some.isEmpty()) {
                continue;
            }
            // no groups: RFC 7919 would have the server take one of ours
            switch (asker.askForKeyExchange(hello(version, some, List.of()))) {
                case Answer.Chosen chosen ->
                        chosen.exchange().ifPresent(exchange -> primes.add(exchange.prime()));
                case Answer.TurnedDown no ->
                        unanswered = Optional.of("the server turned down what it took before");
                case Answer.Nothing nothing -> unanswered = Optional.of(nothing.why());
            }
        }
        return new Primes(primes, unanswered);
    }

    private static Found dropped(
            List<NamedGroup> all,
            Function<List<NamedGroup>, Answer> question,
            Function<Answer.Chosen, OptionalInt> group) {
        var left = new ArrayList<>(all);
        var found = new LinkedHashSet<String>();
        while (!left.isEmpty()) {
            switch (question.apply(List.copyOf(left))) {
                case Answer.Chosen chosen -> {
                    var code = group.apply(chosen);
                    var next =
                            code.isPresent()
                                    ? NamedGroup.of(code.getAsInt())
                                    : Optional.<NamedGroup>empty();
                    // without a group, or with one it was not offered, there is no end to this
                    if (next.isEmpty() || !left.remove(next.get())) {
                        next.ifPresent(odd -> found.add(odd.toString()));
                        return new Found(found, Optional.empty());
                    }
                    found.add(next.get().toString());
                }
                case Answer.TurnedDown no -> {
                    return new Found(found, Optional.empty());
                }
                case Answer.Nothing nothing -> {
                    return new Found(found, Optional.of(nothing.why()));
                }
            }
        }
        return new Found(found, Optional.empty());
    }

    private static OptionalInt asked(Answer.Chosen chosen) {
        try {
            return chosen.hello().version() == ProtocolVersion.TLS_1_3
                    ? chosen.hello().group().stream().mapToInt(code -> code).findFirst()
                    : OptionalInt.empty();
        } catch (TlsException unreadable) {
            return OptionalInt.empty();
        }
    }

    private ClientHello hello(
            ProtocolVersion version, List<Integer> suites, List<NamedGroup> groups) {
        return hellos.before13(
                asker.spot(),
                version,
                suites,
                groups,
                Arrays.asList(SignatureScheme.values()),
                List.of(ClientHello.NO_COMPRESSION),
                false);
    }

    /** Those with PSK have something else before the key. */
    private static boolean showsItsKey(CipherSuite suite) {
        return switch (suite.authentication()) {
            case RSA, DSS, ECDSA, NONE -> true;
            case PSK, OTHER, TLS_1_3 -> false;
        };
    }

    private static List<Integer> codes(List<CipherSuite> suites, Predicate<CipherSuite> which) {
        return suites.stream().filter(which).map(CipherSuite::code).toList();
    }
}
