package dev.nightshift.costs.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nightshift.costs.summary.Advice;
import dev.nightshift.costs.summary.Commitment;
import dev.nightshift.costs.summary.Estate;
import dev.nightshift.costs.summary.Purchase;
import dev.nightshift.costs.summary.Shop;
import dev.nightshift.costs.summary.Summaries;
import dev.nightshift.costs.summary.Summaries.Subject;
import java.io.File;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class CostPageTest {
    private static final Instant AT = Instant.parse("2026-11-22T07:00:00Z");
    private static final String EVIL = "</style><script>alert(1)</script>\" onload='x' =1+1\u202E";

    @TempDir Path folder;

    private static CostPage.Story story(Subject subject) {
        return new CostPage.Story(
                "Costs of the month to date",
                AT,
                List.of(Shop.summary(subject)),
                Optional.of(
                        List.of(
                                new Commitment(
                                        "Savings Plans",
                                        Optional.of(new BigDecimal("61.2")),
                                        Optional.empty()))),
                advice(
                        Map.of("Amazon Redshift", YearMonth.of(2026, 12)),
                        new Purchase(
                                "Savings Plan",
                                "Compute Savings Plan",
                                "1.2 USD an hour",
                                Optional.empty(),
                                new BigDecimal("188.4"),
                                Optional.of(new BigDecimal("21.5")),
                                "USD"),
                        new Purchase(
                                "Reservation",
                                "=db.r6g.large, PostgreSQL, eu-west-1",
                                "2 instances",
                                Optional.of("111122223333"),
                                new BigDecimal("61"),
                                Optional.empty(),
                                "USD")),
                List.of("Cost Explorer and exports both tell costs of account 1"),
                List.of("AWS Budgets: AccessDenied"),
                Optional.of("Cost Explorer: 3 requests (0.03 USD) in this run"));
    }

    private static Optional<Advice> advice(Map<String, YearMonth> waiting, Purchase... purchases) {
        return Optional.of(
                new Advice(
                        List.of(purchases),
                        List.of("Amazon Relational Database Service"),
                        waiting));
    }

    private static CostPage.Story hostile() {
        var estate = new Estate("USD", "team");
        for (var day = Shop.QUESTION.first(); day.isBefore(Shop.TODAY); day = day.plusDays(1)) {
            estate.charge(day, EVIL, EVIL, "USAGE", "3", EVIL);
        }
        var summary =
                Summaries.of(
                        Shop.QUESTION, estate.data(), Shop.terms(Subject.MONTH_TO_DATE, "USD"));
        return new CostPage.Story(
                EVIL,
                AT,
                List.of(summary),
                Optional.empty(),
                advice(
                        Map.of(EVIL, YearMonth.of(2026, 12)),
                        new Purchase(
                                EVIL,
                                EVIL,
                                EVIL,
                                Optional.of(EVIL),
                                BigDecimal.ONE,
                                Optional.empty(),
                                EVIL)),
                List.of(EVIL),
                List.of(EVIL),
                Optional.of(EVIL));
    }

    @Test
    void whatever_a_name_contains_is_shown_as_text() throws Exception {
        var page = CostPage.html(hostile());

        assertThat(page).doesNotContain("<script", "' onload", "\" onload", "\u202E");
        assertThat(page).contains("&lt;script&gt;");
        assertSound(page);
    }

    @Test
    void the_page_needs_nothing_but_itself_and_is_sound() throws Exception {
        var page = CostPage.html(story(Subject.MONTH_TO_DATE));

        assertThat(page)
                .doesNotContain("http://", "https://", "<script", "src=", "@import", "url(h")
                .contains("default-src 'none'", "prefers-color-scheme", "@media print")
                .contains("AWS Budgets: AccessDenied", "0.03 USD", "not known");
        assertThat(page.split("<svg class=\"chart", -1)).hasSize(4);
        assertThat(page.split("role=\"img\"", -1)).hasSize(4);
        assertThat(page.split("<desc", -1)).hasSize(4);
        assertSound(page);
    }

    @Test
    void a_day_without_data_is_marked_and_is_not_zero() {
        var page = CostPage.html(story(Subject.MONTH_TO_DATE));
        var days = CostPage.csvs(story(Subject.MONTH_TO_DATE)).getOrDefault("days.csv", "");

        assertThat(page).contains("17 Oct: not known");
        assertThat(days.lines().filter(line -> line.startsWith("2026-10-17")))
                .singleElement()
                .asString()
                .matches("2026-10-17,not known,+");
        assertThat(days.lines().filter(line -> line.startsWith("2026-11-20")))
                .singleElement()
                .asString()
                .startsWith("2026-11-20,may still grow,");
    }

    @Test
    void every_table_is_a_file_and_no_cell_is_a_formula() {
        var files = CostPage.csvs(hostile());

        assertThat(files.keySet())
                .contains("days.csv", "services.csv", "movers.csv", "untagged.csv", "tag-team.csv");
        assertThat(Csv.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(Csv.cell("  @x")).isEqualTo("'  @x");
        assertThat(Csv.cell("-12.50")).isEqualTo("-12.50");
        assertThat(Csv.cell("-12.50+A1")).isEqualTo("'-12.50+A1");
        assertThat(Csv.cell("a,\"b\"\n")).isEqualTo("\"a,\"\"b\"\"\n\"");
        assertThat(Csv.cell("")).isEmpty();
    }

    @Test
    void what_is_worth_evaluating_is_a_table_and_a_file() {
        var story = story(Subject.LAST_MONTH);

        assertThat(CostPage.html(story))
                .contains("<h2>Worth evaluating</h2>", "1.2 USD an hour", "188.40", "21.5 %");
        assertThat(CostPage.csvs(story).getOrDefault("purchases.csv", "").lines())
                .containsExactly(
                        "kind,what,how much,account,saves a month,currency,saves %",
                        "Savings Plan,Compute Savings Plan,1.2 USD an hour,any,188.4,USD,21.5",
                        "Reservation,\"'=db.r6g.large, PostgreSQL, eu-west-1\",2 instances,"
                                + "111122223333,61,USD,");
    }

    @Test
    void advice_says_what_it_is_about_and_whose_turn_comes_later() {
        assertThat(CostPage.html(story(Subject.MONTH_TO_DATE)))
                .contains(
                        "AWS was asked about Compute Savings Plans, which cover EC2, Fargate and"
                                + " Lambda, and about reservations of Amazon Relational Database"
                                + " Service. To stay within what a month may pay for, reservations"
                                + " take turns: Amazon Redshift in 2026-12.");
    }

    @Test
    void two_currencies_stand_beside_each_other() {
        var both =
                new CostPage.Story(
                        "Costs",
                        AT,
                        List.of(
                                Shop.summary(Subject.MONTH_TO_DATE),
                                Summaries.of(
                                        Shop.QUESTION,
                                        Shop.data("EUR"),
                                        Shop.terms(Subject.MONTH_TO_DATE, "EUR"))),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty());

        assertThat(CostPage.html(both).split("class=\"currency\"", -1)).hasSize(3);
        assertThat(CostPage.csvs(both)).containsKeys("1-USD-days.csv", "2-EUR-days.csv");
    }

    /** Rendered by a real browser where there is one, by day and by night. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void a_browser_shows_it_without_complaint(String scheme) throws Exception {
        var browser = browser();
        assumeThat(browser).as("a Chromium on PATH, to render the page").isPresent();
        var page = folder.resolve("costs.html");
        Files.writeString(page, CostPage.html(story(Subject.MONTH_TO_DATE)));
        var picture = folder.resolve(scheme + ".png");
        var said = render(browser.orElseThrow(), page, picture, scheme);

        assertThat(picture).as(said).exists();
        assertThat(said).doesNotContain("CONSOLE");
        var image = ImageIO.read(picture.toFile());
        var colours = new HashSet<Integer>();
        long light = 0;
        for (int x = 0; x < image.getWidth(); x += 3) {
            for (int y = 0; y < image.getHeight(); y += 3) {
                int colour = image.getRGB(x, y);
                colours.add(colour);
                light += ((colour >> 8) & 0xFF) > 128 ? 1 : -1;
            }
        }
        assertThat(colours.size()).as("colours of a page with pictures").isGreaterThan(50);
        assertThat(light > 0).as("mostly light").isEqualTo(scheme.equals("light"));
        var keep = System.getProperty("costs.pictures");
        if (keep != null) {
            Files.copy(
                    picture, Path.of(keep, scheme + ".png"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String render(Path browser, Path page, Path picture, String scheme) throws Exception {
        var said = folder.resolve("said.txt");
        var command =
                new ArrayList<>(
                        List.of(
                                browser.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run",
                                "--hide-scrollbars",
                                "--enable-logging=stderr",
                                "--user-data-dir=" + folder.resolve("browser-" + scheme),
                                "--window-size=1180,3300",
                                "--screenshot=" + picture));
        if (scheme.equals("dark")) {
            // 0 is dark, see blink::mojom::PreferredColorScheme
            command.add("--blink-settings=preferredColorScheme=0");
        }
        command.add(page.toUri().toString());
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return Files.readString(said);
    }

    private static Optional<Path> browser() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether what is between the tags of the body is well formed, as XML would have it. */
    private static void assertSound(String page) throws Exception {
        var body = page.substring(page.indexOf("<main>"), page.indexOf("</main>") + 7);
        var document =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(body)));
        assertThat(document.getElementsByTagName("section").getLength()).isGreaterThan(3);
    }
}
