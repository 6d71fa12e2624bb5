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
import java.util.stream.Collectors;

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
                false,
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
        boolean onlyEcdsa = codes.isEmpty();
        if (onlyEcdsa) {
            codes = codes(suites, ecdhe);
        }
        if (codes.isEmpty()) {
            return Found.NONE;
        }
        var those = codes;
        return dropped(
                NamedGroup.curves(),
                onlyEcdsa,
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

    /**
     * @param certificateNeedsOne whether a server may turn down a hello because the curve of its
     *     certificate is missing; that one is then kept, at the end, while the others are asked for
     */
    private static Found dropped(
            List<NamedGroup> all,
            boolean certificateNeedsOne,
            Function<List<NamedGroup>, Answer> question,
            Function<Answer.Chosen, OptionalInt> group) {
        var left = new ArrayList<>(all);
        var found = new LinkedHashSet<NamedGroup>();
        Optional<NamedGroup> last = Optional.empty();
        Optional<NamedGroup> kept = Optional.empty();
        while (!left.isEmpty()) {
            var offered = new ArrayList<>(left);
            kept.ifPresent(offered::add);
            switch (question.apply(List.copyOf(offered))) {
                case Answer.Chosen chosen -> {
                    var code = group.apply(chosen);
                    var next =
                            code.isPresent()
                                    ? NamedGroup.of(code.getAsInt())
                                    : Optional.<NamedGroup>empty();
                    next.ifPresent(found::add);
                    // without a group, or with one that was not to be dropped, there is no end
                    if (next.isEmpty() || !left.remove(next.get())) {
                        return new Found(names(found), Optional.empty());
                    }
                    last = next;
                }
                case Answer.TurnedDown no -> {
                    if (!certificateNeedsOne || kept.isPresent() || last.isEmpty()) {
                        return new Found(names(found), Optional.empty());
                    }
                    kept = last;
                }
                case Answer.Nothing nothing -> {
                    return new Found(names(found), Optional.of(nothing.why()));
                }
            }
        }
        return new Found(names(found), Optional.empty());
    }

    private static Set<String> names(Set<NamedGroup> groups) {
        return groups.stream().map(NamedGroup::toString).collect(Collectors.toSet());
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
