package dev.nightshift.backup.contabo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Instance;
import dev.nightshift.backup.contabo.ContaboBackupFacts.Snapshot;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@link ContaboBackupGateway} on Contabo's REST API.
 *
 * @see <a href="https://api.contabo.com">Contabo API</a>
 */
final class HttpContaboBackupGateway implements ContaboBackupGateway {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;
    private static final String INSTANCES = "/v1/compute/instances";

    /** What becomes part of an address; Contabo's own look like {@code snap1628603855}. */
    private static final Pattern SNAPSHOT_ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    /**
     * The description says {@code 2021-06-02T12:32:03.363Z}, its examples {@code 2021-06-02
     * 12:32:03.363000+00:00} and {@code +0000}.
     */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("['T'][' ']")
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .appendPattern("[XXX][XX]")
                    .toFormatter();

    private final ContaboHttp http;

    HttpContaboBackupGateway(ContaboHttp http) {
        this.http = http;
    }

    @Override
    public List<Instance> instances() {
        return all(
                        "list the instances",
                        INSTANCES,
                        HttpContaboBackupGateway::instance,
                        Instance::id)
                .stream()
                .sorted(Comparator.comparingLong(Instance::id))
                .toList();
    }

    @Override
    public List<Snapshot> snapshots(long instance) {
        return all(
                        "list the snapshots of " + instance,
                        path(instance),
                        (doing, node) -> snapshot(doing, instance, node),
                        Snapshot::id)
                .stream()
                .sorted(Comparator.comparing(Snapshot::id))
                .toList();
    }

    @Override
    public Snapshot create(long instance, String name, String description) {
        var doing = "take snapshot " + name + " of " + instance;
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", name)
                        .put("description", description);
        var made = http.post(doing, path(instance), body).path("data");
        if (made.size() != 1) {
            throw malformed(doing, "data");
        }
        return snapshot(doing, instance, made.path(0));
    }

    @Override
    public boolean delete(long instance, String snapshot) {
        if (!SNAPSHOT_ID.matcher(snapshot).matches()) {
            throw new IllegalArgumentException("not the id of a snapshot");
        }
        try {
            http.delete(
                    "remove snapshot " + snapshot + " of " + instance,
                    path(instance) + "/" + snapshot);
            return true;
        } catch (CloudException refusal) {
            if (refusal.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw refusal;
        }
    }

    private static String path(long instance) {
        return INSTANCES + "/" + instance + "/snapshots";
    }

    /** Every page, or none: a list that changes on the way is not a list. */
    private <T> List<T> all(
            String doing, String path, BiFunction<String, JsonNode, T> read, Function<T, ?> id) {
        var found = new ArrayList<T>();
        var totals = new HashSet<Long>();
        long pages;
        int page = 1;
        do {
            var answer = http.get(doing, path + "?page=" + page + "&size=" + PAGE);
            if (!answer.path("data").isArray()) {
                throw malformed(doing, "data");
            }
            answer.path("data").forEach(node -> found.add(read.apply(doing, node)));
            totals.add(number(doing, answer.path("_pagination"), "totalElements"));
            pages = number(doing, answer.path("_pagination"), "totalPages");
            if (pages > MOST_PAGES) {
                throw new CloudException(
                        Kind.REJECTED,
                        "could not " + doing + ": " + pages + " pages are more than can be right");
            }
            page++;
        } while (page <= pages);
        var distinct = new HashSet<>(found.stream().map(id).toList());
        if (found.size() != distinct.size() || !totals.equals(Set.of((long) found.size()))) {
            throw new CloudException(
                    Kind.UNREACHABLE,
                    "could not " + doing + ": the list changed while it was read");
        }
        return found;
    }

    private static Instance instance(String doing, JsonNode node) {
        return new Instance(
                number(doing, node, "instanceId"),
                text(doing, node, "name"),
                node.path("displayName").asText(),
                node.path("productName").asText(),
                text(doing, node, "status"),
                time(node, "createdDate"));
    }

    private static Snapshot snapshot(String doing, long instance, JsonNode node) {
        var id = text(doing, node, "snapshotId");
        if (!SNAPSHOT_ID.matcher(id).matches()) {
            throw malformed(doing, "snapshotId");
        }
        if (number(doing, node, "instanceId") != instance) {
            throw malformed(doing, "instanceId");
        }
        return new Snapshot(
                id,
                text(doing, node, "name"),
                node.path("description").asText(),
                time(node, "createdDate").orElseThrow(() -> malformed(doing, "createdDate")),
                time(node, "autoDeleteDate"));
    }

    private static String text(String doing, JsonNode node, String field) {
        var value = node.path(field);
        if (!value.isTextual()) {
            throw malformed(doing, field);
        }
        return value.asText();
    }

    private static long number(String doing, JsonNode node, String field) {
        var value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw malformed(doing, field);
        }
        return value.asLong();
    }

    private static Optional<Instant> time(JsonNode node, String field) {
        try {
            return Optional.of(OffsetDateTime.parse(node.path(field).asText(), TIME).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static CloudException malformed(String doing, String field) {
        return new CloudException(
                Kind.REJECTED,
                "could not "
                        + doing
                        + ": \""
                        + field
                        + "\" of Contabo's answer is not as its API description says");
    }
}
