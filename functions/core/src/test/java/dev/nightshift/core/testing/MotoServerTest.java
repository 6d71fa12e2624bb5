package dev.nightshift.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MotoServerTest {
    @Test
    void two_of_them_live_side_by_side() {
        try (var one = MotoServer.start();
                var other = MotoServer.start()) {
            assertThat(one.endpoint()).isNotEqualTo(other.endpoint());
            one.reset();
            other.enforceIam();
            other.trustEveryone();
        }
    }
}
