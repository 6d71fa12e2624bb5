package dev.nightshift.costs.report;

import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Commitment;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Period;
import dev.nightshift.costs.summary.Purchase;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that cost-report reads, and where it puts its pages. Nothing of it throws for a source that
 * cannot be read: that is an answer.
 */
public interface CostReportGateway {
    /** Makes one for each run. */
    @FunctionalInterface
    interface Opening {
        /**
         * @param mostRequests that the run may pay for
         */
        CostReportGateway open(Instant now, int mostRequests);
    }

    Figures figures(CostQuestion question);

    /** What sources expect of the rest of a month; empty where none says. */
    Answer<List<Forecast.Rest>> forecasts(YearMonth month);

    /** Coverage and utilisation of what was bought in advance. */
    Answer<List<Commitment>> commitments(Period period);

    /**
     * What is worth buying in advance: a Savings Plan, and reservations.
     *
     * @param services whose reservations, as Cost Explorer names them
     */
    Purchases purchases(List<String> services);

    /** The monthly budgets of cost that AWS Budgets keeps, each {@link Budget.ByAws}. */
    Answer<List<Budget>> budgets();

    /** What was spent on asking, in words; empty if asking costs nothing. */
    Optional<String> spendOnCostExplorer();

    /**
     * Puts files below a folder, over those of an earlier run.
     *
     * @param folder such as {@code 2026-11-28/daily}
     * @param files by name
     */
    Published publish(String folder, Map<String, PageFile> files);

    /**
     * What the sources know.
     *
     * @param data one for each currency, and one more for each source that cannot be added
     * @param twice what two sources tell, in words
     */
    record Figures(List<CostData> data, List<Unread> unread, List<String> twice) {
        public Figures {
            data = List.copyOf(data);
            unread = List.copyOf(unread);
            twice = List.copyOf(twice);
        }
    }

    /** A source that could not be read, and why, in words a person can act on. */
    record Unread(String source, String why) {
        public String line() {
            return source + ": " + why;
        }
    }

    /**
     * What was asked for, if anything is there to answer.
     *
     * @param value empty if it was not asked or could not be read
     * @param unread why it could not be read; empty if it could, or nobody was asked
     */
    record Answer<T>(Optional<T> value, Optional<Unread> unread) {
        public static <T> Answer<T> of(T value) {
            return new Answer<>(Optional.of(value), Optional.empty());
        }

        public static <T> Answer<T> notAsked() {
            return new Answer<>(Optional.empty(), Optional.empty());
        }

        public static <T> Answer<T> failed(String source, String why) {
            return new Answer<>(Optional.empty(), Optional.of(new Unread(source, why)));
        }
    }

    /**
     * What is worth buying.
     *
     * @param worth the greatest saving first; empty if nobody was asked, or nobody answered
     * @param asked services about which there is an answer
     * @param unread what could not be read
     */
    record Purchases(Optional<List<Purchase>> worth, List<String> asked, List<Unread> unread) {
        static final Purchases NOT_ASKED = new Purchases(Optional.empty(), List.of(), List.of());

        public Purchases {
            worth = worth.map(List::copyOf);
            asked = List.copyOf(asked);
            unread = List.copyOf(unread);
        }
    }

    /** What became of the files. */
    sealed interface Published {}

    /**
     * @param links to the files, by name
     */
    record There(Map<String, URI> links) implements Published {
        public There {
            links = Map.copyOf(links);
        }
    }

    /** There is no place for pages. */
    record NoPlace() implements Published {}

    record NotPublished(String why) implements Published {}
}
