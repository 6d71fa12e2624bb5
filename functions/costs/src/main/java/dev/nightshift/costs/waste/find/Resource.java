package dev.nightshift.costs.waste.find;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that may cost money.
 *
 * @param region where it is, and where alone it is acted on; {@value #GLOBAL} if nowhere
 * @param id as its service names it: another region may have the same
 * @param created empty if the service does not tell
 * @param tags what could not be read may say "keep": such a resource is never touched
 * @param usage what was asked of CloudWatch; a metric that is not there could not be read
 */
public record Resource(
        String region,
        String id,
        Optional<Instant> created,
        Sight<Map<String, String>> tags,
        Detail detail,
        Map<Metric, Series> usage) {
    /** In place of a region, of what is in none. */
    public static final String GLOBAL = "global";

    public Resource {
        usage = Map.copyOf(usage);
    }

    public ResourceType type() {
        return detail.type();
    }

    /** Its value of a tag, if the tags could be read and it is there. */
    public Optional<String> tag(String key) {
        return tags.value().flatMap(all -> Optional.ofNullable(all.get(key)));
    }

    public Optional<Series> usage(Metric metric) {
        return Optional.ofNullable(usage.get(metric));
    }

    public Resource withUsage(Map<Metric, Series> seen) {
        return new Resource(region, id, created, tags, detail, seen);
    }

    /** For a person, such as {@code volume vol-1 (shop-data) in eu-west-1}. */
    public String inWords() {
        return type()
                + " "
                + id
                + tag("Name").map(name -> " (" + name + ")").orElse("")
                + (region.equals(GLOBAL) ? "" : " in " + region);
    }
}
