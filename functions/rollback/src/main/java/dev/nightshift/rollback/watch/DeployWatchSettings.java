package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.events.Subject;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.webhook.Sender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of deploy-watch.
 *
 * @param services that are watched: those of auto-rollback
 * @param webhooks the name of the secret of each sender that is listened to
 * @param pipelines names of the pipelines that release a service, by its name
 * @param stacks names of the stacks that release a service
 * @param repositories that release a service: {@code owner/name}, with {@code @environment} or
 *     {@code @workflow}
 * @param irreversible revisions of a service that nothing goes back from
 * @param purge services whose distribution is purged after a deploy
 */
public record DeployWatchSettings(
        List<Service> services,
        Map<Sender, String> webhooks,
        Map<String, List<String>> pipelines,
        Map<String, List<String>> stacks,
        Map<String, List<String>> repositories,
        Map<String, List<String>> irreversible,
        List<String> purge) {
    public DeployWatchSettings {
        services = List.copyOf(services);
        webhooks = Map.copyOf(webhooks);
        pipelines = Map.copyOf(pipelines);
        stacks = Map.copyOf(stacks);
        repositories = Map.copyOf(repositories);
        irreversible = Map.copyOf(irreversible);
        purge = List.copyOf(purge);
    }

    /** The same, for these services. */
    public DeployWatchSettings with(List<Service> others) {
        return new DeployWatchSettings(
                others, webhooks, pipelines, stacks, repositories, irreversible, purge);
    }

    /**
     * What names a service that is none, which would otherwise mean nothing: an irreversible
     * release would be rolled back.
     */
    Optional<String> problem() {
        var known = services.stream().map(Service::name).sorted().toList();
        return Stream.of(
                        Map.entry("pipelines", pipelines.keySet()),
                        Map.entry("stacks", stacks.keySet()),
                        Map.entry("repositories", repositories.keySet()),
                        Map.entry("irreversible", irreversible.keySet()),
                        Map.entry("purge", Set.copyOf(purge)))
                .flatMap(
                        key ->
                                key.getValue().stream()
                                        .sorted()
                                        .filter(name -> !known.contains(name))
                                        .map(
                                                name ->
                                                        "%s names %s, which is no service of automations.auto-rollback; those are: %s"
                                                                .formatted(
                                                                        key.getKey(),
                                                                        name,
                                                                        String.join(", ", known))))
                .findFirst()
                .or(this::unpurgeable);
    }

    private Optional<String> unpurgeable() {
        return services.stream()
                .filter(service -> purge.contains(service.name()))
                .filter(
                        service ->
                                !(service.target() instanceof Target.StaticSite site
                                        && site.distribution().isPresent()))
                .findFirst()
                .map(
                        service ->
                                "purge names %s, which is no site with a distribution"
                                        .formatted(service.name()));
    }

    /** The services that an event is about. */
    public List<Service> about(Subject subject) {
        return services.stream().filter(service -> isAbout(subject, service)).toList();
    }

    private boolean isAbout(Subject subject, Service service) {
        var known =
                switch (subject.kind()) {
                    case "pipeline" -> pipelines;
                    case "stack" -> stacks;
                    case "github" -> repositories;
                    default -> Map.<String, List<String>>of();
                };
        return subject.is(service.target())
                || known.getOrDefault(service.name(), List.of()).stream()
                        .anyMatch(subject.names()::contains);
    }

    /** The revisions of a service that nothing goes back from. */
    Set<String> irreversible(Service service) {
        return Set.copyOf(irreversible.getOrDefault(service.name(), List.of()));
    }
}
