package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import dev.nightshift.certificates.tls.wire.Alerts;
import dev.nightshift.certificates.tls.wire.ClientHello;
import dev.nightshift.certificates.tls.wire.NamedGroup;
import dev.nightshift.certificates.tls.wire.ServerHello;
import dev.nightshift.certificates.tls.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds all suites of one version: whatever the server chooses is left out of the next hello, until
 * it turns one down. What it chose first, it prefers.
 */
final class SuiteSearch {
    /** Some servers read no more than 128. */
    private static final int PER_HELLO = 100;

    private final Asker asker;
    private final ProtocolVersion version;
    private final Function<List<Integer>, ClientHello> hello;
    private Optional<ServerHello> sample = Optional.empty();
    private Optional<String> unanswered = Optional.empty();
    private boolean otherVersion;

    SuiteSearch(Asker asker, Hellos hellos, ProtocolVersion version) {
        this.asker = asker;
        this.version = version;
        this.hello =
                version == ProtocolVersion.TLS_1_3
                        ? suites -> hellos.only13(asker.spot(), suites, NamedGroup.ofTls13())
                        : suites ->
                                hellos.before13(
                                        asker.spot(),
                                        version,
                                        suites,
                                        NamedGroup.curves(),
                                        Arrays.asList(SignatureScheme.values()),
                                        List.of(ClientHello.NO_COMPRESSION),
                                        false);
    }

    /**
     * @param offer whether the version is offered
     * @param suites in the server's order, if it has one of its own
     * @param ownOrder empty where one suite or none leaves no choice
     * @param sample one hello of the server in this version
     * @param unanswered why the list may not be whole
     */
    record Found(
            Offer offer,
            List<CipherSuite> suites,
            Optional<Boolean> ownOrder,
            Optional<ServerHello> sample,
            Optional<String> unanswered) {
        Found {
            suites = List.copyOf(suites);
        }
    }

    Found search() {
        var all = CipherSuites.of(version).stream().map(CipherSuite::code).toList();
        var found = new ArrayList<Integer>();
        int sources = 0;
        for (int from = 0; from < all.size(); from += PER_HELLO) {
            var some = allChosen(all.subList(from, Math.min(all.size(), from + PER_HELLO)));
            found.addAll(some);
            sources += some.isEmpty() ? 0 : 1;
            if (unanswered.isPresent() || otherVersion) {
                break;
            }
        }
        Optional<Boolean> ownOrder = Optional.empty();
        if (found.size() > 1 && unanswered.isEmpty()) {
            ownOrder = hasOwnOrder(found, sources > 1);
            if (ownOrder.orElse(false) && sources > 1) {
                var ordered = allChosen(found);
                // a server behind a balancer may answer otherwise the second time
                if (ordered.size() == found.size()) {
                    found = new ArrayList<>(ordered);
                }
            }
        }
        return new Found(
                offer(found),
                found.stream().flatMap(code -> CipherSuites.of(code).stream()).toList(),
                ownOrder,
                sample,
                unanswered);
    }

    private Offer offer(List<Integer> found) {
        if (!found.isEmpty()) {
            return Offer.YES;
        }
        return unanswered.isPresent() ? Offer.UNKNOWN : Offer.NO;
    }

    private List<Integer> allChosen(List<Integer> offered) {
        var left = new ArrayList<>(offered);
        var chosen = new ArrayList<Integer>();
        while (!left.isEmpty()) {
            var next = choice(left);
            if (next.isEmpty()) {
                break;
            }
            chosen.add(next.get());
            left.remove(/* element */ next.get());
        }
        return chosen;
    }

    /** Empty if the server turned all of them down, or if it was not possible to tell. */
    private Optional<Integer> choice(List<Integer> offered) {
        return switch (asker.ask(hello.apply(offered))) {
            case Answer.Chosen(ServerHello chosen, var exchange) -> taken(chosen, offered);
            case Answer.TurnedDown no -> {
                otherVersion |= no.says(Alerts.PROTOCOL_VERSION);
                yield Optional.empty();
            }
            case Answer.Nothing nothing -> {
                unanswered = Optional.of(nothing.why());
                yield Optional.empty();
            }
        };
    }

    private Optional<Integer> taken(ServerHello chosen, List<Integer> offered) {
        if (chosen.version() != version) {
            otherVersion = true;
            return Optional.empty();
        }
        if (!offered.contains(chosen.suite())) {
            unanswered = Optional.of("the server chose a suite that was not offered");
            return Optional.empty();
        }
        sample = Optional.of(chosen);
        return Optional.of(chosen.suite());
    }

    /** Whether it chooses the same when it is offered the same the other way round. */
    private Optional<Boolean> hasOwnOrder(List<Integer> found, boolean ofSeveral) {
        var first = ofSeveral ? choice(found) : Optional.of(found.getFirst());
        var backwards = new ArrayList<Integer>();
        found.reversed().stream().filter(code -> !isChaCha(code)).forEach(backwards::add);
        // some servers with an order of their own let a client have ChaCha20 if it puts that first
        found.reversed().stream().filter(SuiteSearch::isChaCha).forEach(backwards::add);
        var last = choice(backwards);
        return first.isEmpty() || last.isEmpty()
                ? Optional.empty()
                : Optional.of(first.equals(last));
    }

    private static boolean isChaCha(int code) {
        return CipherSuites.of(code).stream()
                .anyMatch(suite -> suite.encryption().startsWith("CHACHA20"));
    }
}
