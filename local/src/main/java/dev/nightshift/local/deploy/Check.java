package dev.nightshift.local.deploy;

import dev.nightshift.local.deploy.make.Makers;
import dev.nightshift.local.deploy.template.StackArtifact;
import dev.nightshift.local.deploy.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds, before anything is made, what a local deployment would have to leave out. */
final class Check {
    private Check() {}

    /**
     * @throws DeploymentException naming every logical id, type and property that is not known
     */
    static void all(Map<StackArtifact, Template> templates) {
        var problems = new ArrayList<String>();
        templates.forEach((stack, template) -> problems.addAll(of(template)));
        if (!problems.isEmpty()) {
            throw new DeploymentException(
                    "nothing was made, as not all of it could be: " + String.join("; ", problems));
        }
    }

    static List<String> of(Template template) {
        var problems = new ArrayList<String>();
        for (var resource : template.resources().values()) {
            if (Makers.nothingToMake(resource.type()).isPresent()) {
                continue;
            }
            var who = resource.logicalId() + " (" + resource.type() + ")";
            Makers.of(resource.type())
                    .ifPresentOrElse(
                            maker ->
                                    maker.schema()
                                            .unknown(resource.properties())
                                            .forEach(
                                                    property ->
                                                            problems.add(
                                                                    who
                                                                            + ": the property "
                                                                            + property
                                                                            + " is not known")),
                            () -> problems.add(who + ": the type is not known"));
        }
        return List.copyOf(problems);
    }
}
