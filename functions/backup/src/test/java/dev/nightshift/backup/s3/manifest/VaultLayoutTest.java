package dev.nightshift.backup.s3.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class VaultLayoutTest {
    @Test
    void parts_are_numbered_alike_whatever_language_the_machine_speaks() {
        var usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(VaultLayout.partName(0)).isEqualTo("part-00000.gz");
            assertThat(VaultLayout.partName(1_234)).isEqualTo("part-01234.gz");
            assertThat(VaultLayout.partName(123_456)).isEqualTo("part-123456.gz");
        } finally {
            Locale.setDefault(usual);
        }
    }
}
