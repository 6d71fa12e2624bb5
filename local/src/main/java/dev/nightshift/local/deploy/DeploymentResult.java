package dev.nightshift.local.deploy;

import java.util.List;
import java.util.Map;

/**
 * What a deployment did and left.
 *
 * @param outputs by stack, then by name
 * @param resources in the order in which they were dealt with
 * @param differences between the template and what exists: the excused ones are what the emulator
 *     is known not to hold
 */
public record DeploymentResult(
        Map<String, Map<String, String>> outputs,
        List<DeployedResource> resources,
        List<Deviation> differences) {
    /** Differences that nothing excuses. */
    public List<Deviation> faults() {
        return differences.stream().filter(difference -> !difference.excused()).toList();
    }

    /** Whether all is as declared, but for what the emulator is known not to hold. */
    public boolean asDeclared() {
        return faults().isEmpty();
    }

    /** How many resources met with a change. */
    public long count(DeployedResource.Change change) {
        return resources.stream().filter(resource -> resource.change() == change).count();
    }
}
