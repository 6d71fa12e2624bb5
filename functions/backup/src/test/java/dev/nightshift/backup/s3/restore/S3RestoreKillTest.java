package dev.nightshift.backup.s3.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.Faults.Killed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stopped dead at each of its calls and run again, a restore ends as if nothing had been. */
class S3RestoreKillTest {
    private static final int OBJECTS = 12;

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void killed_at_each_call_and_run_again_nothing_is_copied_twice(Fault fault) {
        var whole = new Estate();
        restore(whole, filled(whole));
        int kills = 0;
        while (true) {
            var estate = new Estate();
            var lines = filled(estate);
            estate.s3.forgetCounts();
            estate.faults.arm(fault, Among.ALL_CALLS, kills + 1);
            if (!isKilled(estate, lines)) {
                break;
            }
            kills++;
            estate.faults.disarm();
            estate.clock.advance(Duration.ofMinutes(10));

            var result = restore(estate, lines);

            assertThat(result.isGood()).as("after kill %d", kills).isTrue();
            assertThat(estate.target.contents().keySet())
                    .isEqualTo(whole.target.contents().keySet());
            for (var line : lines) {
                assertThat(estate.s3.copiesTo(estate.target.name(), line.key())).isEqualTo(1);
            }
        }
        assertThat(kills).isGreaterThan(2 * OBJECTS);
    }

    private static boolean isKilled(Estate estate, List<ManifestLine> lines) {
        try {
            restore(estate, lines);
            return false;
        } catch (Killed _) {
            return true;
        }
    }

    private static S3RestoreResult restore(Estate estate, List<ManifestLine> lines) {
        var restore = new S3Restore(estate.s3, 1);
        var plan =
                restore.plan(
                        estate.request(lines),
                        estate.clock.instant(),
                        RestoreProgress.NONE,
                        Finding.Listener.NOBODY);
        return restore.run(
                plan, () -> Duration.ofHours(1), RestoreProgress.NONE, Finding.Listener.NOBODY);
    }

    private static List<ManifestLine> filled(Estate estate) {
        HostileKeys.fill(estate.source, OBJECTS);
        return estate.backUp();
    }
}
