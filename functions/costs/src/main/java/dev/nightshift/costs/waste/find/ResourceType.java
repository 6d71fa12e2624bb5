package dev.nightshift.costs.waste.find;

import java.util.Arrays;

/** What is looked at. */
public enum ResourceType {
    VOLUME("volume"),
    SNAPSHOT("snapshot"),
    ADDRESS("address"),
    INSTANCE("instance"),
    LOG_GROUP("log group"),
    BUCKET("bucket"),
    LOAD_BALANCER("load balancer"),
    NAT_GATEWAY("NAT gateway"),
    DATABASE("database"),
    CACHE("cache"),
    REPOSITORY("image repository"),
    SECRET("secret"),
    DISTRIBUTION("distribution");

    private final String noun;

    ResourceType(String noun) {
        this.noun = noun;
    }

    /** Whether anything is ever done to it, its mark included; the others are only told. */
    public boolean canBeMarked() {
        return Arrays.stream(WasteKind.values())
                .anyMatch(kind -> kind.canAct() && kind.types().contains(this));
    }

    /** Whether it is in no region, so that it is looked at once only. */
    public boolean isGlobal() {
        return this == DISTRIBUTION;
    }

    @Override
    public String toString() {
        return noun;
    }
}
