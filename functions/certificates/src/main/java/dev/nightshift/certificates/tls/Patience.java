package dev.nightshift.certificates.tls;

import java.time.Duration;

/**
 * How long a server may take.
 *
 * @param handshake one question: connecting, STARTTLS and the answer together
 * @param survey all questions of a survey; what is not answered by then stays unknown
 */
public record Patience(Duration handshake, Duration survey) {
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60));

    public Patience {
        if (!handshake.isPositive() || !survey.isPositive()) {
            throw new IllegalArgumentException("patience has to be longer than nothing");
        }
    }
}
