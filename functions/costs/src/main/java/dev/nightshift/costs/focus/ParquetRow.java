package dev.nightshift.costs.focus;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The row at which a Parquet reader stands, in the form of {@link Row}. */
final class ParquetRow {
    private final RowReader rows;
    private final Layout layout;
    private final Wanted wanted;
    private final Row row;
    private final Days days = new Days();
    private final TagValues tags;
    private final Map<FocusColumn, SchemaNode> nodes = new EnumMap<>(FocusColumn.class);

    /** By column, its number in the reader. */
    private final Map<FocusColumn, Integer> indexes = new EnumMap<>(FocusColumn.class);

    ParquetRow(
            RowReader rows,
            Layout layout,
            List<SchemaNode> fields,
            Wanted wanted,
            List<FocusColumn> columns) {
        this.rows = rows;
        this.layout = layout;
        this.wanted = wanted;
        row = new Row(wanted);
        tags = new TagValues(wanted.tags());
        for (var column : columns) {
            var node = fields.get(layout.position(column));
            nodes.put(column, node);
            for (int i = 0; i < rows.getFieldCount(); i++) {
                if (rows.getFieldName(i).equals(node.name())) {
                    indexes.put(column, i);
                }
            }
        }
    }

    /** Those that a question needs and the table has. */
    static List<FocusColumn> columns(Layout layout, Wanted wanted) {
        var columns = new ArrayList<FocusColumn>();
        for (var column : FocusColumn.values()) {
            boolean needed =
                    switch (column) {
                        case REGION_ID -> wanted.uses(Wanted.REGION);
                        case SKU_METER, CHARGE_DESCRIPTION ->
                                wanted.uses(Wanted.USAGE_TYPE) && column == layout.usageType();
                        case CHARGE_CATEGORY -> wanted.uses(Wanted.CATEGORY);
                        case TAGS -> !wanted.tags().isEmpty();
                        case BILLED_COST,
                                EFFECTIVE_COST,
                                BILLING_CURRENCY,
                                BILLING_PERIOD_START,
                                BILLING_PERIOD_END,
                                CHARGE_PERIOD_START,
                                PROVIDER,
                                BILLING_ACCOUNT_ID,
                                SUB_ACCOUNT_ID,
                                SERVICE_NAME ->
                                true;
                    };
            if (needed && layout.has(column)) {
                columns.add(column);
            }
        }
        return List.copyOf(columns);
    }

    /**
     * @throws BadValueException if it is not as FOCUS says
     */
    Row read() {
        amount(FocusColumn.BILLED_COST, row.billed);
        amount(FocusColumn.EFFECTIVE_COST, row.effective);
        row.day = day(FocusColumn.CHARGE_PERIOD_START);
        row.periodFirst = day(FocusColumn.BILLING_PERIOD_START);
        row.periodEnd = day(FocusColumn.BILLING_PERIOD_END);
        text(FocusColumn.BILLING_CURRENCY, Wanted.CURRENCY);
        text(FocusColumn.PROVIDER, Wanted.PROVIDER);
        text(FocusColumn.SERVICE_NAME, Wanted.SERVICE);
        text(FocusColumn.REGION_ID, Wanted.REGION);
        row.clear(Wanted.ACCOUNT);
        text(FocusColumn.SUB_ACCOUNT_ID, Wanted.ACCOUNT);
        if (row.length[Wanted.ACCOUNT] == 0) {
            text(FocusColumn.BILLING_ACCOUNT_ID, Wanted.ACCOUNT);
        }
        text(layout.usageType(), Wanted.USAGE_TYPE);
        if (indexes.containsKey(FocusColumn.CHARGE_CATEGORY)) {
            var category = bytes(FocusColumn.CHARGE_CATEGORY);
            row.text(Wanted.CATEGORY, RowTexts.category(category, 0, category.length));
        }
        tags();
        RowTexts.check(row);
        return row;
    }

    private void amount(FocusColumn column, Decimal into) {
        int index = index(column);
        if (rows.isNull(index)) {
            throw BadValueException.empty(column);
        }
        if (!(nodes.get(column) instanceof SchemaNode.PrimitiveNode node)) {
            throw unfit(column);
        }
        if (node.logicalType() instanceof LogicalType.DecimalType) {
            into.set(rows.getDecimal(index));
            return;
        }
        switch (node.type()) {
            case DOUBLE -> into.set(decimal(column, Double.toString(rows.getDouble(index))));
            case FLOAT -> into.set(decimal(column, Float.toString(rows.getFloat(index))));
            case INT32 -> into.set(rows.getInt(index), 0);
            case INT64 -> into.set(rows.getLong(index), 0);
            case BYTE_ARRAY -> {
                var text = bytes(column);
                if (!into.parse(text, 0, text.length)) {
                    throw CsvRows.noNumber(column, new String(text, StandardCharsets.UTF_8));
                }
            }
            case BOOLEAN, INT96, FIXED_LEN_BYTE_ARRAY -> throw unfit(column);
        }
    }

    /** The shortest number that means this float, as whoever wrote it meant it. */
    private static BigDecimal decimal(FocusColumn column, String text) {
        if (text.endsWith("N") || text.endsWith("y")) {
            throw CsvRows.noNumber(column, text);
        }
        return new BigDecimal(text);
    }

    private int day(FocusColumn column) {
        int index = index(column);
        if (rows.isNull(index)) {
            throw BadValueException.empty(column);
        }
        if (!(nodes.get(column) instanceof SchemaNode.PrimitiveNode node)) {
            throw unfit(column);
        }
        if (node.logicalType() instanceof LogicalType.TimestampType type) {
            long units =
                    switch (type.unit()) {
                        case MILLIS -> TimeUnit.DAYS.toMillis(1);
                        case MICROS -> TimeUnit.DAYS.toMicros(1);
                        case NANOS -> TimeUnit.DAYS.toNanos(1);
                    };
            return Math.toIntExact(Math.floorDiv(rows.getLong(index), units));
        }
        if (node.logicalType() instanceof LogicalType.DateType) {
            return rows.getInt(index);
        }
        if (node.type() == PhysicalType.INT96) {
            Instant time = rows.getTimestamp(index);
            return Math.toIntExact(time.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay());
        }
        if (node.type() != PhysicalType.BYTE_ARRAY) {
            throw unfit(column);
        }
        var text = bytes(column);
        return days.day(column, text, 0, text.length);
    }

    private void text(FocusColumn column, int text) {
        if (indexes.containsKey(column)) {
            row.text(text, bytes(column));
        }
    }

    private void tags() {
        int index = index(FocusColumn.TAGS);
        if (index < 0) {
            return;
        }
        if (nodes.get(FocusColumn.TAGS) instanceof SchemaNode.GroupNode group) {
            if (!group.isMap()) {
                throw unfit(FocusColumn.TAGS);
            }
            for (int i = 0; i < wanted.tags().size(); i++) {
                row.clear(Wanted.FIRST_TAG + i);
            }
            if (!rows.isNull(index)) {
                for (var entry : rows.getMap(index).getEntries()) {
                    int tag = wanted.tags().indexOf(entry.getStringKey());
                    if (tag >= 0 && !entry.isValueNull()) {
                        row.text(
                                Wanted.FIRST_TAG + tag,
                                entry.getStringValue().getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
            return;
        }
        var json = bytes(FocusColumn.TAGS);
        var values = tags.of(json, 0, json.length);
        for (int i = 0; i < values.length; i++) {
            row.text(Wanted.FIRST_TAG + i, values[i]);
        }
    }

    private byte[] bytes(FocusColumn column) {
        int index = index(column);
        if (!(nodes.get(column) instanceof SchemaNode.PrimitiveNode node)
                || node.type() != PhysicalType.BYTE_ARRAY) {
            throw unfit(column);
        }
        var bytes = rows.isNull(index) ? new byte[0] : rows.getBinary(index);
        return RowTexts.absent(bytes, 0, bytes.length) ? new byte[0] : bytes;
    }

    /** Below 0 if it is not read. */
    private int index(FocusColumn column) {
        return indexes.getOrDefault(column, -1);
    }

    private BadValueException unfit(FocusColumn column) {
        return new BadValueException(
                "column %s: its type %s is not one that FOCUS has for it; have it exported again as FOCUS 1.0 or later"
                        .formatted(column.id(), nodes.get(column)));
    }
}
