package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort.Progress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticbeanstalk.ElasticBeanstalkClient;

/** Against a stand-in: the emulator cannot update an environment. */
class BeanstalkTargetTest extends TargetContract {
    private static final Target.BeanstalkEnvironment TARGET =
            new Target.BeanstalkEnvironment("shop", "prod");

    private final FakeBeanstalk beanstalk = new FakeBeanstalk(5, "v4");
    private final Wire wire = new Wire();

    BeanstalkTargetTest() {
        beanstalk.version(2, "Failed");
    }

    @AfterEach
    void stop() {
        beanstalk.close();
    }

    @Override
    Target target() {
        return TARGET;
    }

    @Override
    TargetPort port() {
        return portAt(beanstalk.endpoint());
    }

    @Override
    TargetPort portAt(URI endpoint) {
        return new BeanstalkTarget(wire.at(endpoint, ElasticBeanstalkClient.builder()), TARGET);
    }

    @Override
    Wire wire() {
        return wire;
    }

    @Override
    String good() {
        return "v3";
    }

    @Override
    String bad() {
        return "v4";
    }

    @Override
    String impossible() {
        return "v2";
    }

    @Override
    void settle() {
        beanstalk.settle();
    }

    @Override
    void releaseByHand() {
        beanstalk.update("v5");
        beanstalk.settle();
    }

    @Override
    void makeBusy() {
        beanstalk.update("v4");
    }

    @Test
    void it_is_under_way_until_the_environment_is_ready() {
        port().rollBack("v4", "v3", "token");
        assertThat(port().verify("v3")).isInstanceOf(Progress.Underway.class);
        assertThat(port().verify("v4")).isInstanceOf(Progress.Underway.class);
    }

    @Test
    void each_former_version_says_whether_it_can_be_deployed() {
        assertThat(port().observe().formers())
                .extracting(Standing.Former::revision)
                .containsExactly("v3", "v2", "v1");
        assertThat(port().observe().former("v2").orElseThrow().obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("Failed"));
    }
}
