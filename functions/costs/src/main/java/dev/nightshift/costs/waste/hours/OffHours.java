package dev.nightshift.costs.waste.hours;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.RecordShape;
import java.util.List;
import java.util.Map;

/** off-hours: stops and starts development machines by timetable. */
public final class OffHours implements AutomationSpec<OffHoursSettings> {
    private static final String INSTANCES = "arn:{partition}:ec2:{region}:{account}:instance/*";
    private static final String DATABASES = "arn:{partition}:rds:{region}:{account}:db:*";
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
        var ourTag =
                Map.of("ForAllValues:StringEquals", Map.of("aws:TagKeys", Machine.STOPPED_TAG));
        var stoppedByUs = Map.of("Null", Map.of("aws:ResourceTag/" + Machine.STOPPED_TAG, "false"));
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
                        SERVICES),
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
                        .when(ourTag),
                Permission.write(
                                "stops and starts instances, tagged as ours to start again",
                                List.of("ec2:StopInstances", "ec2:StartInstances"),
                                INSTANCES)
                        .when(stoppedByUs),
                Permission.write(
                                "stops and starts databases, tagged as ours to start again",
                                List.of("rds:StopDBInstance", "rds:StartDBInstance"),
                                DATABASES)
                        .when(stoppedByUs),
                Permission.write(
                                "takes a service to no tasks and back",
                                List.of("ecs:UpdateService"),
                                SERVICES)
                        .when(stoppedByUs));
    }

    @Override
    public OffHoursAutomation create(OffHoursSettings settings, Place place) {
        return new OffHoursAutomation(
                settings, new AwsOffHoursGateway(new AwsOffHoursClients(place.regions().home())));
    }
}
