package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.anomaly.Attribution.Made;
import dev.nightshift.costs.anomaly.Attribution.Maker;
import dev.nightshift.costs.anomaly.Attribution.Unknown;
import dev.nightshift.costs.anomaly.Trail.Change;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Asks a trail who made what costs more: who created, started or changed most in the service on the
 * two days before its costs rose, and on that day; in the region that explains most of it.
 */
final class Makers {
    private static final int DAYS_BEFORE = 2;

    /** CloudTrail keeps ninety days; a day or two pass until figures are there. */
    private static final int OLDEST_DAYS = 85;

    private static final int MOST_NAMED = 2;
    private static final List<String> MAKING =
            List.of("Create", "Run", "Start", "Allocate", "Put", "Modify");

    /**
     * Event sources by what a service's name contains in bills, without its maker, capitals and
     * spaces; the first that fits.
     */
    private static final List<Map.Entry<String, String>> SOURCES =
            List.of(
                    Map.entry("elasticcomputecloud", "ec2"),
                    Map.entry("ec2containerregistry", "ecr"),
                    Map.entry("elasticcontainerregistry", "ecr"),
                    Map.entry("ec2", "ec2"),
                    Map.entry("virtualprivatecloud", "ec2"),
                    Map.entry("elasticblockstore", "ec2"),
                    Map.entry("elasticloadbalancing", "elasticloadbalancing"),
                    Map.entry("relationaldatabaseservice", "rds"),
                    Map.entry("simplestorageservice", "s3"),
                    Map.entry("dynamodb", "dynamodb"),
                    Map.entry("elasticache", "elasticache"),
                    Map.entry("lambda", "lambda"),
                    Map.entry("elasticcontainerserviceforkubernetes", "eks"),
                    Map.entry("elastickubernetesservice", "eks"),
                    Map.entry("elasticcontainerservice", "ecs"),
                    Map.entry("elasticfilesystem", "elasticfilesystem"),
                    Map.entry("opensearchservice", "es"),
                    Map.entry("redshift", "redshift"),
                    Map.entry("sagemaker", "sagemaker"),
                    Map.entry("bedrock", "bedrock"),
                    Map.entry("kinesis", "kinesis"),
                    Map.entry("managedstreamingforapachekafka", "kafka"),
                    Map.entry("keymanagementservice", "kms"),
                    Map.entry("secretsmanager", "secretsmanager"),
                    Map.entry("glue", "glue"),
                    Map.entry("elasticmapreduce", "elasticmapreduce"));

    /** Bills also name places that are none, such as {@code global}. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(-[a-z]{2,12}){1,3}-\\d{1,2}");

    private final Trail.Regions trails;
    private final String home;
    private final String account;

    /**
     * @param home the region whose trail is asked if it is not known where something costs more
     * @param account whose trails they are, twelve digits
     */
    Makers(Trail.Regions trails, String home, String account) {
        this.trails = trails;
        this.home = home;
        this.account = account;
    }

    /**
     * @throws dev.nightshift.core.automation.CloudException if the trail could not be read
     */
    Attribution of(Finding finding) {
        var source = source(finding.key().part(2));
        if (!finding.key().part(1).equals(account)) {
            return new Unknown("it would be in another account's trail");
        }
        if (source.isEmpty()) {
            return new Unknown("whose calls belong to this service is not known here");
        }
        if (finding.since().isBefore(finding.day().minusDays(OLDEST_DAYS))) {
            return new Unknown("CloudTrail keeps 90 days");
        }
        var where = finding.region().filter(region -> REGION.matcher(region).matches());
        var region = where.orElse(home);
        var read =
                trails.in(region)
                        .changes(
                                source.get(),
                                start(finding.since().minusDays(DAYS_BEFORE)),
                                start(finding.since().plusDays(1)));
        var makers = busiest(read.changes());
        var place = "CloudTrail in " + region + (where.isEmpty() ? ", the home region," : "");
        return makers.isEmpty()
                ? new Unknown(
                        read.more()
                                ? "nobody made anything in the latest changes of its first days by "
                                        + place
                                        + " and there are more"
                                : "by " + place + " nobody made anything in its first days")
                : new Made(makers, region, read.more());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Optional<String> source(String service) {
        var name =
                service.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]", "")
                        .replaceFirst("^(amazon|aws)", "");
        return SOURCES.stream()
                .filter(entry -> name.contains(entry.getKey()))
                .map(entry -> entry.getValue() + ".amazonaws.com")
                .findFirst();
    }

    private static List<Maker> busiest(List<Change> changes) {
        var byName = new TreeMap<String, Map<String, Integer>>();
        for (var change : changes) {
            if (!change.who().isEmpty() && MAKING.stream().anyMatch(change.what()::startsWith)) {
                byName.computeIfAbsent(CreatedBy.plain(change.who()), _ -> new HashMap<>())
                        .merge(change.what(), 1, Integer::sum);
            }
        }
        return byName.entrySet().stream()
                .sorted(
                        Comparator.comparingInt(
                                        (Map.Entry<String, Map<String, Integer>> one) ->
                                                one.getValue().values().stream()
                                                        .mapToInt(Integer::intValue)
                                                        .sum())
                                .reversed())
                .limit(MOST_NAMED)
                .map(one -> maker(one.getKey(), one.getValue()))
                .toList();
    }

    private static Maker maker(String name, Map<String, Integer> calls) {
        var most =
                new TreeMap<>(calls)
                        .entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        return new Maker(name, most.getKey(), most.getValue());
    }
}
