package dev.nightshift.costs.waste.hours;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.costs.waste.aws.AwsTags;
import dev.nightshift.costs.waste.hours.Machine.Kind;
import dev.nightshift.costs.waste.hours.Machine.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * The same through AWS's SDK, whose types, pages and error codes stop here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_StopInstance.html">Stopping
 *     an Amazon RDS DB instance temporarily</a>
 */
final class AwsOffHoursGateway implements OffHoursGateway {
    private static final int PAGE = 100;

    /** What DescribeServices takes at once. */
    private static final int SERVICES = 10;

    private final Ec2Client ec2;
    private final RdsClient rds;
    private final EcsClient ecs;

    AwsOffHoursGateway(AwsOffHoursClients clients) {
        this.ec2 = clients.ec2();
        this.rds = clients.rds();
        this.ecs = clients.ecs();
    }

    @Override
    public List<Machine> list(Kind kind) {
        return call(
                "list the " + kind + "s",
                () ->
                        switch (kind) {
                            case INSTANCE ->
                                    ec2
                                            .describeInstancesPaginator(r -> r.maxResults(PAGE))
                                            .reservations()
                                            .stream()
                                            .flatMap(it -> it.instances().stream())
                                            .flatMap(it -> instance(it).stream())
                                            .toList();
                            case DATABASE ->
                                    rds
                                            .describeDBInstancesPaginator(r -> r.maxRecords(PAGE))
                                            .dbInstances()
                                            .stream()
                                            .map(AwsOffHoursGateway::database)
                                            .toList();
                            case SERVICE -> services();
                        });
    }

    @Override
    public Optional<Machine> look(Kind kind, String id) {
        try {
            return call(
                    "look at " + kind + " " + id,
                    () ->
                            switch (kind) {
                                case INSTANCE ->
                                        ec2
                                                .describeInstances(r -> r.instanceIds(id))
                                                .reservations()
                                                .stream()
                                                .flatMap(it -> it.instances().stream())
                                                .findFirst()
                                                .flatMap(AwsOffHoursGateway::instance);
                                case DATABASE ->
                                        rds
                                                .describeDBInstances(
                                                        r -> r.dbInstanceIdentifier(id))
                                                .dbInstances()
                                                .stream()
                                                .findFirst()
                                                .map(AwsOffHoursGateway::database);
                                case SERVICE ->
                                        described(cluster(id), List.of(service(id))).stream()
                                                .findFirst();
                            });
        } catch (CloudException e) {
            if (e.kind() == CloudException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<Machine> instance(Instance instance) {
        var state = instance.state().name();
        if (state == InstanceStateName.TERMINATED || state == InstanceStateName.SHUTTING_DOWN) {
            return Optional.empty();
        }
        var tags = AwsTags.of(instance.tags(), Tag::key, Tag::value);
        return Optional.of(
                new Machine(
                        Kind.INSTANCE,
                        instance.instanceId(),
                        instance.instanceId(),
                        tags,
                        state == InstanceStateName.RUNNING
                                ? State.ON
                                : state == InstanceStateName.STOPPED ? State.OFF : State.CHANGING,
                        1,
                        tags.containsKey("aws:autoscaling:groupName")
                                ? Optional.of("is of an Auto Scaling group, which would replace it")
                                : instance.instanceLifecycle() == InstanceLifecycleType.SPOT
                                        ? Optional.of("is a spot instance, which EC2 starts itself")
                                        : Optional.empty()));
    }

    private static Machine database(DBInstance database) {
        var status = String.valueOf(database.dbInstanceStatus());
        boolean replicated =
                database.readReplicaSourceDBInstanceIdentifier() != null
                        || !database.readReplicaDBInstanceIdentifiers().isEmpty();
        return new Machine(
                Kind.DATABASE,
                database.dbInstanceIdentifier(),
                database.dbInstanceArn(),
                AwsTags.of(database.tagList(), tag -> tag.key(), tag -> tag.value()),
                status.equals("available")
                        ? State.ON
                        : status.equals("stopped") ? State.OFF : State.CHANGING,
                1,
                database.dbClusterIdentifier() != null
                        ? Optional.of("is of a cluster, which can only be stopped as a whole")
                        : replicated
                                ? Optional.of("is or has a replica, and RDS does not stop those")
                                : Optional.empty());
    }

    private List<Machine> services() {
        var all = new ArrayList<Machine>();
        for (var cluster :
                ecs.listClustersPaginator(r -> r.maxResults(PAGE)).clusterArns().stream()
                        .toList()) {
            var arns =
                    ecs
                            .listServicesPaginator(r -> r.cluster(cluster).maxResults(PAGE))
                            .serviceArns()
                            .stream()
                            .toList();
            for (int from = 0; from < arns.size(); from += SERVICES) {
                all.addAll(
                        described(
                                cluster,
                                arns.subList(from, Math.min(arns.size(), from + SERVICES))));
            }
        }
        return all;
    }

    private List<Machine> described(String cluster, List<String> services) {
        return ecs
                .describeServices(
                        r -> r.cluster(cluster).services(services).include(ServiceField.TAGS))
                .services()
                .stream()
                .filter(service -> "ACTIVE".equals(service.status()))
                .map(AwsOffHoursGateway::machine)
                .toList();
    }

    private static Machine machine(Service service) {
        var cluster = service.clusterArn().substring(service.clusterArn().lastIndexOf('/') + 1);
        return new Machine(
                Kind.SERVICE,
                cluster + "/" + service.serviceName(),
                service.serviceArn(),
                AwsTags.of(service.tags(), tag -> tag.key(), tag -> tag.value()),
                service.desiredCount() > 0 ? State.ON : State.OFF,
                service.desiredCount(),
                service.schedulingStrategy() == SchedulingStrategy.DAEMON
                        ? Optional.of("is a daemon, which has no number of tasks")
                        : Optional.empty());
    }

    private static String cluster(String id) {
        return id.substring(0, id.indexOf('/'));
    }

    private static String service(String id) {
        return id.substring(id.indexOf('/') + 1);
    }

    @Override
    public void tag(Machine machine, String key, String value) {
        call(
                "tag " + machine.inWords(),
                () ->
                        switch (machine.kind()) {
                            case INSTANCE ->
                                    ec2.createTags(
                                            r ->
                                                    r.resources(machine.id())
                                                            .tags(
                                                                    Tag.builder()
                                                                            .key(key)
                                                                            .value(value)
                                                                            .build()));
                            case DATABASE ->
                                    rds.addTagsToResource(
                                            r ->
                                                    r.resourceName(machine.arn())
                                                            .tags(
                                                                    software.amazon.awssdk.services
                                                                            .rds.model.Tag.builder()
                                                                            .key(key)
                                                                            .value(value)
                                                                            .build()));
                            case SERVICE ->
                                    ecs.tagResource(
                                            r ->
                                                    r.resourceArn(machine.arn())
                                                            .tags(
                                                                    software.amazon.awssdk.services
                                                                            .ecs.model.Tag.builder()
                                                                            .key(key)
                                                                            .value(value)
                                                                            .build()));
                        });
    }

    @Override
    public void untag(Machine machine, String key) {
        call(
                "untag " + machine.inWords(),
                () ->
                        switch (machine.kind()) {
                            case INSTANCE ->
                                    ec2.deleteTags(
                                            r ->
                                                    r.resources(machine.id())
                                                            .tags(Tag.builder().key(key).build()));
                            case DATABASE ->
                                    rds.removeTagsFromResource(
                                            r -> r.resourceName(machine.arn()).tagKeys(key));
                            case SERVICE ->
                                    ecs.untagResource(
                                            r -> r.resourceArn(machine.arn()).tagKeys(key));
                        });
    }

    @Override
    public void stop(Machine machine) {
        call(
                "stop " + machine.inWords(),
                () ->
                        switch (machine.kind()) {
                            case INSTANCE -> ec2.stopInstances(r -> r.instanceIds(machine.id()));
                            case DATABASE ->
                                    rds.stopDBInstance(r -> r.dbInstanceIdentifier(machine.id()));
                            case SERVICE -> scale(machine, 0);
                        });
    }

    @Override
    public void start(Machine machine, int count) {
        call(
                "start " + machine.inWords(),
                () ->
                        switch (machine.kind()) {
                            case INSTANCE -> ec2.startInstances(r -> r.instanceIds(machine.id()));
                            case DATABASE ->
                                    rds.startDBInstance(r -> r.dbInstanceIdentifier(machine.id()));
                            case SERVICE -> scale(machine, count);
                        });
    }

    private Object scale(Machine machine, int count) {
        return ecs.updateService(
                r ->
                        r.cluster(cluster(machine.id()))
                                .service(service(machine.id()))
                                .desiredCount(count));
    }

    private static <T> T call(String doing, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }
}
