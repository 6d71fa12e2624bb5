package dev.nightshift.rollback.auto;

import dev.nightshift.rollback.service.Target;

/** What the tools that deployed a release now believe wrongly, and how to make them agree again. */
final class Drift {
    private Drift() {}

    static String after(Target target, String from, String to) {
        return switch (target) {
            case Target.LambdaAlias alias ->
                    "CloudFormation or CDK believes that %s:%s points to %s; the next deploy that changes the function moves it on, one that does not leaves %s"
                            .formatted(alias.function(), alias.alias(), from, to);
            case Target.EcsService service ->
                    "CloudFormation or CDK believes that %s runs %s; revert the change in the repository before the next deploy, or it comes back"
                            .formatted(service.name(), from);
            case Target.CodeDeployGroup group ->
                    "a pipeline believes that %s is deployed to %s; revert the commit, or the next execution deploys it again"
                            .formatted(from, group.name());
            case Target.AutoScalingGroup group ->
                    "the group %s now names version %s of its launch template; CloudFormation believes %s and changes nothing until its template changes"
                            .formatted(group.name(), to, from);
            case Target.StaticSite site ->
                    "the bucket of %s holds what it held at %s; the next upload replaces it, so revert the commit first"
                            .formatted(site.name(), to);
            case Target.AppConfigProfile profile ->
                    "version %s of %s is still the newest; edit from version %s, not from it"
                            .formatted(from, profile.name(), to);
            case Target.BeanstalkEnvironment environment ->
                    "%s runs %s; a pipeline believes %s".formatted(environment.name(), to, from);
            case Target.VercelProject project ->
                    "Vercel assigns %s's domains to new deployments no more until the rollback is undone there"
                            .formatted(project.name());
            case Target.NetlifySite site ->
                    "%s is published by hand now; auto publishing may be off until it is unlocked there"
                            .formatted(site.name());
        };
    }
}
