package dev.nightshift.certificates.web;

import java.util.List;

/** What the Observatory's rules make of a site. */
public sealed interface Scorecard {
    /**
     * @param score 0 and more; 100 without any finding
     * @param results of every test, in the Observatory's order
     */
    record Graded(int score, Letter letter, List<Result> results) implements Scorecard {
        public Graded {
            results = List.copyOf(results);
        }
    }

    /**
     * There was no page to grade.
     *
     * @param words why
     */
    record NotGraded(WebFacts.State state, String words) implements Scorecard {}

    /**
     * @param words what was found, for people; with what was seen where that helps
     */
    record Result(Finding finding, String words) {
        static Result of(Finding finding) {
            return new Result(finding, finding.words());
        }

        static Result of(Finding finding, String seen) {
            return new Result(finding, finding.words() + " (" + seen + ")");
        }
    }

    /** Best first. */
    enum Letter {
        A_PLUS("A+", 100),
        A("A", 90),
        A_MINUS("A-", 85),
        B_PLUS("B+", 80),
        B("B", 70),
        B_MINUS("B-", 65),
        C_PLUS("C+", 60),
        C("C", 50),
        C_MINUS("C-", 45),
        D_PLUS("D+", 40),
        D("D", 30),
        D_MINUS("D-", 25),
        F("F", 0);

        private final String text;
        private final int least;

        Letter(String text, int least) {
            this.text = text;
            this.least = least;
        }

        /**
         * @param score not negative
         */
        static Letter of(int score) {
            for (var letter : values()) {
                if (score >= letter.least) {
                    return letter;
                }
            }
            return F;
        }

        /** Such as {@code A+}. */
        @Override
        public String toString() {
            return text;
        }
    }
}
