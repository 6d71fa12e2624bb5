package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.approval.ApprovalButton;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.ApprovalAsk;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Notice.Link;
import dev.nightshift.core.notice.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {
    private static final int RUNS = 5_000;

    @ParameterizedTest
    @ValueSource(longs = {20_261_122})
    void whatever_others_wrote_stays_within_slacks_limits_and_harmless(long seed) {
        IntStream.range(0, RUNS).parallel().forEach(run -> staysHarmless(seed, run));
    }

    private static void staysHarmless(long seed, int run) {
        var random = new Random(seed + run);
        var notice = hostile(random, run);
        var standing =
                random.nextBoolean()
                        ? Optional.of(
                                new Standing(Desk.START, random.nextInt(9) + 1L, Optional.empty()))
                        : Optional.<Standing>empty();
        var messages =
                Composer.compose(
                        notice, standing, random.nextBoolean() ? 5 : 1, random.nextBoolean());
        for (var message : messages) {
            var json = message.json();
            assertThat(SlackRules.complaints(json)).as("seed %d, run %d", seed, run).isEmpty();
            if (run % 10 == 0) {
                assertThat(SlackModel.throughTheModel(json.path("blocks")))
                        .isEqualTo(SlackModel.asWritten(json.path("blocks")));
            }
        }
        assertThat(units(notice))
                .as("nothing is left out in silence: seed %d, run %d", seed, run)
                .isEqualTo(shown(messages) + more(messages));
    }

    @Test
    void what_can_be_approved_has_buttons_that_say_which_plan_they_are_about() {
        var ask = new ApprovalAsk("rds-backup", "0a".repeat(32), Desk.START, true);
        var message = composed(Samples.notice("n1").asking(ask), true);
        var actions = message.at("/blocks");
        var block =
                StreamSupport.stream(actions.spliterator(), false)
                        .filter(each -> each.path("type").asText().equals("actions"))
                        .findFirst()
                        .orElseThrow();

        assertThat(block.path("block_id").asText()).isEqualTo(ApprovalButton.BLOCK);
        assertThat(block.path("elements")).hasSize(2);
        block.path("elements")
                .forEach(
                        button ->
                                assertThat(ApprovalButton.target(button.path("value").asText()))
                                        .contains(
                                                new ApprovalButton.Target(
                                                        "rds-backup", "0a".repeat(32))));
        assertThat(block.at("/elements/0/action_id").asText()).isEqualTo("nightshift-approve");
        assertThat(block.at("/elements/0/confirm/text/text").asText()).contains("second person");
        assertThat(block.at("/elements/1/action_id").asText()).isEqualTo("nightshift-reject");
        assertThat(block.path("elements").get(1).has("confirm")).isFalse();
    }

    @Test
    void where_nobody_sees_to_buttons_the_command_is_named() {
        var ask = new ApprovalAsk("rds-backup", "0a".repeat(32), Desk.START, false);
        var notice = Samples.notice("n1").asking(ask);

        assertThat(composed(notice, false).toString())
                .contains("nightshift approve rds-backup 0a0a0a0a0a0a --stage prod")
                .doesNotContain("actions");
        assertThat(PlainMail.of(notice, "it is down").body())
                .contains("To approve: nightshift approve rds-backup 0a0a0a0a0a0a --stage prod");
        assertThat(composed(Samples.notice("n1"), true).toString()).doesNotContain("pprove");
    }

    private static JsonNode composed(Notice notice, boolean buttons) {
        return Composer.compose(notice, Optional.empty(), 1, buttons).getFirst().json();
    }

    private static int units(Notice notice) {
        return notice.facts().size() + notice.taken().size() + notice.left().size();
    }

    private static int shown(List<SlackMessage> messages) {
        int shown = 0;
        for (var message : messages) {
            for (var block : message.blocks()) {
                switch (block) {
                    case SlackMessage.Fields(var cells) -> shown += cells.size() / 2;
                    case SlackMessage.Section(var body) when !body.markup() ->
                            shown += (int) body.value().lines().count();
                    case SlackMessage.Section _ -> {}
                    case SlackMessage.Header _ -> {}
                    case SlackMessage.Context _ -> {}
                    case SlackMessage.Actions _ -> {}
                }
            }
        }
        return shown;
    }

    private static int more(List<SlackMessage> messages) {
        return messages.getLast().blocks().stream()
                .filter(block -> block instanceof SlackMessage.Context)
                .flatMap(block -> ((SlackMessage.Context) block).elements().stream())
                .map(SlackMessage.Text::value)
                .filter(text -> text.matches("… \\d+ more"))
                .mapToInt(text -> Integer.parseInt(text.replaceAll("\\D", "")))
                .sum();
    }

    @Test
    void slacks_own_model_reads_what_we_write() {
        var blocks =
                Composer.compose(Samples.notice("n1"), Optional.empty(), 5, true)
                        .getFirst()
                        .json()
                        .path("blocks");

        assertThat(SlackModel.throughTheModel(blocks)).isEqualTo(SlackModel.asWritten(blocks));
    }

    @Test
    void a_notice_without_anything_but_a_title_is_a_message() {
        var bare = Samples.written("n1", "", List.of(), List.of());

        assertThat(SlackRules.complaints(only(bare).json())).isEmpty();
    }

    @Test
    void five_facts_fit_one_block_and_the_sixth_opens_another() {
        assertThat(fieldBlocks(5)).isEqualTo(1);
        assertThat(fieldBlocks(6)).isEqualTo(2);
    }

    private static long fieldBlocks(int facts) {
        var notice =
                Samples.written(
                        "n1", "t", Collections.nCopies(facts, new Fact("a", "b")), List.of());
        return only(notice).blocks().stream()
                .filter(block -> block instanceof SlackMessage.Fields)
                .count();
    }

    @Test
    void a_very_long_list_of_short_lines_keeps_to_the_number_of_blocks() {
        var facts = IntStream.range(0, 2_000).mapToObj(i -> new Fact("a", "b")).toList();
        var message = only(Samples.written("n1", "t", facts, List.of()));

        assertThat(message.blocks()).hasSizeBetween(40, SlackMessage.MAX_BLOCKS);
        assertThat(more(List.of(message))).isEqualTo(2_000 - shown(List.of(message)));
    }

    @Test
    void a_long_title_is_cut_to_the_header() {
        var header =
                (SlackMessage.Header)
                        only(Samples.written("n1", "&".repeat(500), List.of(), List.of()))
                                .blocks()
                                .getFirst();

        assertThat(header.title()).hasSizeBetween(146, 150).endsWith("&amp;…");
    }

    @Test
    void a_link_that_is_not_of_the_web_is_shown_as_words() {
        var notice = Samples.notice("n1");
        var odd =
                withLinks(
                        notice,
                        List.of(
                                new Link("Run|book*", URI.create("https://example.org/a?b=1&c=2")),
                                new Link("click", URI.create("javascript:alert(1)"))));

        assertThat(String.join("\n", SlackRules.texts(only(odd).json().path("blocks"))))
                .contains("<https://example.org/a?b=1&amp;c=2|Run book>")
                .contains("click")
                .doesNotContain("javascript");
    }

    private static SlackMessage only(Notice notice) {
        return Composer.compose(notice, Optional.empty(), 1, true).getFirst();
    }

    private static Notice withLinks(Notice notice, List<Link> links) {
        return new Notice(
                notice.id(),
                notice.at(),
                notice.severity(),
                notice.stage(),
                notice.automation(),
                notice.title(),
                notice.facts(),
                notice.taken(),
                notice.left(),
                links,
                notice.dedupeKey(),
                notice.incident());
    }

    private static final List<String> NASTY =
            List.of(
                    "<!channel>",
                    "<!here|x>",
                    "<@U123>",
                    "<#C123>",
                    "@channel",
                    "@HERE",
                    "@\u200Beveryone",
                    "`code`",
                    "```",
                    "*bold*",
                    "_it_",
                    "~no~",
                    "&",
                    "&lt;",
                    "<",
                    ">",
                    "|",
                    "<https://evil.example|ok>",
                    "\u202Egnp.exe",
                    "\u0000",
                    "\u001B[31m",
                    "\uD800",
                    "\uDC00x",
                    "\n",
                    "\r\n",
                    "\t",
                    "\u2028",
                    "\uFEFF",
                    "e\u0301\u0301\u0301\u0301\u0301",
                    "😀",
                    "👩‍👩‍👧",
                    "日本",
                    "\uE000",
                    "\uDB40\uDC41",
                    "plain",
                    "arn:aws:rds:eu-west-1:1:db:x",
                    " ",
                    "",
                    "<!date^1^{date}|x>",
                    "mailto:a@here.example");

    private static Notice hostile(Random random, int run) {
        var notice = hostileText(random, run);
        return random.nextBoolean()
                ? notice.asking(
                        new ApprovalAsk(
                                nasty(random, 3) + "x",
                                "0a".repeat(32),
                                notice.at(),
                                random.nextBoolean()))
                : notice;
    }

    private static Notice hostileText(Random random, int run) {
        return new Notice(
                "n" + run,
                Instant.ofEpochSecond(random.nextLong(4_000_000_000L)),
                List.of(Severity.values()).get(random.nextInt(3)),
                nasty(random, 3),
                nasty(random, 3),
                nasty(random, 60),
                list(random, r -> new Fact(nasty(r, 5), nasty(r, r.nextInt(10) == 0 ? 900 : 8))),
                list(random, r -> nasty(r, r.nextInt(20) == 0 ? 500 : 12)),
                list(random, r -> nasty(r, 12)),
                list(
                        random,
                        r ->
                                new Link(
                                        nasty(r, 5),
                                        URI.create("https://h/?" + "q&".repeat(r.nextInt(800))))),
                "k",
                random.nextBoolean()
                        ? Optional.of(new Incident("i", random.nextBoolean()))
                        : Optional.empty());
    }

    private static <T> List<T> list(Random random, java.util.function.Function<Random, T> each) {
        var list = new ArrayList<T>();
        int size = random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(6);
        for (int i = 0; i < size; i++) {
            list.add(each.apply(random));
        }
        return list;
    }

    private static String nasty(Random random, int pieces) {
        var text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            text.append(NASTY.get(random.nextInt(NASTY.size())));
        }
        return text.toString();
    }
}
