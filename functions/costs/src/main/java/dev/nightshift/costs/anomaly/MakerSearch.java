package dev.nightshift.costs.anomaly;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.costs.anomaly.Attribution.Unknown;
import dev.nightshift.costs.model.Breakdown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who made what is new: CloudTrail is asked first, which costs nothing; then tags, which may cost,
 * and only about what the trail leaves in doubt.
 *
 * @param tags keys, the best first; without any, nothing is asked
 */
record MakerSearch(CostAnomalyGateway gateway, List<String> tags) {
    /** The trail answers two requests a second. */
    private static final int MOST = 10;

    MakerSearch {
        tags = List.copyOf(tags);
    }

    /** By subject; what was told before is not asked again. */
    Map<String, Attribution> of(List<Finding> findings) {
        var makers = new HashMap<String, Attribution>();
        var doubted = new LinkedHashMap<Finding, Attribution>();
        for (var finding : findings) {
            if (finding.turn() == Turn.OPENED) {
                var told =
                        makers.size() < MOST
                                ? byTrail(finding)
                                : new Unknown(
                                        "CloudTrail was asked about %d others".formatted(MOST));
                makers.put(finding.subject(), told);
                if (told.isInDoubt()) {
                    doubted.put(finding, told);
                }
            }
        }
        if (!doubted.isEmpty() && !tags.isEmpty()) {
            makers.putAll(byTags(doubted));
        }
        return makers;
    }

    private Attribution byTrail(Finding finding) {
        try {
            return gateway.maker(finding);
        } catch (CloudException refused) {
            return new Unknown(refused.getMessage());
        }
    }

    private Map<String, Attribution> byTags(Map<Finding, Attribution> doubted) {
        var breakdowns = new HashSet<Breakdown>();
        breakdowns.add(new Breakdown.ByService());
        tags.forEach(tag -> breakdowns.add(new Breakdown.ByServiceAndTag(tag)));
        var makers = new HashMap<String, Attribution>();
        try {
            var figures =
                    gateway.figures(Causes.question(List.copyOf(doubted.keySet()), breakdowns));
            doubted.forEach(
                    (finding, trail) ->
                            makers.put(
                                    finding.subject(),
                                    TagMakers.of(
                                            finding,
                                            trail,
                                            CostAnomalyGateway.in(finding.currency(), figures),
                                            tags)));
        } catch (CloudException refused) {
            doubted.forEach(
                    (finding, trail) ->
                            makers.put(
                                    finding.subject(),
                                    TagMakers.unread(trail, refused.getMessage())));
        }
        return makers;
    }
}
