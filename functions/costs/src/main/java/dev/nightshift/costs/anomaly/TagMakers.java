package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.Attribution.Made;
import dev.nightshift.costs.anomaly.Attribution.Tagged;
import dev.nightshift.costs.anomaly.Attribution.Unknown;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import java.util.List;
import java.util.Optional;

/** Who made what costs more, by the tags that the costs themselves carry. A pure function. */
final class TagMakers {
    private TagMakers() {}

    /**
     * @param trail what CloudTrail told
     * @param data costs by service and tag in the finding's currency; empty if they are not known
     * @param tags keys, the best first
     * @return what the first tag tells that names somebody on half of the excess, else what the
     *     trail told
     */
    static Attribution of(
            Finding finding, Attribution trail, Optional<CostData> data, List<String> tags) {
        for (var tag : tags) {
            var named = data.flatMap(known -> Causes.maker(finding, known, tag));
            if (named.isPresent()) {
                return new Tagged(
                        CreatedBy.words(tag, named.get().name()),
                        tag,
                        named.get().percent(),
                        trail);
            }
        }
        return unread(trail, nobody(data, tags));
    }

    /** What the trail told, and why tags tell no more. */
    static Attribution unread(Attribution trail, String why) {
        return switch (trail) {
            case Unknown(var first) -> new Unknown(first + "; " + why);
            case Made made -> made;
            case Tagged tagged -> tagged;
        };
    }

    private static String nobody(Optional<CostData> data, List<String> tags) {
        var known =
                tags.stream()
                        .filter(
                                tag ->
                                        data.flatMap(
                                                        it ->
                                                                it.table(
                                                                        new Breakdown
                                                                                .ByServiceAndTag(
                                                                                tag)))
                                                .isPresent())
                        .toList();
        return known.isEmpty()
                ? "costs by tag " + String.join(", ", tags) + " are not known"
                : "tag " + String.join(", ", known) + " names nobody on most of it";
    }
}
