package dev.nightshift.costs.focus;

import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds a Parquet table to a summary: of each row, the columns that the question needs. */
final class ParquetTable {
    /** Snappy is what AWS Data Exports writes; the others would need native libraries on board. */
    private static final Set<CompressionCodec> READABLE =
            EnumSet.of(
                    CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.GZIP);

    private ParquetTable() {}

    /**
     * @param name of the file, in messages
     * @throws CloudException if the table cannot be read, or is not as FOCUS says
     */
    static void read(String name, Exports exports, Export export, Wanted wanted, Summary summary) {
        var threads = Math.min(Runtime.getRuntime().availableProcessors(), 2);
        try (var context = HardwoodContext.create(threads);
                var reader = ParquetFileReader.open(new ExportInput(exports, export), context)) {
            read(name, reader, wanted, summary);
        } catch (BadValueException e) {
            throw damaged(name, e.complaint(), e);
        } catch (CloudException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw cloud(e).orElseGet(
                            () ->
                                    damaged(
                                            name,
                                            "it is no Parquet file, or damaged ("
                                                    + e
                                                    + "); have it exported again",
                                            e));
        }
    }

    private static void read(
            String name, ParquetFileReader reader, Wanted wanted, Summary summary) {
        var fields = reader.getFileSchema().getRootNode().children();
        var layout = Layout.of(fields.stream().map(SchemaNode::name).toList());
        summary.lacks(layout);
        var columns = ParquetRow.columns(layout, wanted);
        var names =
                columns.stream().map(column -> fields.get(layout.position(column)).name()).toList();
        refuseUnreadable(reader, Set.copyOf(names));
        long number = 0;
        try (var rows =
                reader.buildRowReader()
                        .projection(ColumnProjection.columns(names.toArray(String[]::new)))
                        .build()) {
            var row = new ParquetRow(rows, layout, fields, wanted, columns);
            while (rows.hasNext()) {
                number++;
                rows.next();
                summary.add(row.read());
            }
        } catch (BadValueException e) {
            throw damaged(name, "row " + number + ", " + e.complaint(), e);
        }
    }

    private static void refuseUnreadable(ParquetFileReader reader, Set<String> names) {
        var unreadable =
                reader.getFileMetaData().rowGroups().stream()
                        .flatMap(group -> group.columns().stream())
                        .filter(
                                chunk ->
                                        names.contains(
                                                chunk.metaData().pathInSchema().topLevelName()))
                        .map(chunk -> chunk.metaData().codec())
                        .filter(codec -> !READABLE.contains(codec))
                        .map(Enum::name)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (!unreadable.isEmpty()) {
            throw new BadValueException(
                    "it is compressed with %s, which is not read; have it exported with Snappy or GZIP, or uncompressed"
                            .formatted(unreadable));
        }
    }

    /** What went wrong below the Parquet reader, whose threads wrap it. */
    private static Optional<CloudException> cloud(Throwable failure) {
        return Stream.iterate(
                        Optional.of(failure),
                        Optional::isPresent,
                        cause -> cause.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .filter(CloudException.class::isInstance)
                .map(CloudException.class::cast)
                .findFirst();
    }

    private static CloudException damaged(String name, String complaint, Exception cause) {
        return new CloudException(
                Kind.REJECTED, "could not read " + name + ": " + complaint, cause);
    }
}
