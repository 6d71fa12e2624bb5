package dev.nightshift.local.deploy.make;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every resource type that a local deployment knows. */
public final class Makers {
    /** Types that are there for CloudFormation alone. */
    private static final Map<String, String> NOTHING_TO_MAKE =
            Map.of("AWS::CDK::Metadata", "it tells AWS which constructs were used");

    private static final Map<String, ResourceMaker> BY_TYPE = byType();

    private Makers() {}

    private static Map<String, ResourceMaker> byType() {
        var byType = new TreeMap<String, ResourceMaker>();
        Stream.of(
                        IamMakers.all(),
                        PolicyMakers.all(),
                        LambdaMakers.all(),
                        TriggerMakers.all(),
                        QueueMakers.all(),
                        TopicMakers.all(),
                        ScheduleMakers.all(),
                        WatchMakers.all(),
                        LogMakers.all(),
                        KeyMakers.all(),
                        BucketMakers.all())
                .flatMap(Collection::stream)
                .forEach(maker -> byType.put(maker.type(), maker));
        Stream.of(new TableMaker(), new BudgetMaker(), new FunctionUrlMaker())
                .forEach(maker -> byType.put(maker.type(), maker));
        return byType;
    }

    /** The maker of a type. */
    public static Optional<ResourceMaker> of(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /** Why a type needs nothing made; empty if it does. */
    public static Optional<String> nothingToMake(String type) {
        return Optional.ofNullable(NOTHING_TO_MAKE.get(type));
    }

    /** All types, sorted. */
    public static Set<String> types() {
        var types = new TreeSet<>(BY_TYPE.keySet());
        types.addAll(NOTHING_TO_MAKE.keySet());
        return types;
    }
}
