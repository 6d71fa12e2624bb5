package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Permission.Access;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What deploy-watch may do: look, and purge where that is asked for. */
final class DeployWatchPermissions {
    private DeployWatchPermissions() {}

    static List<Permission> of(DeployWatchSettings settings) {
        var permissions = new ArrayList<Permission>();
        for (var service : settings.services()) {
            permissions.addAll(TargetPermissions.toObserve(service.target()));
            permissions.addAll(TargetPermissions.toReadMarks(service.target()));
            if (settings.purge().contains(service.name())) {
                purge(service).forEach(permissions::add);
            }
        }
        if (settings.services().stream().anyMatch(service -> !service.alarms().isEmpty())) {
            permissions.add(
                    Permission.read(
                            "without it no release is known to be good; composite alarms are shown"
                                    + " only to who may see all",
                            List.of("cloudwatch:DescribeAlarms"),
                            "*"));
        }
        return permissions;
    }

    private static List<Permission> purge(Service service) {
        return service.target() instanceof Target.StaticSite site
                ? site
                        .distribution()
                        .map(TargetPermissions::ofInvalidation)
                        .orElse(List.of())
                        .stream()
                        .filter(permission -> permission.access() == Access.WRITE)
                        .toList()
                : List.of();
    }

    /** For the function that takes the webhooks. */
    static List<Permission> ofWebhooks(DeployWatchSettings settings, Place place) {
        var permissions = new ArrayList<>(secrets(settings));
        permissions.add(
                Permission.note(
                        "what is told is noted, and nothing else of the ledger is touched",
                        place.ledger(),
                        "deployment#"));
        return List.copyOf(permissions);
    }

    private static List<Permission> secrets(DeployWatchSettings settings) {
        return settings.webhooks().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                        sender ->
                                Permission.read(
                                        "without it no webhook of %s can be told from a forgery"
                                                .formatted(sender.getKey().word()),
                                        List.of("secretsmanager:GetSecretValue"),
                                        // Secrets Manager adds six characters to the name
                                        "arn:{partition}:secretsmanager:{region}:{account}:secret:"
                                                + sender.getValue()
                                                + "-??????"))
                .toList();
    }
}
