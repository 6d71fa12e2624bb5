package dev.nightshift.costs.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.costs.explorer.BillingServer.Mishap;
import dev.nightshift.costs.model.Amounts;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.Breakdown.ByCategory;
import dev.nightshift.costs.model.Breakdown.ByService;
import dev.nightshift.costs.model.Breakdown.ByTag;
import dev.nightshift.costs.model.Breakdown.ByUsageType;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostQuestion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplorerBudgetAndFaultsTest extends BillingWorld {
    private static final LocalDate FIRST = TODAY.minusDays(20);

    @Test
    void what_was_asked_today_is_not_paid_for_again() {
        account.charges.add(Charge.of(FIRST.plusDays(1), "Amazon S3", "1"));
        var first = one(ask(new ByService(), new ByTag("a/b ü")));
        assertThat(server.paid()).isEqualTo(2);

        assertThat(one(ask(new ByService(), new ByTag("a/b ü"))).tables())
                .isEqualTo(first.tables());
        var narrow = new CostQuestion(FIRST.plusDays(1), FIRST.plusDays(2), Set.of());
        var cut = one(explorer().costs().read(narrow));
        assertThat(cut.known()).containsExactly(FIRST.plusDays(1), FIRST.plusDays(2));
        assertThat(cut.origins()).containsExactly("Cost Explorer, 0 requests");
        assertThat(server.paid()).isEqualTo(2);

        explorer().costs().read(new CostQuestion(FIRST.minusDays(1), TODAY, Set.of()));
        assertThat(server.paid()).as("more days than were asked for").isEqualTo(3);
        itIs(TODAY.plusDays(1));
        ask(new ByService());
        assertThat(server.paid()).as("another day").isEqualTo(4);
    }

    @Test
    void what_cannot_be_read_on_the_shelf_is_asked_anew() {
        account.charges.add(Charge.of(FIRST, "Amazon S3", "1"));
        var expected = ask(new ByService());
        var key =
                shelf.entries().keySet().stream()
                        .filter(any -> any.startsWith("answers/"))
                        .findFirst()
                        .orElseThrow();
        var text = shelf.get(key).orElseThrow().text().orElseThrow();
        int paid = server.paid();

        shelf.spoil(key);
        assertThat(ask(new ByService())).isEqualTo(expected);
        for (var broken :
                List.of(
                        "",
                        "null",
                        "[1]",
                        text.substring(0, text.length() / 2),
                        text.replace("\"1\"", "\"one\""),
                        text.replace("cost", "cast"),
                        text.replace("answer/1", "answer/2"),
                        text.replace("2026-11-08", "2026-11-38"))) {
            shelf.put(key, broken);
            assertThat(ask(new ByService())).as(broken).isEqualTo(expected);
        }
        assertThat(server.paid()).isEqualTo(paid + 9);
    }

    @Test
    void over_the_budget_nothing_is_asked_and_old_figures_are_said_to_be_old() {
        var spent = explorer(0, 12).costs();
        var question = question(new ByService());
        assertThatThrownBy(() -> spent.read(question))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.QUOTA))
                .hasMessage(
                        "did not read the costs by service: the budget of 0 requests to Cost"
                                + " Explorer in 2026-11 is spent (0 made, 0.00 USD); allow more"
                                + " requests a month, or wait for 2026-12-01");
        assertThat(server.paid()).isZero();

        account.charges.add(Charge.of(FIRST, "Amazon S3", "1"));
        itIs(TODAY.minusDays(2));
        ask(new ByService());
        itIs(TODAY);
        var old = one(explorer(1, 12).costs().read(question));
        assertThat(old.total(FIRST)).contains(amounts("1", "1"));
        assertThat(old.known().last()).as("as it was known then").isEqualTo(TODAY.minusDays(5));
        assertThat(old.origins().get(1))
                .startsWith("costs by service is as of 2026-11-26: did not");
        assertThat(server.paid()).isEqualTo(1);
    }

    @Test
    void a_table_is_whole_or_absent_when_a_run_may_ask_no_more() {
        for (int i = 0; i < 10; i++) {
            account.charges.add(Charge.of(FIRST, "Service " + i, "1"));
        }
        account.groupsOnPage = 20;
        // 10 groups and 20 days without any, on two pages; by category 1 and 20
        var run = explorer(200, 3);

        var data = one(run.costs().read(question(new ByUsageType(), new ByCategory())));

        assertThat(data.total(FIRST)).contains(amounts("10", "10"));
        assertThat(data.tables().keySet()).containsExactly(new ByService());
        assertThat(data.origins())
                .anyMatch(
                        text ->
                                text.startsWith(
                                        "did not read the costs by category: this run may make at"
                                                + " most 3 requests"))
                .anyMatch(text -> text.startsWith("did not read the costs by usage type"));
        assertThat(server.paid()).isEqualTo(3);
        assertThat(shelf.entries().keySet()).filteredOn(k -> k.startsWith("answers")).hasSize(1);
    }

    @Test
    void who_may_not_ask_is_told_so_even_with_old_figures_at_hand() {
        itIs(TODAY.minusDays(1));
        ask(new ByService());
        itIs(TODAY);
        server.next(new Mishap.Answers(400, "AccessDeniedException"));

        assertThatThrownBy(() -> ask(new ByService()))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
                .hasMessageContaining("could not read the costs by service")
                .hasMessageContaining("grant the action");
    }

    @Test
    void who_asks_too_often_is_throttled_and_gets_old_figures_if_there_are_any() {
        var throttled = new Mishap.Answers(400, "LimitExceededException");
        server.next(throttled);
        assertThatThrownBy(() -> ask(new ByService()))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.THROTTLED));

        itIs(TODAY.minusDays(1));
        ask(new ByService());
        itIs(TODAY);
        server.next(throttled);
        assertThat(one(ask(new ByService())).origins().get(1)).contains("as of 2026-11-27");
    }

    @Test
    void a_lost_and_a_cut_answer_are_asked_again_and_each_attempt_is_counted() {
        account.charges.add(Charge.of(FIRST, "Amazon S3", "1"));
        server.next(new Mishap.LosesTheAnswer(), new Mishap.CutsTheAnswer());
        var run = explorer();

        var data = one(run.costs().read(question(new ByService())));

        assertThat(data.total(FIRST)).contains(amounts("1", "1"));
        assertThat(data.origins()).containsExactly("Cost Explorer, 3 requests");
        assertThat(run.spending().thisRun()).isEqualTo(3).isEqualTo(server.paid());
    }

    @Test
    void a_retry_is_not_made_beyond_the_limit() {
        server.next(new Mishap.LosesTheAnswer());
        var run = explorer(1, 12).costs();

        assertThatThrownBy(() -> run.read(question(new ByService())))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.QUOTA));
        assertThat(server.paid()).isEqualTo(1);
    }

    @Test
    void a_broken_later_page_leaves_a_table_out() {
        account.charges.add(Charge.of(FIRST, "Amazon S3", "1"));
        account.groupsOnPage = 15;
        var ok = new Mishap.Nothing();
        server.next(ok, ok, ok, new Mishap.Answers(400, "InvalidNextTokenException"));

        var data = one(ask(new ByCategory()));

        assertThat(data.tables().keySet()).containsExactly(new ByService());
        assertThat(data.origins())
                .anyMatch(t -> t.contains("could not read the costs by category"));
    }

    @Test
    void an_answer_that_cannot_be_kept_is_told_all_the_same() {
        account.charges.add(Charge.of(FIRST, "Amazon S3", "1"));
        var full =
                new Shelf() {
                    @Override
                    public Optional<Entry> get(String key) {
                        return shelf.get(key);
                    }

                    @Override
                    public boolean putIfAbsent(String key, String text) {
                        return shelf.putIfAbsent(key, text);
                    }

                    @Override
                    public boolean replace(String key, String text, String tag) {
                        return shelf.replace(key, text, tag);
                    }

                    @Override
                    public void put(String key, String text) {
                        throw new CloudException(Kind.DENIED, "could not write");
                    }
                };
        var run =
                new Explorer(
                        new LoopbackClients(server.address()),
                        full,
                        BillingAccount.ID,
                        new RequestLimits(9, 9),
                        () -> now);

        var data = one(run.costs().read(question(new ByService())));

        assertThat(data.total(FIRST)).contains(amounts("1", "1"));
        assertThat(data.origins())
                .contains("costs by service will be paid for again today: could not write");
    }

    private List<CostData> ask(Breakdown... by) {
        return explorer().costs().read(question(by));
    }

    private static CostQuestion question(Breakdown... by) {
        return new CostQuestion(FIRST, TODAY, Set.of(by));
    }

    private static CostData one(List<CostData> all) {
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Amounts amounts(String billed, String effective) {
        return new Amounts(new BigDecimal(billed), new BigDecimal(effective));
    }
}
