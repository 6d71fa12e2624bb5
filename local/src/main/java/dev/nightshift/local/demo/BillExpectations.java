package dev.nightshift.local.demo;

import dev.nightshift.local.demo.SlackStandIn.Received;
import dev.nightshift.local.report.Story.Check;
import java.util.List;
import java.util.Optional;

/** What people must know in the end of what everything costs. */
final class BillExpectations {
    private BillExpectations() {}

    /**
     * @param page of the day's report, if it was made
     */
    static List<Check> of(Optional<String> page, List<Received> slack) {
        return List.of(
                new Check(
                        "people know what the month costs so far",
                        slack.stream()
                                .filter(Received::accepted)
                                .anyMatch(
                                        one ->
                                                one.body()
                                                        .toString()
                                                        .contains("Costs of the month to date")),
                        ""),
                new Check(
                        "its chart stands below it in Slack",
                        slack.stream()
                                .filter(Received::accepted)
                                .anyMatch(
                                        one ->
                                                one.method().equals("files.completeUploadExternal")
                                                        && one.text("text")
                                                                .startsWith("Costs by day")
                                                        && !one.text("thread_ts").isEmpty()
                                                        && one.body().path("bytes").asInt()
                                                                > 1_000),
                        ""),
                new Check(
                        "a page shows it for every cloud, made of their exports",
                        page.filter(
                                        html ->
                                                html.contains("Microsoft")
                                                        && html.contains("Amazon")
                                                        && html.contains("<svg"))
                                .isPresent(),
                        page.map(html -> html.length() + " letters").orElse("no page")));
    }
}
