package dev.nightshift.certificates.grade;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.TlsSurvey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Grades a server by the SSL Server Rating Guide, revision 2009r: three scores make a letter, and
 * rules hold it down. Flaws of a program that only an attack would show (Heartbleed, ROBOT,
 * Ticketbleed) are not looked for, and not part of the grade.
 */
public final class RatingGuide {
    /** What SSL Labs takes six months for. */
    private static final Duration SIX_MONTHS = Duration.ofDays(180);

    private static final String EXCEPTIONAL =
            "2009e: A+ needs no warnings, and HSTS for at least six months";
    private static final String NO_HSTS = "2009r: a warning if HSTS is disabled or invalid";

    private RatingGuide() {}

    /**
     * @param hsts empty for what is not HTTP, which cannot have A+
     */
    public static Grade grade(TlsSurvey survey, CertificateTrust certificate, Optional<Hsts> hsts) {
        var offered = new Offered(survey);
        if (Arrays.stream(ProtocolVersion.values())
                .allMatch(version -> offered.offers(version) == Answer.NO)) {
            return nothingToGrade();
        }
        var findings = new Findings();
        var scores = Scores.of(offered, certificate);
        new ServerRules(offered, findings).apply();
        new SuiteRules(offered, findings).apply();
        new CertificateRules(certificate, findings).apply();
        strictTransport(hsts, findings);
        // last, since what made the score is told above by its own rule
        if (scores.letter() != Letter.A) {
            findings.cap(
                    scores.letter(),
                    "the scores make " + scores.total() + " of 100",
                    "Table of letters: A from 80, B from 65, C from 50, D from 35, E from 20");
        }
        return grade(scores, findings);
    }

    private static Grade grade(Scores scores, Findings findings) {
        var caps = findings.caps();
        var open = findings.open();
        return new Grade(
                sure(caps, open),
                lowest(caps),
                sure(aboutTheServer(caps), aboutTheServer(open)),
                scores.protocolTwice() / 2,
                scores.keyExchange(),
                scores.cipherTwice() / 2,
                scores.total(),
                caps,
                open);
    }

    /** The letter, if what is not known could not make it worse. */
    private static Letter sure(List<Cap> caps, List<Cap> open) {
        var letter = lowest(caps);
        return lowest(open).isWorseThan(letter) ? Letter.UNKNOWN : letter;
    }

    private static Letter lowest(List<Cap> caps) {
        return caps.stream().map(Cap::ceiling).reduce(Letter.A_PLUS, Letter::worse);
    }

    private static List<Cap> aboutTheServer(List<Cap> caps) {
        return caps.stream()
                .filter(cap -> cap.ceiling() != Letter.T && cap.ceiling() != Letter.M)
                .toList();
    }

    private static Grade nothingToGrade() {
        var cap =
                new Cap(
                        Letter.UNKNOWN,
                        "no version of TLS is offered",
                        "There is nothing to grade");
        return new Grade(
                Letter.UNKNOWN,
                Letter.UNKNOWN,
                Letter.UNKNOWN,
                0,
                0,
                0,
                0,
                List.of(cap),
                List.of());
    }

    private static void strictTransport(Optional<Hsts> hsts, Findings findings) {
        if (hsts.isEmpty()) {
            findings.cap(Letter.A, "there is no HTTP here, so no HSTS", EXCEPTIONAL);
            return;
        }
        switch (hsts.get()) {
            case Hsts.Stated stated -> stated(stated, findings);
            case Hsts.Absent() -> findings.cap(Letter.A, "HSTS is not stated", EXCEPTIONAL);
            case Hsts.Invalid(var why) ->
                    findings.cap(Letter.A_MINUS, "HSTS is invalid: " + why, NO_HSTS);
            case Hsts.Unread(var why) ->
                    findings.open(Letter.A_MINUS, "HSTS could not be read: " + why, NO_HSTS);
        }
    }

    private static void stated(Hsts.Stated stated, Findings findings) {
        var age = stated.maxAge();
        if (age.isZero()) {
            findings.cap(Letter.A_MINUS, "HSTS is disabled with a max-age of 0", NO_HSTS);
        } else if (age.compareTo(SIX_MONTHS) < 0) {
            findings.cap(
                    Letter.A,
                    "HSTS holds for " + age.toSeconds() + " s, less than 180 days",
                    EXCEPTIONAL);
        }
    }
}
