package dev.nightshift.costs.waste.find;

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

    @Override
    public String toString() {
        return noun;
    }
}
