package dev.nightshift.backup.contabo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.contabo.ContaboBackupSettings.Select;
import dev.nightshift.core.automation.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostCopiesTest {
    private static HostCopies only(Host host) {
        var all = HostCopies.of(host.settings(), Host.SCOPE, host.facts());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void good_ones_of_ours_are_copies_the_newest_first_and_no_others() {
        var host =
                new Host()
                        .ours(Host.day(2), Host.day(1))
                        .foreign("before the upgrade", "by hand")
                        // begun five minutes ago, and dated in the future
                        .taken(Host.TODAY, Host.NOW.minus(Duration.ofMinutes(5)))
                        .ours(Host.day(-3));

        var copies = only(host);

        assertThat(copies.host()).isEqualTo(Host.SUBJECT);
        assertThat(copies.unread()).isEmpty();
        assertThat(copies.copies())
                .extracting(HostCopies.Copy::slot)
                .containsExactly(Host.day(1), Host.day(2));
        assertThat(copies.copies().getFirst().dataFrom()).isEqualTo(Host.day(1).plusSeconds(60));
        assertThat(copies.copies().getFirst().proven()).isEqualTo(Optional.<Instant>empty());
    }

    @Test
    void what_a_person_has_found_good_is_said() {
        assertThat(only(new Host().proven(Host.day(1))).copies().getFirst().proven())
                .contains(Host.day(1).plusSeconds(3_600));
    }

    @Test
    void what_was_not_read_is_not_none() {
        var copies = only(new Host().ours(Host.day(1)).unread("THROTTLED: 429"));

        assertThat(copies.copies()).isEmpty();
        assertThat(copies.unread()).containsExactly("its snapshots were not read: THROTTLED: 429");
    }

    @Test
    void what_the_settings_name_and_nobody_knows_is_doubtful() {
        var host = new Host();
        var settings = host.settings();
        var named =
                new ContaboBackupSettings(
                        new Select(List.of(7L), List.of("web", "wbe"), List.of()),
                        settings.every(),
                        settings.keep(),
                        settings.rpo(),
                        settings.snapshotQuota(),
                        settings.quotas(),
                        settings.acceptGap(),
                        settings.secret(),
                        settings.api(),
                        settings.auth());

        assertThat(HostCopies.doubts(named, host.facts()))
                .extracting(Remark::subject)
                .containsExactly("7", "wbe");
        assertThat(HostCopies.doubts(settings, host.facts())).isEmpty();
    }
}
