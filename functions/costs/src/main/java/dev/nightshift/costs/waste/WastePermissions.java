package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.WasteKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the function's role must allow: to read what the settings look at, and to change what is
 * switched on and, where IAM can tell, marked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     Actions, resources, and condition keys for AWS services</a>
 */
final class WastePermissions {
    private static final String VOLUMES = "arn:{partition}:ec2:{region}:{account}:volume/*";
    private static final String SNAPSHOTS = "arn:{partition}:ec2:{region}::snapshot/*";
    private static final String ADDRESSES = "arn:{partition}:ec2:{region}:{account}:elastic-ip/*";
    private static final String LOG_GROUPS = "arn:{partition}:logs:{region}:{account}:log-group:*";
    private static final String BUCKETS = "arn:{partition}:s3:::*";

    /** Of what is marked and not kept. */
    private static final String MARKED = "aws:ResourceTag/" + WasteMark.TAG;

    private final WasteSettings settings;
    private final Scope scope;
    private final Set<ResourceType> types;
    private final List<Permission> permissions = new ArrayList<>();

    private WastePermissions(WasteSettings settings, Scope scope) {
        this.settings = settings;
        this.scope = scope;
        this.types = WasteObserver.types(settings);
    }

    static List<Permission> of(WasteSettings settings, Scope scope) {
        var made = new WastePermissions(settings, scope);
        made.read();
        made.readServices();
        made.mark();
        made.act();
        return made.permissions.stream().map(made::everywhere).toList();
    }

    /** The same in each region; where none is named, in that of the function. */
    private Permission everywhere(Permission permission) {
        if (settings.regions().isEmpty()) {
            return permission;
        }
        return new Permission(
                permission.access(),
                permission.actions(),
                permission.resources().stream()
                        .flatMap(
                                arn ->
                                        settings.regions().stream()
                                                .map(region -> arn.replace("{region}", region))
                                                .distinct())
                        .toList(),
                permission.conditions(),
                permission.why());
    }

    private void read() {
        var describe =
                new ArrayList<>(
                        List.of(
                                "ec2:DescribeVolumes",
                                "ec2:DescribeVolumesModifications",
                                "ec2:DescribeSnapshots",
                                "ec2:DescribeImages",
                                "ec2:DescribeAddresses"));
        if (types.contains(ResourceType.INSTANCE)) {
            describe.add("ec2:DescribeInstances");
        }
        if (types.contains(ResourceType.NAT_GATEWAY)) {
            describe.add("ec2:DescribeNatGateways");
        }
        permissions.add(
                Permission.read(
                        "lists what EC2 has, and which snapshots images need; these calls take no"
                                + " resource",
                        describe,
                        "*"));
        permissions.add(
                Permission.read(
                        "lists the log groups with their retention and tags",
                        List.of("logs:DescribeLogGroups", "logs:ListTagsForResource"),
                        LOG_GROUPS));
        permissions.add(
                Permission.read(
                        "lists the buckets; the call takes no resource",
                        List.of("s3:ListAllMyBuckets"),
                        "*"));
        permissions.add(
                Permission.read(
                        "sees whether a bucket is there, its lifecycle, tags and unfinished"
                                + " uploads",
                        List.of(
                                "s3:ListBucket",
                                "s3:GetLifecycleConfiguration",
                                "s3:GetBucketTagging",
                                "s3:ListBucketMultipartUploads"),
                        BUCKETS));
        permissions.add(
                Permission.read(
                        "tells used from unused; these calls take no resource",
                        List.of("cloudwatch:GetMetricData", "cloudwatch:ListMetrics"),
                        "*"));
        permissions.add(
                Permission.read(
                        "says what waste costs; the call takes no resource",
                        List.of("pricing:GetProducts"),
                        "*"));
    }

    private void readServices() {
        service(
                ResourceType.LOAD_BALANCER,
                "*",
                "elasticloadbalancing:DescribeLoadBalancers",
                "elasticloadbalancing:DescribeTargetGroups",
                "elasticloadbalancing:DescribeTargetHealth",
                "elasticloadbalancing:DescribeTags");
        service(
                ResourceType.DATABASE,
                "arn:{partition}:rds:{region}:{account}:db:*",
                "rds:DescribeDBInstances");
        service(
                ResourceType.CACHE,
                "arn:{partition}:elasticache:{region}:{account}:cluster:*",
                "elasticache:DescribeCacheClusters",
                "elasticache:ListTagsForResource");
        service(
                ResourceType.REPOSITORY,
                "arn:{partition}:ecr:{region}:{account}:repository/*",
                "ecr:DescribeRepositories",
                "ecr:DescribeImages",
                "ecr:ListTagsForResource");
        service(ResourceType.SECRET, "*", "secretsmanager:ListSecrets");
        service(ResourceType.DISTRIBUTION, "*", "cloudfront:ListDistributions");
        service(
                ResourceType.DISTRIBUTION,
                "arn:{partition}:cloudfront::{account}:distribution/*",
                "cloudfront:ListTagsForResource");
    }

    private void service(ResourceType type, String resource, String... actions) {
        if (types.contains(type)) {
            permissions.add(
                    Permission.read(
                            "looks at each " + type + " and its tags", List.of(actions), resource));
        }
    }

    private boolean acts(WasteKind... kinds) {
        return Arrays.stream(kinds).anyMatch(settings::acts);
    }

    /** Marks can be taken off wherever they can be, also when a kind is no longer acted on. */
    private void mark() {
        permissions.add(
                Permission.write(
                                "marks waste, and takes the mark off",
                                List.of("ec2:CreateTags", "ec2:DeleteTags"),
                                VOLUMES,
                                SNAPSHOTS,
                                ADDRESSES)
                        .when(
                                Map.of(
                                        "ForAllValues:StringEquals",
                                        Map.of("aws:TagKeys", WasteMark.TAG))));
        permissions.add(
                Permission.write(
                                "marks waste, and takes the mark off",
                                List.of("logs:TagResource", "logs:UntagResource"),
                                LOG_GROUPS)
                        .when(
                                Map.of(
                                        "ForAllValues:StringEquals",
                                        Map.of("aws:TagKeys", WasteMark.TAG))));
        permissions.add(
                Permission.write(
                        "marks waste, and takes the mark off; S3 writes all tags of a bucket at"
                                + " once",
                        List.of("s3:PutBucketTagging"),
                        BUCKETS));
    }

    private void act() {
        if (acts(WasteKind.UNATTACHED_VOLUMES)) {
            permissions.add(
                    Permission.write(
                            "keeps the content of a volume before it goes",
                            List.of("ec2:CreateSnapshot"),
                            VOLUMES));
            permissions.add(
                    Permission.write(
                                    "makes the last snapshot of a volume, as ours from the start",
                                    List.of("ec2:CreateSnapshot"),
                                    SNAPSHOTS)
                            .when(equal("aws:RequestTag/" + Ownership.OWNER_TAG, scope.owner())));
            permissions.add(
                    Permission.write(
                                    "EC2 asks for it when a snapshot is made with tags",
                                    List.of("ec2:CreateTags"),
                                    SNAPSHOTS)
                            .when(equal("ec2:CreateAction", "CreateSnapshot")));
            delete("ec2:DeleteVolume", VOLUMES, WasteKind.UNATTACHED_VOLUMES);
        }
        if (acts(WasteKind.OLD_SNAPSHOTS, WasteKind.ORPHANED_SNAPSHOTS)) {
            delete(
                    "ec2:DeleteSnapshot",
                    SNAPSHOTS,
                    WasteKind.OLD_SNAPSHOTS,
                    WasteKind.ORPHANED_SNAPSHOTS);
        }
        if (acts(WasteKind.IDLE_ADDRESSES)) {
            delete("ec2:ReleaseAddress", ADDRESSES, WasteKind.IDLE_ADDRESSES);
        }
        if (acts(WasteKind.GP2_VOLUMES)) {
            permissions.add(
                    Permission.write(
                                    "modifies marked gp2 volumes",
                                    List.of("ec2:ModifyVolume"),
                                    VOLUMES)
                            .when(like(MARKED, "*/" + WasteKind.GP2_VOLUMES)));
        }
        if (acts(WasteKind.ENDLESS_LOGS)) {
            permissions.add(
                    Permission.write(
                                    "gives marked log groups a retention",
                                    List.of("logs:PutRetentionPolicy"),
                                    LOG_GROUPS)
                            .when(like(MARKED, "*/" + WasteKind.ENDLESS_LOGS)));
        }
        if (acts(WasteKind.INCOMPLETE_UPLOADS)) {
            permissions.add(
                    Permission.write(
                            "adds the rule that aborts unfinished uploads; IAM does not know a"
                                    + " bucket's tags here",
                            List.of("s3:PutLifecycleConfiguration"),
                            BUCKETS));
        }
    }

    private void delete(String action, String resource, WasteKind... kinds) {
        for (var kind : kinds) {
            if (settings.acts(kind)) {
                permissions.add(
                        Permission.write(
                                        "removes what is marked as " + kind,
                                        List.of(action),
                                        resource)
                                .when(like(MARKED, "*/" + kind)));
            }
        }
    }

    private static Map<String, Map<String, String>> equal(String key, String value) {
        return Map.of("StringEquals", Map.of(key, value));
    }

    private static Map<String, Map<String, String>> like(String key, String value) {
        return Map.of("StringLike", Map.of(key, value));
    }
}
