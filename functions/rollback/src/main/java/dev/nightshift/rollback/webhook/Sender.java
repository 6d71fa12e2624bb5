package dev.nightshift.rollback.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who sends webhooks that are understood. */
public enum Sender {
    GITHUB,
    VERCEL,
    NETLIFY;

    /** In settings, and where its webhooks are to be sent: {@code /github}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Sender> at(String path) {
        return Arrays.stream(values())
                .filter(sender -> path.equals("/" + sender.word()))
                .findFirst();
    }
}
