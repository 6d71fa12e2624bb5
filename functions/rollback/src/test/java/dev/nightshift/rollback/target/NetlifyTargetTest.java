package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.rollback.service.Target;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in of Netlify's REST API. */
class NetlifyTargetTest extends TargetContract {
    private static final Target.NetlifySite TARGET =
            new Target.NetlifySite("site-1", "nightshift/netlify");

    private final Wire wire = new Wire();
    private final FakeNetlify netlify = new FakeNetlify(wire);

    NetlifyTargetTest() {
        netlify.deploy("old", "ready", "production");
        for (int i = 0; i < 120; i++) {
            netlify.deploy("preview-" + i, "ready", "deploy-preview");
        }
        netlify.deploy("good", "ready", "production");
        netlify.deploy("preview", "ready", "deploy-preview");
        netlify.deploy("broken", "error", "production");
        netlify.deploy("bad", "ready", "production");
    }

    @AfterEach
    void stop() {
        netlify.close();
    }

    @Override
    Target target() {
        return TARGET;
    }

    @Override
    TargetPort port() {
        return portAt(netlify.endpoint());
    }

    @Override
    TargetPort portAt(URI endpoint) {
        return new NetlifyTarget(
                TokenApi.onLoopback(
                        "Netlify", endpoint, () -> FakeNetlify.TOKEN, Duration.ofSeconds(5)),
                TARGET);
    }

    @Override
    Wire wire() {
        return wire;
    }

    @Override
    String good() {
        return "good";
    }

    @Override
    String bad() {
        return "bad";
    }

    @Override
    String impossible() {
        return "broken";
    }

    @Override
    void settle() {
        // Netlify publishes at once
    }

    @Override
    void releaseByHand() {
        netlify.deploy("hotfix", "ready", "production");
    }

    @Override
    void makeBusy() {
        netlify.deploy("next", "building", "production");
    }

    @Test
    void the_list_has_pages_and_previews_are_none_of_ours() {
        assertThat(port().observe().formers())
                .extracting(Standing.Former::revision)
                .containsExactly("good", "old");
    }

    @Test
    void a_deploy_that_netlify_has_removed_is_told() {
        assertThat(((Preflight.Obstacle) port().preflight("bad", "removed")).why())
                .contains("removes old ones");
    }
}
