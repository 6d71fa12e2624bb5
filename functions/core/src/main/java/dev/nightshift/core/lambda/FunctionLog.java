package dev.nightshift.core.lambda;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;

/** Lambda's own logger: one call, one event in CloudWatch, whatever the line holds. */
public final class FunctionLog {
    private FunctionLog() {}

    public static void line(String line) {
        LambdaRuntime.getLogger().log(line + "\n");
    }
}
