package dev.nightshift.rollback.target;

import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.service.Target.AppConfigProfile;
import dev.nightshift.rollback.service.Target.AutoScalingGroup;
import dev.nightshift.rollback.service.Target.BeanstalkEnvironment;
import dev.nightshift.rollback.service.Target.CodeDeployGroup;
import dev.nightshift.rollback.service.Target.EcsService;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A target of each service whose releases the emulator cannot play, each with a good release and a
 * bad one after it.
 */
public final class TargetStandIns implements AutoCloseable {
    private final FakeEcs ecs = new FakeEcs(2, 2);
    private final FakeCodeDeploy codeDeploy = new FakeCodeDeploy();
    private final FakeAutoScaling autoScaling = new FakeAutoScaling("1");
    private final FakeAppConfig appConfig = new FakeAppConfig(3);
    private final FakeBeanstalk beanstalk = new FakeBeanstalk(2, "v2");
    private final FakeCloudFront cloudFront = new FakeCloudFront();
    private final List<Released> released;

    /** What stands on a target, and what stood there before. */
    public record Released(Target target, String good, String bad) {}

    /**
     * @param underWay whether the bad releases are still being rolled out where that is another way
     *     to go back, or have arrived long ago
     */
    public TargetStandIns(boolean underWay) {
        var good = codeDeploy.deploy("1.zip");
        codeDeploy.settle();
        autoScaling.refresh("2");
        autoScaling.settle();
        appConfig.deploy("flags-name", "2");
        appConfig.settle();
        var bad = codeDeploy.deploy("2.zip");
        autoScaling.refresh("3");
        appConfig.deploy("flags-name", "3");
        if (!underWay) {
            codeDeploy.settle();
            autoScaling.settle();
            appConfig.settle();
            appConfig.longAgo();
        }
        released =
                List.of(
                        new Released(
                                new EcsService("prod", "shop"), FakeEcs.ARN + 1, FakeEcs.ARN + 2),
                        new Released(new CodeDeployGroup("shop", "prod"), good, bad),
                        new Released(new AutoScalingGroup("shop"), "2", "3"),
                        new Released(
                                new AppConfigProfile("app1234", "env1234", "prf1234"), "2", "3"),
                        new Released(new BeanstalkEnvironment("shop", "prod"), "v1", "v2"));
    }

    public List<Released> released() {
        return released;
    }

    /** By the names with which calls of the services are signed. */
    public Map<String, URI> endpoints() {
        return Map.of(
                "ecs", ecs.endpoint(),
                "codedeploy", codeDeploy.endpoint(),
                "autoscaling", autoScaling.endpoint(),
                "appconfig", appConfig.endpoint(),
                "elasticbeanstalk", beanstalk.endpoint(),
                "cloudfront", cloudFront.endpoint());
    }

    @Override
    public void close() {
        List.of(ecs, codeDeploy, autoScaling, appConfig, beanstalk, cloudFront)
                .forEach(StandIn::close);
    }
}
