package dev.nightshift.certificates.check;

import dev.nightshift.certificates.check.CertificateCheckSettings.Check;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.grade.Letter;
import dev.nightshift.certificates.tls.StartTls;
import dev.nightshift.certificates.web.Scorecard;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One endpoint as a person names it at the terminal. */
final class Targets {
    private static final int HTTPS = 443;

    /** Scheme, then a name or an address (of version 6 in brackets), then a port. */
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?<scheme>[a-z0-9]+)://)?"
                            + "(?:(?<name>[A-Za-z0-9._-]{1,253})|\\[(?<literal>[0-9a-fA-F:.]{2,45})])"
                            + "(?::(?<port>[0-9]{1,5}))?/?");

    private record Scheme(StartTls startTls, int port) {}

    private static final Map<String, Scheme> SCHEMES =
            Map.of(
                    "https", new Scheme(StartTls.NONE, HTTPS),
                    "tls", new Scheme(StartTls.NONE, HTTPS),
                    "smtp", new Scheme(StartTls.SMTP, 25),
                    "imap", new Scheme(StartTls.IMAP, 143),
                    "pop3", new Scheme(StartTls.POP3, 110),
                    "ftp", new Scheme(StartTls.FTP, 21),
                    "postgresql", new Scheme(StartTls.POSTGRESQL, 5432),
                    "mysql", new Scheme(StartTls.MYSQL, 3306));

    private Targets() {}

    /**
     * @throws IllegalArgumentException if the text names no endpoint
     */
    static Endpoint parse(String target) {
        var match = FORM.matcher(target.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException(help(target));
        }
        var word = Optional.ofNullable(match.group("scheme"));
        var scheme = Optional.ofNullable(SCHEMES.get(word.orElse("tls")));
        var port = Optional.ofNullable(match.group("port")).map(Integer::valueOf);
        if (scheme.isEmpty() || port.filter(number -> number < 1 || number > 65_535).isPresent()) {
            throw new IllegalArgumentException(help(target));
        }
        var startTls = scheme.get().startTls();
        int number = port.orElse(scheme.get().port());
        boolean web =
                startTls == StartTls.NONE
                        && (number == HTTPS || word.filter("https"::equals).isPresent());
        return new Endpoint(
                Optional.ofNullable(match.group("name"))
                        .or(() -> Optional.ofNullable(match.group("literal")))
                        .orElseThrow()
                        .toLowerCase(Locale.ROOT),
                number,
                startTls,
                Optional.empty(),
                Optional.empty(),
                web ? Set.of(Check.values()) : Set.of(Check.CERTIFICATE, Check.GRADE),
                Optional.empty(),
                Letter.B,
                Scorecard.Letter.F,
                "/");
    }

    private static String help(String target) {
        return "a target is written host:port, https://host, or smtp://host:25 (also imap, pop3, ftp,"
                + " postgresql, mysql, tls), not "
                + target;
    }
}
