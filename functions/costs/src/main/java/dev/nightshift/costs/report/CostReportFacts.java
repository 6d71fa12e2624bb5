package dev.nightshift.costs.report;

import dev.nightshift.costs.report.CostReportGateway.Published;
import dev.nightshift.costs.report.CostReportGateway.Unread;
import dev.nightshift.costs.summary.Advice;
import dev.nightshift.costs.summary.Commitment;
import dev.nightshift.costs.summary.CostSummary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What cost-report saw.
 *
 * @param due the editions that are to be told now
 * @param told what was before
 * @param summaries one for each source and currency: of the day's edition always, of the others
 *     where they are due
 * @param commitments empty: not known
 * @param purchases worth evaluating; empty: not asked, or not known
 * @param unread what could not be read
 * @param twice what two sources tell, so that it is not added, in words
 * @param published of each due edition
 * @param spent on asking, in words
 */
public record CostReportFacts(
        Instant at,
        List<Edition> due,
        Edition.Told told,
        Map<Edition, List<CostSummary>> summaries,
        Optional<List<Commitment>> commitments,
        Optional<Advice> purchases,
        List<Unread> unread,
        List<String> twice,
        Map<Edition, Published> published,
        Optional<String> spent) {
    public CostReportFacts {
        due = List.copyOf(due);
        summaries = Map.copyOf(summaries);
        unread = List.copyOf(unread);
        twice = List.copyOf(twice);
        published = Map.copyOf(published);
    }

    /** The same once the pages have been put into their place. */
    CostReportFacts published(Map<Edition, Published> places) {
        return new CostReportFacts(
                at, due, told, summaries, commitments, purchases, unread, twice, places, spent);
    }

    public LocalDate today() {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    List<CostSummary> of(Edition edition) {
        return summaries.getOrDefault(edition, List.of());
    }
}
