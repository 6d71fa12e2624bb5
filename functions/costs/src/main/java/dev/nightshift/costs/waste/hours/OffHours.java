package dev.nightshift.costs.waste.hours;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.RecordShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** off-hours: stops and starts development machines by timetable. */
public final class OffHours implements AutomationSpec<OffHoursSettings> {
    private static final String INSTANCES = "arn:{partition}:ec2:{region}:{account}:instance/*";
    private static final String DATABASES = "arn:{partition}:rds:{region}:{account}:db:*";
    private static final List<String> SWITCHES =
            List.of(
                    "ec2:StopInstances",
                    "ec2:StartInstances",
                    "rds:StopDBInstance",
                    "rds:StartDBInstance",
                    "ecs:UpdateService");
    private static final String SERVICES = "arn:{partition}:ecs:{region}:{account}:service/*";

    @Override
    public String name() {
        return "off-hours";
    }

    @Override
    public RecordShape<OffHoursSettings> shape() {
        return OffHoursShape.SHAPE;
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return OffHoursHandler.class;
    }

    @Override
    public List<Permission> permissions(OffHoursSettings settings, Place place) {
        var permissions = new ArrayList<>(reads());
        permissions.addAll(tags());
        settings.timetables().forEach(timetable -> permissions.addAll(switches(timetable)));
        return List.copyOf(permissions);
    }

    private static List<Permission> reads() {
        return List.of(
                Permission.read(
                        "sees what runs and what is stopped; these calls take no resource",
                        List.of("ec2:DescribeInstances", "ecs:ListClusters", "ecs:ListServices"),
                        "*"),
                Permission.read(
                        "sees what runs and what is stopped",
                        List.of("rds:DescribeDBInstances"),
                        DATABASES),
                Permission.read(
                        "sees how many tasks a service is to run",
                        List.of("ecs:DescribeServices"),
                        SERVICES));
    }

    private static List<Permission> tags() {
        var ourTag =
                Map.of("ForAllValues:StringEquals", Map.of("aws:TagKeys", Machine.STOPPED_TAG));
        return List.of(
                Permission.write(
                                "notes what it stops, so that it starts only that again",
                                List.of("ec2:CreateTags", "ec2:DeleteTags"),
                                INSTANCES)
                        .when(ourTag),
                Permission.write(
                                "notes what it stops, so that it starts only that again",
                                List.of("rds:AddTagsToResource", "rds:RemoveTagsFromResource"),
                                DATABASES)
                        .when(ourTag),
                Permission.write(
                                "notes how many tasks there were",
                                List.of("ecs:TagResource", "ecs:UntagResource"),
                                SERVICES)
                        .when(ourTag));
    }

    /** Only what follows a timetable: by its tags, or by its name. */
    private static List<Permission> switches(Timetable timetable) {
        var why = "stops and starts what follows " + timetable.name();
        var permissions = new ArrayList<Permission>();
        if (!timetable.tags().isEmpty()) {
            var tags = new TreeMap<String, String>();
            timetable.tags().forEach((key, value) -> tags.put("aws:ResourceTag/" + key, value));
            permissions.add(
                    Permission.write(why, SWITCHES, INSTANCES, DATABASES, SERVICES)
                            .when(Map.of("StringEquals", tags)));
        }
        if (!timetable.names().isEmpty()) {
            permissions.add(
                    Permission.write(
                            why,
                            SWITCHES,
                            timetable.names().stream()
                                    .sorted()
                                    .map(OffHours::arn)
                                    .toArray(String[]::new)));
        }
        return permissions;
    }

    private static String arn(String name) {
        var all = name.contains("/") ? SERVICES : name.startsWith("i-") ? INSTANCES : DATABASES;
        return all.substring(0, all.length() - 1) + name;
    }

    @Override
    public OffHoursAutomation create(OffHoursSettings settings, Place place) {
        return new OffHoursAutomation(
                settings, new AwsOffHoursGateway(new AwsOffHoursClients(place.regions().home())));
    }
}
