package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.rollback.service.Target;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * A service of ECS that ECS itself deploys. While a deployment runs, be it the circuit breaker's
 * own rollback, nothing is begun.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html">
 *     UpdateService</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html">
 *     Deployment</a>
 */
final class EcsServiceTarget extends CarefulTarget {
    /** Nobody goes further back than this. */
    private static final int MOST_FORMERS = 50;

    private static final String PRIMARY = "PRIMARY";

    private final EcsClient ecs;
    private final Target.EcsService target;

    EcsServiceTarget(EcsClient ecs, Target.EcsService target) {
        this.ecs = ecs;
        this.target = target;
    }

    @Override
    public Standing observe() {
        var service = service();
        var primary = primary(service);
        var current = current(service);
        if (ownedElsewhere(service).isPresent()) {
            return new Standing(
                    current, Optional.empty(), 100, List.of(), Optional.<String>empty());
        }
        return new Standing(
                current,
                primary.map(Deployment::createdAt),
                share(service),
                formers(current),
                service.deployments().stream()
                        .filter(
                                deployment ->
                                        deployment.rolloutState()
                                                == DeploymentRolloutState.IN_PROGRESS)
                        .findFirst()
                        .map(EcsServiceTarget::words));
    }

    @Override
    public Progress verify(String to) {
        var failed =
                primary(service())
                        .filter(deployment -> to.equals(deployment.taskDefinition()))
                        .filter(
                                deployment ->
                                        deployment.rolloutState() == DeploymentRolloutState.FAILED);
        return failed.<Progress>map(deployment -> new Progress.Underway(words(deployment)))
                .orElseGet(() -> super.verify(to));
    }

    @Override
    Optional<String> obstacle(Standing standing, String to) {
        return ownedElsewhere(service()).or(() -> obstacle(to));
    }

    private Optional<String> obstacle(String to) {
        try {
            var definition =
                    ecs.describeTaskDefinition(request -> request.taskDefinition(to))
                            .taskDefinition();
            return definition.status() == TaskDefinitionStatus.ACTIVE
                    ? Optional.empty()
                    : Optional.of(
                            "the task definition %s is %s, not ACTIVE: it was deregistered, and a service cannot go to it"
                                    .formatted(to, definition.statusAsString()));
        } catch (ClientException none) {
            return Optional.of("there is no task definition " + to);
        } catch (SdkException failure) {
            throw AwsErrors.translate("read the task definition " + to, failure);
        }
    }

    @Override
    String looked(String to) {
        return "the task definition " + to + " is ACTIVE, and no deployment runs";
    }

    @Override
    Step begin(Standing standing, String to, String token) {
        var owned = ownedElsewhere(service());
        if (owned.isPresent()) {
            return new Step.Refused(owned.get());
        }
        Calls.ask(
                "update the service " + target.name(),
                () ->
                        ecs.updateService(
                                request ->
                                        request.cluster(target.cluster())
                                                .service(target.service())
                                                .taskDefinition(to)));
        return new Step.Begun("the service " + target.name() + " deploys " + to);
    }

    private Service service() {
        var answer =
                Calls.ask(
                        "read the service " + target.name(),
                        () ->
                                ecs.describeServices(
                                        request ->
                                                request.cluster(target.cluster())
                                                        .services(target.service())));
        return answer.services().stream()
                .filter(service -> "ACTIVE".equals(service.status()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new CloudException(
                                        Kind.NOT_FOUND,
                                        "there is no active service "
                                                + target.service()
                                                + " in the cluster "
                                                + target.cluster()));
    }

    private List<Standing.Former> formers(String current) {
        int colon = current.lastIndexOf(':');
        var family = current.substring(current.lastIndexOf('/') + 1, colon);
        long revision = Long.parseLong(current.substring(colon + 1));
        return Calls.ask(
                "list the task definitions of " + family,
                () ->
                        ecs
                                .listTaskDefinitionsPaginator(
                                        request ->
                                                request.familyPrefix(family)
                                                        .status(TaskDefinitionStatus.ACTIVE)
                                                        .sort(SortOrder.DESC))
                                .taskDefinitionArns()
                                .stream()
                                .filter(arn -> arn.contains("/" + family + ":"))
                                .filter(arn -> revision(arn) < revision)
                                .limit(MOST_FORMERS)
                                .map(Standing.Former::new)
                                .toList());
    }

    private static long revision(String arn) {
        return Long.parseLong(arn.substring(arn.lastIndexOf(':') + 1));
    }

    private static Optional<Deployment> primary(Service service) {
        return service.deployments().stream()
                .filter(deployment -> PRIMARY.equals(deployment.status()))
                .findFirst();
    }

    /** With another deployment controller the task sets have it, and the service may not. */
    private String current(Service service) {
        return Optional.ofNullable(service.taskDefinition())
                .or(
                        () ->
                                service.taskSets().stream()
                                        .filter(set -> PRIMARY.equals(set.status()))
                                        .map(set -> set.taskDefinition())
                                        .findFirst())
                .orElseThrow(
                        () ->
                                new CloudException(
                                        Kind.REJECTED,
                                        "the service " + target.name() + " runs nothing yet"));
    }

    private Optional<String> ownedElsewhere(Service service) {
        var type =
                service.deploymentController() == null
                        ? DeploymentControllerType.ECS
                        : service.deploymentController().type();
        return switch (type) {
            case CODE_DEPLOY ->
                    Optional.of(
                            "CodeDeploy owns the deployments of "
                                    + target.name()
                                    + ": guard its deployment group instead");
            case EXTERNAL ->
                    Optional.of(
                            "an external deployment controller owns "
                                    + target.name()
                                    + ": go back with what deploys it");
            case ECS -> Optional.empty();
            case UNKNOWN_TO_SDK_VERSION ->
                    Optional.of("nobody here knows the deployment controller of " + target.name());
        };
    }

    /** Of the tasks that run now, how many are of the newest deployment. */
    private static int share(Service service) {
        int all = service.deployments().stream().mapToInt(EcsServiceTarget::running).sum();
        int mine = primary(service).map(EcsServiceTarget::running).orElse(0);
        return all == 0 ? 100 : 100 * mine / all;
    }

    private static int running(Deployment deployment) {
        return Optional.ofNullable(deployment.runningCount()).orElse(0);
    }

    private static String words(Deployment deployment) {
        return "the deployment of %s is %s%s"
                .formatted(
                        deployment.taskDefinition(),
                        deployment.rolloutStateAsString(),
                        Optional.ofNullable(deployment.rolloutStateReason())
                                .map(reason -> ": " + reason)
                                .orElse(""));
    }
}
