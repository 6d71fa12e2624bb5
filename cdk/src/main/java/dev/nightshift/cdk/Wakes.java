package dev.nightshift.cdk;

import dev.nightshift.core.automation.Wake;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/** Rules of EventBridge that wake an automation beside its schedule. */
final class Wakes {
    private static final int ATTEMPTS = 10;

    private Wakes() {}

    /**
     * An event is worth delivering until the next tick, which sees the same; then it goes to the
     * dead letters.
     */
    static Rule in(Construct scope, Wake wake, Alias live, Duration worthwhile, Bundle bundle) {
        return Rule.Builder.create(scope, Names.pascal(wake.name()))
                .description("Wakes " + live.getLambda().getNode().getPath())
                .eventPattern(
                        EventPattern.builder()
                                .source(wake.sources())
                                .detailType(wake.types())
                                .detail(nested(wake.detail()))
                                .build())
                .targets(
                        List.of(
                                LambdaFunction.Builder.create(live)
                                        .deadLetterQueue(bundle.undelivered())
                                        .maxEventAge(
                                                software.amazon.awscdk.Duration.seconds(
                                                        worthwhile.toSeconds()))
                                        .retryAttempts(ATTEMPTS)
                                        .build()))
                .build();
    }

    /** {@code state.value} is {@code value} within {@code state}. */
    private static Map<String, Object> nested(Map<String, List<String>> detail) {
        var root = new TreeMap<String, Object>();
        var inner = new TreeMap<String, Map<String, List<String>>>();
        detail.forEach(
                (path, values) -> {
                    int dot = path.indexOf('.');
                    if (dot < 0) {
                        root.put(path, values);
                    } else {
                        inner.computeIfAbsent(path.substring(0, dot), any -> new TreeMap<>())
                                .put(path.substring(dot + 1), values);
                    }
                });
        inner.forEach((head, rest) -> root.put(head, nested(rest)));
        return root;
    }
}
