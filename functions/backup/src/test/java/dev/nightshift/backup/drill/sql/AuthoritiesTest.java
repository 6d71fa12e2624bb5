package dev.nightshift.backup.drill.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthoritiesTest {
    private static List<X509Certificate> ofRds() throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(Authorities.ofRds().pem())) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    @Test
    void those_of_rds_are_roots_that_stay_good_for_years() throws Exception {
        var far = Instant.now().plus(Duration.ofDays(3_650));

        assertThat(ofRds())
                .hasSize(81)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        root -> {
                            var name = root.getSubjectX500Principal();
                            assertThat(name.getName()).contains("Amazon RDS", "Root CA");
                            assertThat(root.getIssuerX500Principal()).isEqualTo(name);
                            assertThat(root.getBasicConstraints()).isNotNegative();
                            assertThat(root.getNotAfter().toInstant()).isAfter(far);
                            root.verify(root.getPublicKey());
                        });
    }

    @Test
    void each_region_has_its_three() throws Exception {
        var regions = new HashSet<String>();
        for (var root : ofRds()) {
            var words = root.getSubjectX500Principal().getName().split("CN=", -1)[1].split(" ", -1);
            regions.add(words[2]);
        }

        assertThat(regions)
                .hasSize(27)
                .containsAll(Set.of("eu-west-1", "eu-central-1", "eu-north-1", "us-east-1"));
    }

    @Test
    void both_files_hold_the_same() throws Exception {
        var store =
                KeyStore.getInstance(
                        Authorities.ofRds().store().toFile(), Authorities.PASSWORD.toCharArray());

        assertThat(store.size()).isEqualTo(ofRds().size());
        for (var root : ofRds()) {
            assertThat(store.getCertificateAlias(root)).isNotNull();
        }
    }

    @Test
    void nothing_is_not_taken_for_somebody() {
        var empty = new ByteArrayInputStream("# none\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Authorities.of(empty)).isInstanceOf(IllegalStateException.class);
    }
}
