package dev.nightshift.costs.source;

import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.costs.source.SourceSettings.ExportPlace;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the sources of figures are written, under the key {@code sources}. */
public final class SourceShape {
    private static final int MOST_EXPORTS = 50;
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("[!-~]{0,500}");
    private static final String BUCKET_NAME = "the name of a bucket";

    private static final Field<String> EXPORT_BUCKET =
            Field.required(
                    "bucket",
                    Shapes.pattern(BUCKET, BUCKET_NAME),
                    "The bucket to which exports in the FOCUS format are delivered.");
    private static final Field<String> EXPORT_PREFIX =
            Field.defaulting(
                    "prefix",
                    Shapes.pattern(PREFIX, "a prefix of keys such as exports/focus"),
                    "\"\"",
                    "The folder of that bucket; without it, all of it.");
    private static final Field<Optional<String>> EXPORT_REGION =
            Field.optional(
                    "region", AwsShapes.region(), "Where the bucket is; without it, at home.");
    private static final Field<String> EXPORT_FILES =
            Field.defaulting(
                    "files",
                    Shapes.pattern(PREFIX, "a pattern of paths such as *.parquet"),
                    "\"*\"",
                    "Which files below the prefix are read; * is any text, ? any letter.");
    private static final RecordShape<ExportPlace> EXPORT =
            Shapes.record(
                    values ->
                            new ExportPlace(
                                    values.get(EXPORT_BUCKET),
                                    values.get(EXPORT_PREFIX),
                                    values.get(EXPORT_REGION),
                                    values.get(EXPORT_FILES)),
                    EXPORT_BUCKET,
                    EXPORT_PREFIX,
                    EXPORT_REGION,
                    EXPORT_FILES);

    private static final Field<List<ExportPlace>> EXPORTS =
            Field.defaulting(
                    "exports",
                    Shapes.list(EXPORT, 0, MOST_EXPORTS),
                    "[]",
                    "Where exports in the FOCUS format lie (CSV, CSV.gz, Parquet), of any cloud.");
    private static final Field<Boolean> COST_EXPLORER =
            Field.defaulting(
                    "costExplorer",
                    Shapes.bool(),
                    "false",
                    "Whether Cost Explorer is asked, for 0.01 USD a request; leave it out where an"
                            + " export has the account's costs already.");
    private static final Field<Integer> REQUESTS =
            Field.defaulting(
                    "requestsPerMonth",
                    Shapes.integer(1, 100_000),
                    "200",
                    "How many requests to Cost Explorer may be paid for in a month, by all"
                            + " automations together.");
    private static final Field<Optional<String>> CACHE =
            Field.optional(
                    "bucket",
                    Shapes.pattern(BUCKET, BUCKET_NAME),
                    "A bucket of the home region for Cost Explorer's answers, each of which is paid"
                            + " for once a day, and for the count of requests.");

    public static final RecordShape<SourceSettings> SHAPE =
            Shapes.record(
                            values ->
                                    new SourceSettings(
                                            values.get(EXPORTS),
                                            values.get(COST_EXPLORER),
                                            values.get(REQUESTS),
                                            values.get(CACHE)),
                            EXPORTS,
                            COST_EXPLORER,
                            REQUESTS,
                            CACHE)
                    .check(
                            (sources, reading) -> {
                                if (sources.exports().isEmpty() && !sources.costExplorer()) {
                                    reading.refuse(
                                            "there are no figures: give exports, or costExplorer:"
                                                    + " true");
                                }
                                if (sources.costExplorer() && sources.bucket().isEmpty()) {
                                    reading.refuse(
                                            "costExplorer needs a bucket for the answers that were"
                                                    + " paid for");
                                }
                            });

    private SourceShape() {}
}
