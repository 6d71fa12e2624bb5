package dev.nightshift.local.deploy;

import dev.nightshift.local.emulator.RunningEmulator;
import java.util.List;
import java.util.Optional;

/**
 * What an emulator is known not to hold. Each line was seen, and is printed with its reason when it
 * is met; nothing else is excused.
 */
final class EmulatorLimits {
    private record Limit(String type, String path, String reason) {
        boolean covers(String otherType, String otherPath) {
            return type.equals(otherType)
                    && (path.equals(otherPath) || otherPath.startsWith(path + "."));
        }
    }

    private static final String NO_ANOMALIES = "moto has no Cost Anomaly Detection";

    private static final List<Limit> MOTO =
            List.of(
                    new Limit(
                            "AWS::Lambda::Function",
                            "SnapStart",
                            "moto takes SnapStart and does not keep it"),
                    new Limit(
                            "AWS::Lambda::Function",
                            "LoggingConfig",
                            "moto takes the logging configuration and does not keep it"),
                    new Limit(
                            "AWS::Lambda::Function",
                            "DeadLetterConfig",
                            "moto takes a function's dead letter queue and does not keep it"),
                    new Limit(
                            "AWS::Lambda::Url",
                            "Qualifier",
                            "moto gives a URL to a function, not to its alias"),
                    new Limit(
                            "AWS::Budgets::Budget",
                            "Subscribers",
                            "moto keeps notifications without their subscribers"),
                    new Limit(
                            "AWS::Budgets::Budget",
                            "ResourceTags",
                            "moto keeps budgets without their tags"),
                    new Limit("AWS::CE::AnomalyMonitor", "", NO_ANOMALIES),
                    new Limit("AWS::CE::AnomalySubscription", "", NO_ANOMALIES),
                    new Limit(
                            "AWS::CloudWatch::CompositeAlarm", "", "moto has no composite alarms"));

    private EmulatorLimits() {}

    /** Why an emulator cannot hold a type at all; empty if it can. */
    static Optional<String> excuse(String emulator, String type) {
        return excuse(emulator, type, "");
    }

    static Optional<String> excuse(String emulator, String type, String path) {
        return emulator.equals(RunningEmulator.MOTO)
                ? MOTO.stream()
                        .filter(limit -> limit.covers(type, path))
                        .map(Limit::reason)
                        .findFirst()
                : Optional.empty();
    }
}
