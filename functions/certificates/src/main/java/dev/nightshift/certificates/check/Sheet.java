package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.chain.CertificateSummary;
import dev.nightshift.certificates.chain.ChainVerdict;
import dev.nightshift.certificates.check.EndpointFacts.Certificate;
import dev.nightshift.certificates.check.EndpointFacts.Graded;
import dev.nightshift.certificates.check.EndpointFacts.Node;
import dev.nightshift.certificates.grade.Letter;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One endpoint check by check, as a person wants to read it who asks about that one. */
public final class Sheet {
    /**
     * One check, or one address's part of it.
     *
     * @param check in a word or two
     */
    public record Line(String check, Level level, String words) {}

    private final CertificateCheckSettings settings;
    private final EndpointFacts facts;
    private final List<Line> lines = new ArrayList<>();

    private Sheet(CertificateCheckSettings settings, EndpointFacts facts) {
        this.settings = settings;
        this.facts = facts;
    }

    /**
     * @param online whether anything at all could be reached
     */
    public static List<Line> of(
            CertificateCheckSettings settings, EndpointFacts facts, boolean online) {
        var sheet = new Sheet(settings, facts);
        sheet.reach(online);
        facts.shown().forEach(sheet::node);
        facts.web().ifPresent(web -> sheet.lines.addAll(Pages.sheet(facts.endpoint(), web)));
        return List.copyOf(sheet.lines);
    }

    private void reach(boolean online) {
        for (var finding : Endpoints.of(facts, online)) {
            if (finding.topic() == Topic.REACH) {
                lines.add(new Line("address", finding.level(), finding.line()));
            }
        }
    }

    private void node(Node.Shown node) {
        line("address", Level.OK, node.address() + ", port " + facts.endpoint().port());
        node.certificates().forEach(this::certificate);
        node.graded().ifPresent(this::graded);
    }

    private void certificate(Certificate shown) {
        var chain = shown.chain();
        chain.leaf()
                .ifPresent(
                        leaf -> {
                            var lifetime = chain.lifetime().orElseThrow();
                            line(
                                    "certificate",
                                    Expiries.level(
                                            lifetime.level(chain.at(), settings.thresholds())),
                                    "%s, %s, issued by %s; %s"
                                            .formatted(
                                                    leaf.label(),
                                                    leaf.key(),
                                                    leaf.issuer(),
                                                    Expiries.ends(lifetime, chain.at())));
                        });
        line("chain", level(chain.trusted()), path(chain));
        line(
                "name",
                level(chain.nameMatches()),
                (chain.nameMatches() == Answer.YES ? "is for " : "is to be for ")
                        + chain.expected());
        chain.faults().forEach(fault -> line("fault", Endpoints.level(fault), fault.words()));
        shown.tellingRevocations()
                .forEach(
                        found ->
                                line(
                                        "revocation",
                                        Endpoints.level(found.revocation()),
                                        found.certificate().label()
                                                + " "
                                                + Endpoints.words(found.revocation())));
        line(
                "key",
                shown.keyProven() ? Level.OK : Level.NOTE,
                shown.keyProven()
                        ? "the server has shown that it holds it"
                        : "the server was not asked to show that it holds it ("
                                + shown.version()
                                + " with RSA key exchange)");
    }

    private static Level level(Answer answer) {
        return switch (answer) {
            case YES -> Level.OK;
            case NO -> Level.CRITICAL;
            case UNKNOWN -> Level.UNKNOWN;
        };
    }

    private static String path(ChainVerdict chain) {
        var labels =
                chain.built().stream()
                        .map(CertificateSummary::label)
                        .collect(Collectors.joining(" < "));
        if (labels.isEmpty()) {
            return "none could be built";
        }
        return chain.trusted() == Answer.NO
                ? labels + ", which is not trusted"
                : labels + (chain.publicly() ? ", which browsers trust" : "");
    }

    private void graded(Graded graded) {
        var survey = graded.survey();
        var grade = graded.grade();
        line(
                "protocols",
                Level.OK,
                offered(graded, Offer.YES) + "; not " + offered(graded, Offer.NO));
        if (Arrays.stream(ProtocolVersion.values())
                .anyMatch(version -> survey.offers(version) == Offer.UNKNOWN)) {
            line("protocols", Level.UNKNOWN, offered(graded, Offer.UNKNOWN) + " not known");
        }
        survey.suites().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        entry ->
                                line(
                                        entry.getKey().toString(),
                                        Level.OK,
                                        entry.getValue().stream()
                                                .map(CipherSuite::toString)
                                                .collect(Collectors.joining(", "))));
        line(
                "grade",
                grade.letter() == Letter.T || grade.letter() == Letter.M
                        ? Level.CRITICAL
                        : Endpoints.gradeLevel(facts.endpoint(), grade),
                "%s: protocols %d, key exchange %d, ciphers %d, in all %d"
                        .formatted(
                                grade.inWords(),
                                grade.protocolScore(),
                                grade.keyExchangeScore(),
                                grade.cipherScore(),
                                grade.total()));
        grade.caps()
                .forEach(
                        cap ->
                                line(
                                        "at most " + cap.ceiling(),
                                        Level.NOTE,
                                        cap.reason() + " (" + cap.rule() + ")"));
        grade.open()
                .forEach(
                        cap ->
                                line(
                                        "perhaps " + cap.ceiling(),
                                        Level.UNKNOWN,
                                        cap.reason() + " (" + cap.rule() + ")"));
        survey.unanswered().forEach(question -> line("unanswered", Level.UNKNOWN, question));
    }

    private static String offered(Graded graded, Offer offer) {
        return Arrays.stream(ProtocolVersion.values())
                .filter(version -> graded.survey().offers(version) == offer)
                .map(ProtocolVersion::toString)
                .collect(Collectors.joining(", "));
    }

    private void line(String check, Level level, String words) {
        lines.add(new Line(check, level, words));
    }
}
