package dev.nightshift.core.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.approval.Approval.Question;
import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApprovalsTest {
    private static final Scope SCOPE = new Scope("test", "shelf");
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Instant EXPIRY = NOW.plus(Duration.ofDays(1));

    private record Thing(String id, String subject, String because, Impact impact)
            implements Action {}

    private final Approvals approvals = new Approvals(new InMemoryLedgerStore(), "shelf");

    @Test
    void the_name_of_a_set_is_that_of_its_actions_whatever_their_order_and_reasons() {
        var first = new Thing("take x", "x", "27 h old", Impact.DELETE);
        var later = new Thing("take x", "x", "28 h old", Impact.DELETE);
        var other = new Thing("take y", "y", "27 h old", Impact.DELETE);
        var name = Fingerprint.of(SCOPE, "over-cap", List.of(first, other));

        assertThat(Fingerprint.of(SCOPE, "over-cap", List.of(other, later))).isEqualTo(name);
        assertThat(
                        Stream.of(
                                Fingerprint.of(SCOPE, "over-cap", List.of(first)),
                                Fingerprint.of(SCOPE, "approval/x", List.of(first, other)),
                                Fingerprint.of(
                                        new Scope("prod", "shelf"),
                                        "over-cap",
                                        List.of(first, other)),
                                Fingerprint.of(
                                        new Scope("test", "shelves"),
                                        "over-cap",
                                        List.of(first, other)),
                                Fingerprint.of(
                                        SCOPE,
                                        "over-cap",
                                        List.of(
                                                new Thing("take x", "x", "", Impact.CHANGE),
                                                other)),
                                Fingerprint.of(
                                        SCOPE,
                                        "over-cap",
                                        List.of(
                                                new Thing("take ", "xx", "", Impact.DELETE),
                                                other))))
                .doesNotHaveDuplicates()
                .doesNotContain(name)
                .allMatch(text -> text.matches("[0-9a-f]{64}"));
    }

    @Test
    void what_is_destructive_takes_two_different_people() {
        approvals.ask(question("a", true), NOW);

        assertThat(approvals.approve("a", ada())).isInstanceOf(Answer.Waiting.class);
        assertThat(approvals.approve("a", ada())).isInstanceOf(Answer.Waiting.class);
        assertThat(allowing("a")).isEmpty();
        assertThat(approvals.approve("a", bob())).isInstanceOf(Answer.Given.class);
        assertThat(allowing("a")).isPresent();
        assertThat(approvals.find("a").orElseThrow().voices())
                .isEqualTo(
                        "approved by Ada (slack:U1) at 2026-11-22T03:00:00Z and Bob (slack:U2) at"
                                + " 2026-11-22T03:00:00Z");
    }

    @Test
    void what_is_not_destructive_takes_one() {
        approvals.ask(question("a", false), NOW);

        assertThat(approvals.approve("a", ada())).isInstanceOf(Answer.Given.class);
        assertThat(allowing("a")).isPresent();
    }

    @Test
    void a_no_stands_against_any_yes() {
        approvals.ask(question("a", false), NOW);
        approvals.approve("a", ada());

        assertThat(approvals.reject("a", bob())).isInstanceOf(Answer.Rejected.class);
        assertThat(allowing("a")).isEmpty();
        assertThat(approvals.approve("a", ada())).isInstanceOf(Answer.TooLate.class);
        assertThat(approvals.ask(question("a", false), NOW).no()).isPresent();
    }

    @Test
    void nothing_is_approved_that_nobody_asked_about_or_whose_time_is_over() {
        approvals.ask(question("a", false), NOW);

        assertThat(approvals.approve("b", ada())).isInstanceOf(Answer.TooLate.class);
        assertThat(approvals.approve("a", new Voice("slack:U1", "Ada", EXPIRY)))
                .isEqualTo(new Answer.TooLate("it expired at " + EXPIRY));
        assertThat(approvals.approve("a", new Voice("slack:U1", "Ada", EXPIRY.minusMillis(1))))
                .isInstanceOf(Answer.Given.class);
        assertThat(approvals.allowing(question("a", false), EXPIRY.minusMillis(1))).isPresent();
        assertThat(approvals.allowing(question("a", false), EXPIRY)).isEmpty();
    }

    @Test
    void a_question_takes_the_place_of_the_one_before_it() {
        approvals.ask(question("a", false), NOW);
        approvals.ask(question("b", false), NOW);

        assertThat(approvals.approve("a", ada())).isInstanceOf(Answer.TooLate.class);
        assertThat(approvals.approve("b", ada())).isInstanceOf(Answer.Given.class);
    }

    @Test
    void once_begun_what_is_left_may_be_made_and_nothing_twice() {
        approvals.ask(question("a", false), NOW);
        approvals.approve("a", ada());
        assertThat(approvals.allowing(question("part", false, "1"), NOW)).isEmpty();
        assertThat(approvals.begin("a", "run-1", NOW)).isPresent();

        assertThat(approvals.reject("a", bob())).isInstanceOf(Answer.TooLate.class);
        assertThat(approvals.allowing(question("part", false, "1"), NOW)).isPresent();
        assertThat(approvals.allowing(question("more", false, "1", "3"), NOW)).isEmpty();
        approvals.made("a", Set.of("2"), false);
        assertThat(approvals.allowing(question("part", false, "1"), NOW)).isPresent();
        assertThat(allowing("a")).as("of which one was made").isEmpty();

        approvals.made("a", Set.of("1"), true);
        assertThat(approvals.allowing(question("part", false, "1"), NOW)).isEmpty();
        assertThat(approvals.begin("a", "run-2", NOW)).isEmpty();
        assertThat(approvals.ask(question("a", false), NOW).isGiven()).as("asked afresh").isFalse();
    }

    @Test
    void names_are_one_line() {
        assertThat(new Voice("slack:U1", "A\tda\n2026 slack:U2\u0000", NOW).name())
                .isEqualTo("A da 2026 slack:U2");
    }

    private Optional<Approval> allowing(String hash) {
        return approvals.allowing(question(hash, true), NOW);
    }

    private static Question question(String hash, boolean destructive) {
        return question(hash, destructive, "1", "2");
    }

    private static Question question(String hash, boolean destructive, String... actions) {
        return new Question(
                "shelf",
                hash,
                "over-cap",
                Set.of(actions),
                List.of("take x: it\nis old"),
                NOW,
                EXPIRY,
                destructive);
    }

    private static Voice ada() {
        return new Voice("slack:U1", "Ada", NOW);
    }

    private static Voice bob() {
        return new Voice("slack:U2", "Bob", NOW);
    }
}
