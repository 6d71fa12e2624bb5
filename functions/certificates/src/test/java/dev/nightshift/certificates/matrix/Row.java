package dev.nightshift.certificates.matrix;

import dev.nightshift.certificates.grade.Cap;
import dev.nightshift.certificates.grade.Letter;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One line of the matrix: a server, and what each says of it.
 *
 * @param testssl empty until testssl.sh has looked
 */
record Row(Look look, Optional<Tools.Rated> testssl) {
    /** Where testssl.sh is the stricter one, and what the guide says of that. */
    private static final Map<String, String> LESS_STRICT =
            Map.of(
                    "nginx-hsts-short",
                    "2009r warns of HSTS that is disabled or invalid; a short one only costs the A+"
                            + " (2009e)");

    /** Whether the lists are those that the server was told to have. */
    static boolean agree(Seen seen, Seen expected) {
        return seen.equals(expected);
    }

    /**
     * sslscan asks for suites through OpenSSL, and Debian's has no SSL 3: there it knows the
     * version only.
     */
    static boolean sslscanAgrees(Seen sslscan, Seen expected) {
        var can = new HashMap<ProtocolVersion, Set<Integer>>(expected.suites());
        can.computeIfPresent(ProtocolVersion.SSL_3, (version, suites) -> Set.of());
        return sslscan.equals(new Seen(can));
    }

    Letter ours() {
        return look.grade().letter();
    }

    /** Why testssl.sh says otherwise; empty if it does not, and also if nobody knows. */
    Optional<String> difference() {
        return testssl.flatMap(Tools.Rated::letter)
                .filter(theirs -> !theirs.equals(ours().toString()))
                .flatMap(this::explanation);
    }

    /** Whether both give the same letter, or it is known why not. */
    boolean isSettled() {
        return testssl.flatMap(Tools.Rated::letter)
                .map(theirs -> theirs.equals(ours().toString()) || difference().isPresent())
                .orElse(true);
    }

    private Optional<String> explanation(String theirs) {
        var strict =
                Arrays.stream(Letter.values())
                        .filter(letter -> letter.toString().equals(theirs))
                        .findFirst()
                        .map(letter -> ours().isWorseThan(letter))
                        .orElse(false);
        if (!strict) {
            return Optional.ofNullable(LESS_STRICT.get(look.setup().name()));
        }
        return look.grade().caps().stream()
                .filter(cap -> cap.ceiling() == ours())
                .findFirst()
                .map(cap -> cap.reason() + " (" + cap.rule() + ")");
    }

    /** As a line of a table in Markdown. */
    String markdown() {
        var seen = Seen.of(look.survey());
        return "| %s | %s | %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        look.setup().name(),
                        seen.suites().entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue().size())
                                .collect(Collectors.joining(", ")),
                        mark(agree(seen, look.expected())),
                        look.sslscan()
                                .map(said -> mark(sslscanAgrees(said, look.expected())))
                                .orElse(""),
                        testssl.map(said -> mark(agree(said.seen(), look.expected()))).orElse(""),
                        look.grade().inWords(),
                        look.grade().total(),
                        testssl.flatMap(Tools.Rated::letter).orElse(""),
                        difference()
                                .orElseGet(() -> isSettled() ? "" : "not explained: " + reasons()));
    }

    private String reasons() {
        return look.grade().caps().stream().map(Cap::reason).collect(Collectors.joining("; "))
                + " / "
                + testssl.map(said -> String.join("; ", said.reasons())).orElse("");
    }

    private static String mark(boolean equal) {
        return equal ? "=" : "differs";
    }
}
