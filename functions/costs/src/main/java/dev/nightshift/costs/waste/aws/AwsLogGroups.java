package dev.nightshift.costs.waste.aws;

import static dev.nightshift.costs.waste.aws.AwsCalls.call;
import static dev.nightshift.costs.waste.aws.AwsCalls.sight;

import dev.nightshift.core.work.Together;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * Log groups.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/">Amazon
 *     CloudWatch Logs API Reference</a>
 */
final class AwsLogGroups {
    /** ListTagsForResource is granted few calls a second. */
    private static final int AT_ONCE = 4;

    private static final int PAGE = 50;

    private final AwsWasteClients clients;

    AwsLogGroups(AwsWasteClients clients) {
        this.clients = clients;
    }

    List<Resource> list() {
        return Together.map(
                call(
                        "list the log groups",
                        () ->
                                clients
                                        .logs()
                                        .describeLogGroupsPaginator(r -> r.limit(PAGE))
                                        .logGroups()
                                        .stream()
                                        .toList()),
                AT_ONCE,
                this::group);
    }

    Optional<Resource> look(String name) {
        return described(name).map(this::group);
    }

    private Optional<LogGroup> described(String name) {
        return call(
                "look at log group " + name,
                () ->
                        clients
                                .logs()
                                .describeLogGroupsPaginator(
                                        r -> r.logGroupNamePrefix(name).limit(PAGE))
                                .logGroups()
                                .stream()
                                .filter(group -> group.logGroupName().equals(name))
                                .findFirst());
    }

    private Resource group(LogGroup group) {
        return new Resource(
                clients.region(),
                group.logGroupName(),
                Optional.ofNullable(group.creationTime()).map(Instant::ofEpochMilli),
                sight(
                        "read the tags of log group " + group.logGroupName(),
                        () ->
                                Map.copyOf(
                                        clients.logs()
                                                .listTagsForResource(r -> r.resourceArn(arn(group)))
                                                .tags())),
                new Detail.LogGroup(
                        Optional.ofNullable(group.storedBytes()).orElse(0L),
                        Optional.ofNullable(group.retentionInDays())),
                Map.of());
    }

    /** Tagging wants the ARN without the wildcard that lists have. */
    private static String arn(LogGroup group) {
        var arn = group.arn();
        return arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
    }

    void retain(String name, int days) {
        call(
                "set the retention of " + name,
                () ->
                        clients.logs()
                                .putRetentionPolicy(
                                        r -> r.logGroupName(name).retentionInDays(days)));
    }

    void tag(String name, String key, String value) {
        call(
                "tag log group " + name,
                () ->
                        described(name)
                                .map(
                                        group ->
                                                clients.logs()
                                                        .tagResource(
                                                                r ->
                                                                        r.resourceArn(arn(group))
                                                                                .tags(
                                                                                        Map.of(
                                                                                                key,
                                                                                                value)))));
    }

    void untag(String name, String key) {
        call(
                "untag log group " + name,
                () ->
                        described(name)
                                .map(
                                        group ->
                                                clients.logs()
                                                        .untagResource(
                                                                r ->
                                                                        r.resourceArn(arn(group))
                                                                                .tagKeys(key))));
    }
}
