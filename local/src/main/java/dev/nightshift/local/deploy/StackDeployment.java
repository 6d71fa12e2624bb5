package dev.nightshift.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.local.deploy.DeployedResource.Change;
import dev.nightshift.local.deploy.make.Assets;
import dev.nightshift.local.deploy.make.Clients;
import dev.nightshift.local.deploy.make.Comparison;
import dev.nightshift.local.deploy.make.Declared;
import dev.nightshift.local.deploy.make.Difference;
import dev.nightshift.local.deploy.make.Found;
import dev.nightshift.local.deploy.make.MakeException;
import dev.nightshift.local.deploy.make.Makers;
import dev.nightshift.local.deploy.make.ResourceMaker;
import dev.nightshift.local.deploy.template.CloudAssembly;
import dev.nightshift.local.deploy.template.Place;
import dev.nightshift.local.deploy.template.Resolver;
import dev.nightshift.local.deploy.template.Scope;
import dev.nightshift.local.deploy.template.StackArtifact;
import dev.nightshift.local.deploy.template.Template;
import dev.nightshift.local.deploy.template.TemplateException;
import dev.nightshift.local.deploy.template.TemplateGraph;
import dev.nightshift.local.deploy.template.TemplateResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

/** One stack on its way into the emulator. */
final class StackDeployment implements Scope {
    private record Obsolete(String logicalId, String type, String id) {}

    private final Template template;
    private final Place place;
    private final Clients aws;
    private final String emulator;
    private final Progress progress;
    private final Map<String, JsonNode> exports;
    private final Assets assets;
    private final Resolver resolver;
    private final StackRecord stored;

    private final Map<String, Found> found = new LinkedHashMap<>();
    private final List<Obsolete> obsolete = new ArrayList<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final List<DeployedResource> resources = new ArrayList<>();
    private final List<Deviation> differences = new ArrayList<>();

    StackDeployment(
            StackArtifact stack,
            Template template,
            Place place,
            Clients aws,
            String emulator,
            Progress progress,
            Map<String, JsonNode> exports) {
        this.template = template;
        this.place = place;
        this.aws = aws;
        this.emulator = emulator;
        this.progress = progress;
        this.exports = exports;
        this.assets = Assets.of(CloudAssembly.assets(stack, place));
        this.resolver = Resolver.of(template, place, stack.parameters(), this);
        this.stored = StackRecord.load(aws, place.account(), place.stackName());
    }

    Map<String, String> outputs() {
        return Map.copyOf(outputs);
    }

    List<DeployedResource> resources() {
        return List.copyOf(resources);
    }

    List<Deviation> differences() {
        return List.copyOf(differences);
    }

    /** Makes, changes and removes until the stack is as declared, then looks at it. */
    void make() {
        upload();
        var order = TemplateGraph.order(template, resolver.existing());
        for (var resource : order) {
            at(resource, () -> make(resource));
        }
        removeOthers();
        for (var resource : order) {
            at(resource, () -> compare(resource));
        }
        readOutputs();
    }

    /** Looks at the stack and changes nothing. */
    void look() {
        for (var resource : TemplateGraph.order(template, resolver.existing())) {
            at(resource, () -> compare(resource));
        }
        if (found.keySet().containsAll(resolver.existing())) {
            readOutputs();
        }
    }

    private void upload() {
        StackRecord.ensureBucket(aws, StackRecord.bootstrapBucket(place.account(), place.region()));
        for (var packed : assets.all()) {
            var asset = packed.asset();
            StackRecord.ensureBucket(aws, asset.bucket());
            aws.s3()
                    .putObject(
                            put -> put.bucket(asset.bucket()).key(asset.key()),
                            RequestBody.fromBytes(packed.bytes().asByteArrayUnsafe()));
        }
    }

    private void make(TemplateResource resource) {
        var idle = Makers.nothingToMake(resource.type());
        if (idle.isPresent()) {
            stub(resource);
            report(resource, idle.get(), Change.NOTHING_TO_MAKE);
            return;
        }
        var unheld = EmulatorLimits.excuse(emulator, resource.type());
        if (unheld.isPresent()) {
            stub(resource);
            report(resource, unheld.get(), Change.NOT_HELD);
            return;
        }
        var maker = maker(resource);
        var declared = declared(resource);
        var declaration = Assets.sha256(maker.expected(declared).toString());
        var there = maker.find(declared);
        var change = Change.KEPT;
        var id = there.map(Found::id).orElse("");
        if (there.isEmpty()) {
            id = maker.create(declared);
            change = Change.MADE;
        } else if (declarationChanged(resource, declaration)
                || !faults(resource, maker, declared, there.get()).isEmpty()) {
            id = maker.update(declared, there.get());
            change = id.equals(there.get().id()) ? Change.UPDATED : Change.REPLACED;
        }
        remember(resource, id, declaration);
        var made = id;
        found.put(
                resource.logicalId(),
                maker.find(declared(resource))
                        .orElseThrow(
                                () ->
                                        new MakeException(
                                                made + " was made, and then was not there")));
        report(resource, id, change);
    }

    /** Others may refer to what is not made, by its logical id. */
    private void stub(TemplateResource resource) {
        found.put(resource.logicalId(), Found.nothing(resource.logicalId()));
    }

    private boolean declarationChanged(TemplateResource resource, String declaration) {
        return stored.get(resource.logicalId())
                .filter(before -> !before.declaration().equals(declaration))
                .isPresent();
    }

    private void remember(TemplateResource resource, String id, String declaration) {
        var before = stored.get(resource.logicalId());
        if (before.isPresent()
                && !before.get().id().equals(id)
                && !resource.predecessorRetained()) {
            obsolete.add(
                    new Obsolete(resource.logicalId(), before.get().type(), before.get().id()));
        }
        stored.put(
                resource.logicalId(),
                new StackRecord.Entry(resource.type(), id, resource.retained(), declaration));
    }

    /** What the template no longer has, last made first; then what was replaced. */
    private void removeOthers() {
        for (var logicalId : stored.order().reversed()) {
            var entry = stored.get(logicalId).orElseThrow();
            if (resolver.existing().contains(logicalId)) {
                continue;
            }
            var change = entry.retained() ? Change.LEFT : Change.REMOVED;
            if (change == Change.REMOVED) {
                remove(logicalId, entry.type(), entry.id());
            }
            stored.remove(logicalId);
            report(logicalId, entry.type(), entry.id(), change);
        }
        for (var old : obsolete) {
            remove(old.logicalId(), old.type(), old.id());
            report(old.logicalId(), old.type(), old.id(), Change.REMOVED);
            repair(old.logicalId());
        }
    }

    private void remove(String logicalId, String type, String id) {
        var maker = Makers.of(type);
        if (maker.isPresent()) {
            at(logicalId, type, () -> maker.get().delete(id, aws));
        }
    }

    /** What a predecessor shared with its successor may have gone with it. */
    private void repair(String logicalId) {
        var resource = template.resources().get(logicalId);
        if (resource == null || !resolver.existing().contains(logicalId)) {
            return;
        }
        at(
                resource,
                () -> {
                    var maker = maker(resource);
                    var declared = declared(resource);
                    var there = maker.find(declared);
                    if (there.isEmpty()) {
                        maker.create(declared);
                    } else if (!faults(resource, maker, declared, there.get()).isEmpty()) {
                        maker.update(declared, there.get());
                    }
                });
    }

    private void compare(TemplateResource resource) {
        if (Makers.nothingToMake(resource.type()).isPresent()) {
            stub(resource);
            return;
        }
        var unheld = EmulatorLimits.excuse(emulator, resource.type());
        if (unheld.isPresent()) {
            stub(resource);
            differences.add(
                    new Deviation(
                            place.stackName(),
                            resource.logicalId(),
                            resource.type(),
                            "",
                            "is not there",
                            unheld.get()));
            return;
        }
        var maker = maker(resource);
        Declared declared;
        try {
            declared = declared(resource);
        } catch (TemplateException e) {
            if (found.keySet().containsAll(resolver.existing())) {
                throw e;
            }
            // it refers to something that is not there, so it cannot be as declared itself
            missing(resource, "cannot be compared: " + e.getMessage());
            return;
        }
        var there = maker.find(declared);
        if (there.isEmpty()) {
            missing(resource, "is not there");
            return;
        }
        found.put(resource.logicalId(), there.get());
        for (var difference :
                Comparison.between(maker.expected(declared), there.get().properties())) {
            differences.add(
                    new Deviation(
                            place.stackName(),
                            resource.logicalId(),
                            resource.type(),
                            difference.path(),
                            difference.toString(),
                            excuse(resource, difference).orElse("")));
        }
    }

    private void missing(TemplateResource resource, String what) {
        differences.add(
                new Deviation(
                        place.stackName(), resource.logicalId(), resource.type(), "", what, ""));
    }

    private List<Difference> faults(
            TemplateResource resource, ResourceMaker maker, Declared declared, Found there) {
        return Comparison.between(maker.expected(declared), there.properties()).stream()
                .filter(difference -> excuse(resource, difference).isEmpty())
                .toList();
    }

    private Optional<String> excuse(TemplateResource resource, Difference difference) {
        return EmulatorLimits.excuse(emulator, resource.type(), difference.path());
    }

    private void readOutputs() {
        template.outputs()
                .forEach(
                        (name, output) -> {
                            var condition = output.path("Condition").asText();
                            if (!condition.isEmpty() && !resolver.holds(condition)) {
                                return;
                            }
                            var value = resolver.resolve(output.path("Value"));
                            outputs.put(name, value.asText());
                            var export = output.path("Export").path("Name");
                            if (!export.isMissingNode()) {
                                exports.put(
                                        exported(resolver.resolve(export).asText(), place), value);
                            }
                        });
    }

    private Declared declared(TemplateResource resource) {
        return new Declared(
                resource.logicalId(),
                resolver.resolve(resource.properties()),
                stored.get(resource.logicalId()).map(StackRecord.Entry::id),
                place,
                aws,
                assets);
    }

    private static ResourceMaker maker(TemplateResource resource) {
        return Makers.of(resource.type())
                .orElseThrow(() -> new MakeException("the type is not known"));
    }

    private void at(TemplateResource resource, Runnable work) {
        at(resource.logicalId(), resource.type(), work);
    }

    private void at(String logicalId, String type, Runnable work) {
        try {
            work.run();
        } catch (MakeException | TemplateException | SdkException e) {
            throw new DeploymentException(
                    "%s: %s (%s): %s".formatted(place.stackName(), logicalId, type, e.getMessage()),
                    e);
        }
    }

    private void report(TemplateResource resource, String id, Change change) {
        report(resource.logicalId(), resource.type(), id, change);
    }

    private void report(String logicalId, String type, String id, Change change) {
        var resource =
                new DeployedResource(
                        place.stackName(), place.region(), logicalId, type, id, change);
        resources.add(resource);
        progress.resource(resource);
    }

    private static String exported(String name, Place place) {
        return place.region() + "|" + name;
    }

    @Override
    public Optional<String> ref(String logicalId) {
        return Optional.ofNullable(found.get(logicalId)).map(Found::id);
    }

    @Override
    public Optional<JsonNode> attribute(String logicalId, String name) {
        return Optional.ofNullable(found.get(logicalId))
                .flatMap(resource -> Optional.ofNullable(resource.attributes().get(name)));
    }

    @Override
    public Optional<JsonNode> exported(String name) {
        return Optional.ofNullable(exports.get(exported(name, place)));
    }
}
