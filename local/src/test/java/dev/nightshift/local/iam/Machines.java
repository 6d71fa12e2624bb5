package dev.nightshift.local.iam;

import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.Account;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.rds.RdsClient;

/** Of each kind of machine one that is to be stopped, and one that was and is to be started. */
final class Machines {
    static final String SETTINGS =
            """
              off-hours:
                schedule: rate(15 minutes)
                apply: true
                timetables:
                  - { name: dev, tags: { stage: dev }, zone: UTC, from: "07:00", to: "19:00" }
            """;

    private static final String NOTE = "nightshift:off-hours";
    private static final int TASKS = 2;

    private final Account admin;
    private final Map<String, String> instances = new HashMap<>();

    private Machines(Account admin) {
        this.admin = admin;
    }

    static Machines build(Account admin) {
        var machines = new Machines(admin);
        machines.build();
        return machines;
    }

    private void build() {
        try (var ec2 = admin.client(Ec2Client.builder(), House.REGION);
                var rds = admin.client(RdsClient.builder(), House.REGION);
                var ecs = admin.client(EcsClient.builder(), House.REGION)) {
            var image = ec2.describeImages().images().getFirst().imageId();
            ecs.createCluster(create -> create.clusterName("dev"));
            ecs.registerTaskDefinition(
                    register ->
                            register.family("api")
                                    .containerDefinitions(
                                            ContainerDefinition.builder()
                                                    .name("api")
                                                    .image("api")
                                                    .memory(64)
                                                    .build()));
            for (var hours : List.of("on", "off")) {
                var tags = tags(hours);
                instances.put(
                        hours,
                        ec2.runInstances(
                                        run ->
                                                run.imageId(image)
                                                        .instanceType(InstanceType.T3_SMALL)
                                                        .minCount(1)
                                                        .maxCount(1)
                                                        .tagSpecifications(
                                                                TagSpecification.builder()
                                                                        .resourceType(
                                                                                ResourceType
                                                                                        .INSTANCE)
                                                                        .tags(ec2(tags))
                                                                        .build()))
                                .instances()
                                .getFirst()
                                .instanceId());
                rds.createDBInstance(
                        create ->
                                create.dbInstanceIdentifier("dev-" + hours)
                                        .dbInstanceClass("db.t3.medium")
                                        .engine("postgres")
                                        .allocatedStorage(20)
                                        .masterUsername("root")
                                        .masterUserPassword("only-in-memory")
                                        .tags(rds(tags)));
                ecs.createService(
                        create ->
                                create.cluster("dev")
                                        .serviceName("api-" + hours)
                                        .taskDefinition("api")
                                        .desiredCount(TASKS)
                                        .tags(ecs(tags)));
            }
        }
    }

    /** What the day's tag wants, whatever the time is. */
    private static Map<String, String> tags(String hours) {
        return Map.of(
                "stage", "dev", "nightshift:hours", hours + ":" + LocalDate.now(Clock.systemUTC()));
    }

    /** What is to be off is on, and the other way round. */
    Scene swapped() {
        try (var ec2 = admin.client(Ec2Client.builder(), House.REGION);
                var rds = admin.client(RdsClient.builder(), House.REGION);
                var ecs = admin.client(EcsClient.builder(), House.REGION)) {
            instances(ec2);
            databases(rds);
            services(ecs);
        }
        return Scene.of("{\"trigger\":\"manual\"}", "6 done");
    }

    private void instances(Ec2Client ec2) {
        ec2.startInstances(start -> start.instanceIds(instances.get("off")));
        ec2.deleteTags(
                delete ->
                        delete.resources(instances.get("off"))
                                .tags(
                                        software.amazon.awssdk.services.ec2.model.Tag.builder()
                                                .key(NOTE)
                                                .build()));
        ec2.stopInstances(stop -> stop.instanceIds(instances.get("on")));
        ec2.createTags(
                create -> create.resources(instances.get("on")).tags(ec2(Map.of(NOTE, "1"))));
    }

    private static void databases(RdsClient rds) {
        for (var database : rds.describeDBInstances().dbInstances()) {
            var id = database.dbInstanceIdentifier();
            boolean runs = database.dbInstanceStatus().equals("available");
            if (id.equals("dev-off")) {
                if (!runs) {
                    rds.startDBInstance(start -> start.dbInstanceIdentifier(id));
                }
                rds.removeTagsFromResource(
                        remove -> remove.resourceName(database.dbInstanceArn()).tagKeys(NOTE));
            } else if (id.equals("dev-on")) {
                if (runs) {
                    rds.stopDBInstance(stop -> stop.dbInstanceIdentifier(id));
                }
                rds.addTagsToResource(
                        add ->
                                add.resourceName(database.dbInstanceArn())
                                        .tags(rds(Map.of(NOTE, "1"))));
            }
        }
    }

    private static void services(EcsClient ecs) {
        var services =
                ecs.describeServices(
                                describe -> describe.cluster("dev").services("api-on", "api-off"))
                        .services();
        for (var service : services) {
            boolean off = service.serviceName().equals("api-off");
            ecs.updateService(
                    update ->
                            update.cluster("dev")
                                    .service(service.serviceName())
                                    .desiredCount(off ? TASKS : 0));
            if (off) {
                ecs.untagResource(untag -> untag.resourceArn(service.serviceArn()).tagKeys(NOTE));
            } else {
                ecs.tagResource(
                        tag ->
                                tag.resourceArn(service.serviceArn())
                                        .tags(ecs(Map.of(NOTE, String.valueOf(TASKS)))));
            }
        }
    }

    private static List<software.amazon.awssdk.services.ec2.model.Tag> ec2(
            Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(
                        tag ->
                                software.amazon.awssdk.services.ec2.model.Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                .toList();
    }

    private static List<software.amazon.awssdk.services.rds.model.Tag> rds(
            Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(
                        tag ->
                                software.amazon.awssdk.services.rds.model.Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                .toList();
    }

    private static List<software.amazon.awssdk.services.ecs.model.Tag> ecs(
            Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(
                        tag ->
                                software.amazon.awssdk.services.ecs.model.Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                .toList();
    }
}
