package dev.nightshift.costs.anomaly;

import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.AwsErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * CloudTrail's event history: management events of ninety days, free, in every account. It answers
 * two requests a second, so that few pages are read; and it filters by one attribute only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">
 *     LookupEvents</a>
 */
final class AwsTrail implements Trail {
    private static final int PAGE = 50;
    private static final int MOST_PAGES = 4;

    private final CloudTrailClient client;

    AwsTrail(CloudTrailClient client) {
        this.client = client;
    }

    /** One client for each region that is asked. */
    static Trail.Regions everywhere() {
        var trails = new ConcurrentHashMap<String, AwsTrail>();
        return region -> trails.computeIfAbsent(region, AwsTrail::of);
    }

    private static AwsTrail of(String region) {
        return new AwsTrail(AwsClients.sync(CloudTrailClient.builder().region(Region.of(region))));
    }

    /** It knows no resources. */
    static Permission permission() {
        return Permission.read(
                "finds out who made what costs more", List.of("cloudtrail:LookupEvents"), "*");
    }

    @Override
    public Read changes(String source, Instant first, Instant end) {
        var changes = new ArrayList<Change>();
        Optional<String> token = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = page(source, first, end, token);
            answer.events().stream()
                    .filter(event -> "false".equalsIgnoreCase(event.readOnly()))
                    .map(AwsTrail::change)
                    .forEach(changes::add);
            token = Optional.ofNullable(answer.nextToken()).filter(next -> !next.isEmpty());
            if (token.isEmpty()) {
                return new Read(changes, false);
            }
        }
        return new Read(changes, true);
    }

    private LookupEventsResponse page(
            String source, Instant first, Instant end, Optional<String> token) {
        var bySource =
                LookupAttribute.builder()
                        .attributeKey(LookupAttributeKey.EVENT_SOURCE)
                        .attributeValue(source)
                        .build();
        try {
            return client.lookupEvents(
                    r ->
                            r.lookupAttributes(bySource)
                                    .startTime(first)
                                    // the end that it is given is included
                                    .endTime(end.minusSeconds(1))
                                    .maxResults(PAGE)
                                    .nextToken(token.orElse(null)));
        } catch (SdkException failure) {
            var region = client.serviceClientConfiguration().region();
            throw AwsErrors.translate(
                    "look up the events of %s in %s".formatted(source, region), failure);
        }
    }

    private static Change change(Event event) {
        return new Change(
                Optional.ofNullable(event.eventName()).orElse(""),
                Optional.ofNullable(event.username()).orElse(""));
    }
}
