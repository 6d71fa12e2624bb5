package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.costs.waste.find.Gp3;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that waste-sweep asks of AWS. Lists are complete: every page is read, or the call fails; what
 * could not be read of one resource is said in it. Every method may throw {@link CloudException},
 * and an effect that did may have been made all the same.
 */
public interface WasteGateway {
    /** The region that all of it is about. */
    String region();

    /** Everything of a type in the region, without usage. */
    List<Resource> list(ResourceType type);

    /**
     * Hourly values of the {@link Series#WINDOW} before that time, of those that are measured.
     *
     * @return by id, then metric; a metric that was asked for and has no data has no values
     */
    Map<String, Map<Metric, Series>> usage(List<Resource> resources, Instant until);

    /** One of those that can be acted on, as it is now; empty if it is gone. */
    Optional<Resource> look(ResourceType type, String id);

    /** Snapshots of a volume that carry all of these tags. */
    List<Resource> snapshots(String volume, Map<String, String> tags);

    void tag(ResourceType type, String id, String key, String value);

    /** Taking off what is not there changes nothing. */
    void untag(ResourceType type, String id, String key);

    /**
     * @return the snapshot's id
     */
    String takeSnapshot(String volume, Map<String, String> tags);

    /**
     * @return whether it was removed now; false if it is already gone
     */
    boolean deleteVolume(String id);

    /**
     * @return whether it was removed now; false if it is already gone
     */
    boolean deleteSnapshot(String id);

    /**
     * @return whether it was released now; false if it is already gone
     */
    boolean releaseAddress(String id);

    void modify(String volume, Gp3 target);

    /**
     * The lifecycle of a bucket before a rule was added.
     *
     * @param rules how many it had, in force or not
     * @param smallest from which size on objects move, where that is said
     */
    record RulesBefore(int rules, Optional<String> smallest) {}

    void retain(String logGroup, int days);

    /**
     * Adds a rule that aborts uploads; the rules that are there stay as they are.
     *
     * @return what was there before, which S3 keeps as a whole
     */
    RulesBefore abortUploads(String bucket, Duration after);
}
