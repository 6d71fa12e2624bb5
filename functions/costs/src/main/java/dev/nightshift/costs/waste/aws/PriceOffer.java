package dev.nightshift.costs.waste.aws;

import dev.nightshift.costs.waste.price.PriceKey;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the price list has a price.
 *
 * @param service its service code
 * @param attributes that products must have, beside the region
 * @param usage the usage type, without the region's code before it, such as {@code EU-}
 */
record PriceOffer(String service, Map<String, String> attributes, Pattern usage) {
    private static final String REGION = "(?:[A-Z]{2,4}[0-9]?-)?";

    private static PriceOffer of(String service, String usage, Map<String, String> attributes) {
        return new PriceOffer(service, attributes, Pattern.compile(REGION + usage));
    }

    boolean isFor(String usageType) {
        return usage.matcher(usageType).matches();
    }

    /** Empty for what is not looked up, such as the licences of commercial databases. */
    static Optional<PriceOffer> of(PriceKey key) {
        return switch (key.item()) {
            case VOLUME_STORAGE ->
                    Optional.of(
                            of(
                                    "AmazonEC2",
                                    "EBS:VolumeUsage.*",
                                    Map.of(
                                            "productFamily",
                                            "Storage",
                                            "volumeApiName",
                                            key.variant())));
            case GP3_IOPS ->
                    Optional.of(
                            of(
                                    "AmazonEC2",
                                    "EBS:VolumeP-IOPS\\.gp3",
                                    Map.of("productFamily", "System Operation")));
            // the list has throughput per GiB/s, not per MiB/s
            case GP3_THROUGHPUT -> Optional.empty();
            case SNAPSHOT_STORAGE ->
                    Optional.of(
                            of(
                                    "AmazonEC2",
                                    "EBS:SnapshotUsage",
                                    Map.of("productFamily", "Storage Snapshot")));
            case IDLE_ADDRESS -> Optional.of(of("AmazonVPC", "PublicIPv4:IdleAddress", Map.of()));
            case NAT_GATEWAY ->
                    Optional.of(
                            of(
                                    "AmazonEC2",
                                    "NatGateway-Hours",
                                    Map.of("productFamily", "NAT Gateway")));
            case LOAD_BALANCER -> balancer(key.variant());
            case LOG_STORAGE ->
                    Optional.of(of("AmazonCloudWatch", "TimedStorage-ByteHrs", Map.of()));
            case IMAGE_STORAGE -> Optional.of(of("AmazonECR", "TimedStorage-ByteHrs", Map.of()));
            case SECRET ->
                    Optional.of(of("AWSSecretsManager", "AWSSecretsManager-?Secrets?", Map.of()));
            case INSTANCE -> instance(key.variant().split("/", 2));
            case DATABASE -> database(key.variant().split("/", 3));
            case CACHE_NODE -> cache(key.variant().split("/", 2));
        };
    }

    private static Optional<PriceOffer> balancer(String type) {
        return switch (type) {
            case "application" ->
                    Optional.of(
                            of(
                                    "AWSELB",
                                    "LoadBalancerUsage",
                                    Map.of("productFamily", "Load Balancer-Application")));
            case "network" ->
                    Optional.of(
                            of(
                                    "AWSELB",
                                    "LoadBalancerUsage",
                                    Map.of("productFamily", "Load Balancer-Network")));
            case "classic" ->
                    Optional.of(
                            of(
                                    "AWSELB",
                                    "LoadBalancerUsage",
                                    Map.of("productFamily", "Load Balancer")));
            default -> Optional.empty();
        };
    }

    private static Optional<PriceOffer> instance(String[] parts) {
        return parts[1].equals("Linux/UNIX")
                ? Optional.of(
                        of(
                                "AmazonEC2",
                                "BoxUsage:.*",
                                Map.of(
                                        "instanceType",
                                        parts[0],
                                        "operatingSystem",
                                        "Linux",
                                        "tenancy",
                                        "Shared",
                                        "preInstalledSw",
                                        "NA",
                                        "capacitystatus",
                                        "Used")))
                : Optional.empty();
    }

    private static Optional<PriceOffer> database(String[] parts) {
        var engine =
                switch (parts[1]) {
                    case "postgres" -> "PostgreSQL";
                    case "mysql" -> "MySQL";
                    case "mariadb" -> "MariaDB";
                    default -> "";
                };
        return engine.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        of(
                                "AmazonRDS",
                                "(?:Multi-AZUsage|InstanceUsage):.*",
                                Map.of(
                                        "instanceType",
                                        parts[0],
                                        "databaseEngine",
                                        engine,
                                        "deploymentOption",
                                        parts[2].equals("multi") ? "Multi-AZ" : "Single-AZ")));
    }

    private static Optional<PriceOffer> cache(String[] parts) {
        var engine =
                switch (parts[1]) {
                    case "redis" -> "Redis";
                    case "memcached" -> "Memcached";
                    case "valkey" -> "Valkey";
                    default -> "";
                };
        return engine.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        of(
                                "AmazonElastiCache",
                                "NodeUsage:.*",
                                Map.of("instanceType", parts[0], "cacheEngine", engine)));
    }
}
