package dev.nightshift.core.config;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An automation that has settings of every kind and does nothing. */
final class TidySpec implements AutomationSpec<TidySpec.Tidy> {
    sealed interface Select {
        record Tags(Map<String, String> tags) implements Select {}

        record Names(List<String> names) implements Select {}
    }

    record Keep(int last, int daily) {}

    record Copy(String region, Optional<String> key) {}

    record Tidy(Select select, Duration every, Keep keep, List<Copy> copyTo) {}

    private static final Field<Select> SELECT =
            Field.required("select", Shapes.tagged(variants()), "Which ones.");
    private static final Field<Duration> EVERY =
            Field.defaulting(
                    "every",
                    AwsShapes.duration(Duration.ofHours(1), Duration.ofDays(30)),
                    "24h",
                    "How often.");
    private static final Field<Integer> LAST =
            Field.required("last", Shapes.integer(1, 1000), "How many at least.");
    private static final Field<Integer> DAILY =
            Field.defaulting("daily", Shapes.integer(0, 1000), "0", "How many days.");
    private static final Field<Keep> KEEP =
            Field.required(
                    "keep",
                    Shapes.record(v -> new Keep(v.get(LAST), v.get(DAILY)), LAST, DAILY),
                    "How many are kept.");
    private static final Field<String> REGION =
            Field.required("region", AwsShapes.region(), "Where to.");
    private static final Field<Optional<String>> KEY =
            Field.optional("kmsKey", Shapes.text(), "The key there.");
    private static final Field<List<Copy>> COPY_TO =
            Field.defaulting(
                    "copyTo",
                    Shapes.list(
                            Shapes.record(v -> new Copy(v.get(REGION), v.get(KEY)), REGION, KEY),
                            0,
                            5),
                    "[]",
                    "Further copies.");

    private static Map<String, Shape<? extends Select>> variants() {
        var variants = new LinkedHashMap<String, Shape<? extends Select>>();
        variants.put(
                "tags",
                Shapes.map(Pattern.compile("[a-z:]{1,128}"), "a tag key", Shapes.text())
                        .map(Select.Tags::new));
        variants.put("names", Shapes.list(Shapes.text(), 1, 100).map(Select.Names::new));
        return variants;
    }

    @Override
    public String name() {
        return "tidy";
    }

    @Override
    public RecordShape<Tidy> shape() {
        return Shapes.record(
                v -> new Tidy(v.get(SELECT), v.get(EVERY), v.get(KEEP), v.get(COPY_TO)),
                SELECT,
                EVERY,
                KEEP,
                COPY_TO);
    }

    static final class Handler implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return Handler.class;
    }

    @Override
    public List<Permission> permissions(Tidy settings, Place place) {
        return List.of();
    }

    @Override
    public Automation<?, ?> create(Tidy settings, Place place) {
        throw new UnsupportedOperationException();
    }
}
