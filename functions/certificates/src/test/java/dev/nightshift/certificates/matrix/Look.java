package dev.nightshift.certificates.matrix;

import dev.nightshift.certificates.grade.Grade;
import dev.nightshift.certificates.grade.RatingGuide;
import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Cidr;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.tls.Patience;
import dev.nightshift.certificates.tls.Spot;
import dev.nightshift.certificates.tls.StartTls;
import dev.nightshift.certificates.tls.TlsProbe;
import dev.nightshift.certificates.tls.TlsSurvey;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What we see of a server of the matrix, beside what it was told to offer and what sslscan sees.
 *
 * @param sslscan empty where sslscan is not to be asked
 */
record Look(Setup setup, TlsSurvey survey, Grade grade, Seen expected, Optional<Seen> sslscan) {
    private static final AddressPolicy LOOPBACK =
            new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")));

    /** A machine that is busy with the rest of the build is slow. */
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(20), Duration.ofSeconds(120));

    static Look at(Setup setup, Mint mint, boolean withSslscan) throws IOException {
        var expected = Expectation.of(setup);
        try (var server = RunningServer.start(setup, mint)) {
            var survey = survey(server.port());
            var grade =
                    RatingGuide.grade(
                            survey,
                            setup.certificates().getFirst().trust(),
                            Optional.of(setup.hsts()));
            var sslscan =
                    withSslscan
                            ? Optional.of(Tools.sslscan(server.port()))
                            : Optional.<Seen>empty();
            return new Look(setup, survey, grade, expected, sslscan);
        }
    }

    private static TlsSurvey survey(int port) {
        var dialer = new Dialer(host -> List.of(InetAddress.getAllByName(host)), LOOPBACK);
        return new TlsProbe(dialer, PATIENCE)
                .survey(
                        new Spot(
                                LOOPBACK.vet(RunningServer.HOST),
                                port,
                                "localhost",
                                StartTls.NONE));
    }
}
