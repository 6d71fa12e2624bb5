package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.rollback.service.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticbeanstalk.ElasticBeanstalkClient;
import software.amazon.awssdk.services.elasticbeanstalk.model.ApplicationVersionDescription;
import software.amazon.awssdk.services.elasticbeanstalk.model.EnvironmentDescription;
import software.amazon.awssdk.services.elasticbeanstalk.model.EnvironmentStatus;

/**
 * An environment of Elastic Beanstalk. Only one that is Ready takes another version.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_UpdateEnvironment.html">
 *     UpdateEnvironment</a>
 */
final class BeanstalkTarget extends CarefulTarget {
    private static final int PAGE = 100;

    /** An application has 1,000 versions at most, unless AWS was asked for more. */
    private static final int MOST_PAGES = 50;

    private final ElasticBeanstalkClient beanstalk;
    private final Target.BeanstalkEnvironment target;

    BeanstalkTarget(ElasticBeanstalkClient beanstalk, Target.BeanstalkEnvironment target) {
        this.beanstalk = beanstalk;
        this.target = target;
    }

    @Override
    public Standing observe() {
        var environment = environment();
        var current = environment.versionLabel();
        var versions = versions();
        var made =
                versions.stream()
                        .filter(version -> version.versionLabel().equals(current))
                        .findFirst()
                        .map(ApplicationVersionDescription::dateCreated)
                        .orElse(Instant.MAX);
        return new Standing(
                current,
                Optional.empty(),
                100,
                versions.stream()
                        .filter(version -> version.dateCreated().isBefore(made))
                        .map(
                                version ->
                                        new Standing.Former(
                                                version.versionLabel(),
                                                Optional.empty(),
                                                obstacle(version)))
                        .toList(),
                busy(environment));
    }

    @Override
    public Progress verify(String to) {
        // while it changes, its label may be that of before or after
        return busy(environment())
                .<Progress>map(Progress.Underway::new)
                .orElseGet(() -> super.verify(to));
    }

    @Override
    Optional<String> obstacle(Standing standing, String to) {
        return versions().stream()
                .filter(version -> version.versionLabel().equals(to))
                .findFirst()
                .map(BeanstalkTarget::obstacle)
                .orElseGet(
                        () ->
                                Optional.of(
                                        "there is no version %s of the application %s any more"
                                                .formatted(to, target.application())));
    }

    @Override
    String looked(String to) {
        return "the version " + to + " is there, and the environment is Ready";
    }

    @Override
    Step begin(Standing standing, String to, String token) {
        Calls.ask(
                "update the environment " + target.name() + " to version " + to,
                () ->
                        beanstalk.updateEnvironment(
                                request ->
                                        request.applicationName(target.application())
                                                .environmentName(target.environment())
                                                .versionLabel(to)));
        return new Step.Begun("the environment " + target.name() + " goes to version " + to);
    }

    private EnvironmentDescription environment() {
        var environment =
                Calls.ask(
                                "read the environment " + target.name(),
                                () ->
                                        beanstalk.describeEnvironments(
                                                request ->
                                                        request.applicationName(
                                                                        target.application())
                                                                .environmentNames(
                                                                        target.environment())
                                                                .includeDeleted(false)))
                        .environments()
                        .stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new CloudException(
                                                Kind.NOT_FOUND,
                                                "there is no environment " + target.name()));
        if (environment.versionLabel() == null) {
            throw new CloudException(
                    Kind.REJECTED, "the environment " + target.name() + " runs no version of ours");
        }
        return environment;
    }

    /** The newest first. */
    private List<ApplicationVersionDescription> versions() {
        var all = new ArrayList<ApplicationVersionDescription>();
        var next = Optional.<String>empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            var token = next;
            var answer =
                    Calls.ask(
                            "list the versions of " + target.application(),
                            () ->
                                    beanstalk.describeApplicationVersions(
                                            request ->
                                                    request.applicationName(target.application())
                                                            .maxRecords(PAGE)
                                                            .nextToken(token.orElse(null))));
            all.addAll(answer.applicationVersions());
            next = Optional.ofNullable(answer.nextToken());
            if (next.isEmpty()) {
                break;
            }
        }
        all.sort(Comparator.comparing(ApplicationVersionDescription::dateCreated).reversed());
        return all;
    }

    private static Optional<String> busy(EnvironmentDescription environment) {
        return environment.status() == EnvironmentStatus.READY
                ? Optional.empty()
                : Optional.of("the environment is " + environment.statusAsString());
    }

    private static Optional<String> obstacle(ApplicationVersionDescription version) {
        return switch (version.status()) {
            case null -> Optional.empty();
            case PROCESSED, UNPROCESSED -> Optional.empty();
            case FAILED, BUILDING, PROCESSING, UNKNOWN_TO_SDK_VERSION ->
                    Optional.of(
                            "the version %s is %s, and cannot be deployed"
                                    .formatted(version.versionLabel(), version.statusAsString()));
        };
    }
}
