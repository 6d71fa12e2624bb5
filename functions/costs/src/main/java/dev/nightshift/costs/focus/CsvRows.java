package dev.nightshift.costs.focus;

/** Turns the records of one block after the other into rows; for one thread. */
final class CsvRows {
    private static final FocusColumn[] PLAIN = {
        FocusColumn.BILLING_CURRENCY,
        FocusColumn.PROVIDER,
        FocusColumn.SERVICE_NAME,
        FocusColumn.REGION_ID
    };
    private static final int[] PLAIN_TEXTS = {
        Wanted.CURRENCY, Wanted.PROVIDER, Wanted.SERVICE, Wanted.REGION
    };

    private final CsvScanner scanner = new CsvScanner();
    private final Layout layout;
    private final Summary summary;
    private final Row row;
    private final Days days = new Days();
    private final TagValues tags;
    private final int[] plain = new int[PLAIN.length];
    private final int billed;
    private final int effective;
    private final int chargeStart;
    private final int periodStart;
    private final int periodEnd;
    private final int account;
    private final int payer;
    private final int usage;
    private final int category;
    private final int tag;

    CsvRows(Layout layout, Wanted wanted, Summary summary) {
        this.layout = layout;
        this.summary = summary;
        row = new Row(wanted);
        tags = new TagValues(wanted.tags());
        for (int i = 0; i < PLAIN.length; i++) {
            plain[i] = wanted.uses(PLAIN_TEXTS[i]) ? layout.position(PLAIN[i]) : -1;
        }
        billed = layout.position(FocusColumn.BILLED_COST);
        effective = layout.position(FocusColumn.EFFECTIVE_COST);
        chargeStart = layout.position(FocusColumn.CHARGE_PERIOD_START);
        periodStart = layout.position(FocusColumn.BILLING_PERIOD_START);
        periodEnd = layout.position(FocusColumn.BILLING_PERIOD_END);
        account = layout.position(FocusColumn.SUB_ACCOUNT_ID);
        payer = layout.position(FocusColumn.BILLING_ACCOUNT_ID);
        usage = wanted.uses(Wanted.USAGE_TYPE) ? layout.position(layout.usageType()) : -1;
        category = wanted.uses(Wanted.CATEGORY) ? layout.position(FocusColumn.CHARGE_CATEGORY) : -1;
        tag = wanted.tags().isEmpty() ? -1 : layout.position(FocusColumn.TAGS);
    }

    /** Where a {@link BadValueException} came from: lines of the block before the record. */
    int linesBefore() {
        return scanner.linesBefore();
    }

    /**
     * @param skipped records at the beginning that are no charges
     * @throws BadValueException if a record is not as FOCUS says
     */
    void add(CsvBlocks.Block block, int skipped) {
        scanner.begin(block);
        for (int i = 0; i < skipped; i++) {
            scanner.next();
        }
        while (scanner.next()) {
            if (scanner.fields() == layout.columns()) {
                read();
                RowTexts.check(row);
                summary.add(row);
            } else if (!scanner.blank()) {
                throw new BadValueException(
                        "there are %d fields and %d columns; the file is damaged: have it exported again"
                                .formatted(scanner.fields(), layout.columns()));
            }
        }
    }

    private void read() {
        number(billed, FocusColumn.BILLED_COST, row.billed);
        number(effective, FocusColumn.EFFECTIVE_COST, row.effective);
        row.day = day(chargeStart, FocusColumn.CHARGE_PERIOD_START);
        row.periodFirst = day(periodStart, FocusColumn.BILLING_PERIOD_START);
        row.periodEnd = day(periodEnd, FocusColumn.BILLING_PERIOD_END);
        for (int i = 0; i < plain.length; i++) {
            text(plain[i], PLAIN_TEXTS[i]);
        }
        row.clear(Wanted.ACCOUNT);
        text(account, Wanted.ACCOUNT);
        if (row.length[Wanted.ACCOUNT] == 0) {
            text(payer, Wanted.ACCOUNT);
        }
        text(usage, Wanted.USAGE_TYPE);
        if (category >= 0) {
            scanner.select(category);
            row.text(
                    Wanted.CATEGORY,
                    RowTexts.category(scanner.source(), scanner.start(), scanner.length()));
        }
        if (tag >= 0) {
            scanner.select(tag);
            var values = tags.of(scanner.source(), scanner.start(), scanner.length());
            for (int i = 0; i < values.length; i++) {
                row.text(Wanted.FIRST_TAG + i, values[i]);
            }
        }
    }

    private void text(int field, int text) {
        if (field >= 0) {
            scanner.select(field);
            row.text(text, scanner.source(), scanner.start(), scanner.length());
        }
    }

    private int day(int field, FocusColumn column) {
        scanner.select(field);
        return days.day(column, scanner.source(), scanner.start(), scanner.length());
    }

    private void number(int field, FocusColumn column, Decimal into) {
        if (!scanner.number(field, into)) {
            scanner.select(field);
            if (scanner.length() == 0) {
                throw BadValueException.empty(column);
            }
            throw noNumber(column, scanner.text());
        }
    }

    static BadValueException noNumber(FocusColumn column, String text) {
        return BadValueException.of(
                column,
                text,
                "is no number such as 12.5; correct it, or have the file exported again");
    }
}
