package dev.nightshift.costs.report;

import dev.nightshift.costs.explorer.SafeNames;
import dev.nightshift.costs.summary.Budget;
import java.util.regex.Pattern;

/**
 * What budgets of the settings are called in AWS Budgets, where the deployment puts them, so that
 * the report does not tell them twice.
 */
public final class DeployedBudgets {
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9 ._-]+");
    private static final int LONGEST = 50;

    private DeployedBudgets() {}

    static String prefix(String stage) {
        return "nightshift-" + stage + "-cost-";
    }

    /**
     * Unlike that of every other budget of the settings; AWS takes 100 characters without colon and
     * backslash.
     */
    public static String name(String stage, Budget budget) {
        var given = budget.name();
        var fit = UNFIT.matcher(given).replaceAll("-");
        var cut = fit.length() > LONGEST ? fit.substring(0, LONGEST) : fit;
        return prefix(stage) + (cut.equals(given) ? given : cut + "-" + SafeNames.hash(given));
    }
}
