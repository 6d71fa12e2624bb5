package dev.nightshift.costs.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.page.Canvas.Tone;
import dev.nightshift.costs.summary.Estate;
import dev.nightshift.costs.summary.Shop;
import dev.nightshift.costs.summary.Summaries;
import dev.nightshift.costs.summary.Summaries.Subject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DailyPictureTest {
    private static final String FAR_TOO_LONG =
            "A managed service with a name that no one could ever fit into a legend";

    private static BufferedImage image(byte[] png) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static long dots(BufferedImage image, Tone tone) {
        return IntStream.range(0, image.getHeight())
                .mapToLong(
                        y ->
                                IntStream.range(0, image.getWidth())
                                        .filter(x -> (image.getRGB(x, y) & 0xffffff) == tone.rgb)
                                        .count())
                .sum();
    }

    @Test
    void the_picture_of_the_days_is_small_and_has_every_series() throws Exception {
        var png = DailyPicture.png(Shop.summary(Subject.MONTH_TO_DATE));
        var image = image(png);

        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(640);
        assertThat(png.length).as("bytes").isLessThan(40_000);
        for (int series = 1; series <= 9; series++) {
            assertThat(dots(image, Tone.series(series))).as("series %d", series).isGreaterThan(400);
        }
        assertThat(dots(image, Tone.WARN)).as("the day without data").isGreaterThan(80);
        var keep = System.getProperty("costs.pictures");
        if (keep != null) {
            Files.write(Path.of(keep, "days.png"), png);
        }
    }

    @Test
    void days_that_may_still_grow_are_striped() {
        var canvas = new Canvas(12, 12);
        canvas.fill(0, 0, 12, 12, Tone.S1);
        canvas.hatch(0, 0, 12, 6, Tone.PAPER);

        assertThat(row(canvas, 0)).contains(Tone.S1, Tone.PAPER);
        assertThat(row(canvas, 6)).containsOnly(Tone.S1);
    }

    @Test
    void a_day_that_may_still_grow_has_less_colour_than_one_that_is_sure() throws Exception {
        var data = Shop.data("USD");
        var sure =
                new CostData(
                        data.currency(),
                        data.known(),
                        Optional.empty(),
                        data.tables(),
                        data.origins());
        var terms = Shop.terms(Subject.MONTH_TO_DATE, "USD");

        var striped = image(DailyPicture.png(Summaries.of(Shop.QUESTION, data, terms)));
        var plain = image(DailyPicture.png(Summaries.of(Shop.QUESTION, sure, terms)));

        assertThat(dots(striped, Tone.S2)).isLessThan(dots(plain, Tone.S2));
    }

    private static Tone[] row(Canvas canvas, int y) {
        return IntStream.range(0, canvas.width())
                .mapToObj(x -> canvas.at(x, y))
                .toArray(Tone[]::new);
    }

    @Test
    void whatever_a_service_is_called_there_is_a_picture() throws Exception {
        var estate = new Estate("USD");
        for (var day = Shop.QUESTION.first(); day.isBefore(Shop.TODAY); day = day.plusDays(1)) {
            estate.use(day, "\u202E<script>\u0000", "3");
            estate.use(day, FAR_TOO_LONG, "0.001");
            estate.use(day, "Crédits \uD83D\uDE00", "-1");
        }
        var summary =
                Summaries.of(
                        Shop.QUESTION, estate.data(), Shop.terms(Subject.MONTH_TO_DATE, "USD"));

        var image = image(DailyPicture.png(summary));

        assertThat(dots(image, Tone.S1)).isGreaterThan(1000);
        assertThat(PixelFont.plain("Crédits \uD83D\uDE00\n")).isEqualTo("Credits ? ");
        assertThat(Canvas.fitted(FAR_TOO_LONG, 2, 300)).endsWith("...");
        assertThat(Canvas.widthOf(Canvas.fitted(FAR_TOO_LONG, 2, 300), 2)).isLessThan(301);
    }

    /** Two letters that look the same would make two services one. */
    @Test
    void every_letter_looks_different() {
        var looks =
                IntStream.rangeClosed('!', '~')
                        .mapToObj(point -> PixelFont.dots(String.valueOf((char) point)))
                        .collect(Collectors.toSet());

        assertThat(looks).hasSize('~' - '!' + 1).doesNotContain(List.of());
        assertThat(looks)
                .allSatisfy(dots -> assertThat(dots).allMatch(dot -> dot.y() < PixelFont.HEIGHT));
    }

    @Test
    void what_is_drawn_is_what_another_reader_sees() throws Exception {
        var random = new Random(7);
        var tones = Tone.values();
        for (int round = 0; round < 50; round++) {
            var canvas = new Canvas(1 + random.nextInt(70), 1 + random.nextInt(50));
            for (int i = 0; i < 40; i++) {
                int x = random.nextInt(90) - 10;
                int y = random.nextInt(70) - 10;
                canvas.fill(
                        x,
                        y,
                        x + random.nextInt(20),
                        y + random.nextInt(20),
                        tones[random.nextInt(tones.length)]);
            }
            var image = image(Png.of(canvas));

            assertThat(image.getWidth()).isEqualTo(canvas.width());
            assertThat(image.getHeight()).isEqualTo(canvas.height());
            for (int y = 0; y < canvas.height(); y++) {
                int row = y;
                assertThat(
                                IntStream.range(0, canvas.width())
                                        .map(x -> image.getRGB(x, row) & 0xffffff)
                                        .toArray())
                        .isEqualTo(
                                Arrays.stream(row(canvas, y)).mapToInt(tone -> tone.rgb).toArray());
            }
        }
    }
}
