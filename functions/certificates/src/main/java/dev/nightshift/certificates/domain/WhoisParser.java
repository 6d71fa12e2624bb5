package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.certificates.domain.Lookup.Unanswered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what a WHOIS server says of a domain. The protocol knows only text; this reads lines {@code
 * key: value} and {@code [key] value}, and the keys that registries use.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3912">RFC 3912</a>
 */
final class WhoisParser {
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_LINES = 3_000;
    private static final int LONGEST_REGISTRAR = 200;

    /** The filler is of .tr: {@code Expires on..............: 2027-Jan-01.} */
    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*(?:[a-z]\\. )?([A-Za-z][A-Za-z0-9 /_'-]{0,50}?)[. ]{0,40}:(?!//)\\s*(.*)");

    private static final Pattern BRACKETS = Pattern.compile("\\s*\\[([^\\]]{1,50})\\]\\s*(.*)");

    private static final Set<String> NAME =
            Set.of("domain name", "domain", "domainname", "** domain name");
    private static final Set<String> EXPIRES =
            Set.of(
                    "registry expiry date",
                    "registrar registration expiration date",
                    "registry expiration date",
                    "domain expiration date",
                    "expiration date",
                    "expiration time",
                    "expiration",
                    "expiry date",
                    "expiry",
                    "expire date",
                    "expire-date",
                    "expire",
                    "expires",
                    "expires on",
                    "expires at",
                    "paid-till",
                    "paid till",
                    "renewal date",
                    "valid until",
                    "validity",
                    "valid-date",
                    "record expires on",
                    "domain expires");
    private static final Set<String> REGISTERED =
            Set.of(
                    "creation date",
                    "created",
                    "created on",
                    "created date",
                    "registered",
                    "registered on",
                    "registered date",
                    "registration time",
                    "registration date",
                    "domain registered");
    private static final Set<String> CHANGED =
            Set.of(
                    "updated date",
                    "last update",
                    "last updated",
                    "last updated date",
                    "modified",
                    "changed",
                    "last modified");
    private static final Set<String> REGISTRAR =
            Set.of("registrar", "registrar name", "sponsoring registrar", "registrar organization");
    private static final Set<String> STATUS =
            Set.of("domain status", "status", "eppstatus", "state", "domain state");
    private static final Set<String> NAME_SERVER =
            Set.of(
                    "name server",
                    "name servers",
                    "nameserver",
                    "nameservers",
                    "nserver",
                    "p nserver",
                    "host name",
                    "nameserver information");

    private static final List<String> LIMITED =
            List.of(
                    "limit exceeded",
                    "exceeded",
                    "quota",
                    "too many",
                    "try again",
                    "too fast",
                    "rate limit",
                    "ratelimit",
                    "denied",
                    "blocked",
                    "blacklist",
                    "not authorized",
                    "not authorised",
                    "temporarily unavailable",
                    "%error:201",
                    "connection refused");
    private static final List<String> ABSENT =
            List.of(
                    "no match",
                    "not found",
                    "no entries found",
                    "no data found",
                    "no object found",
                    "nothing found",
                    "no such domain",
                    "status: free",
                    "status: available",
                    "available for registration",
                    "not been registered");

    private WhoisParser() {}

    /**
     * @param source who said so, in words
     */
    static Lookup parse(DomainName domain, String text, String source) {
        var expires = Optional.<Instant>empty();
        var registered = Optional.<Instant>empty();
        var changed = Optional.<Instant>empty();
        var registrar = Optional.<String>empty();
        var name = Optional.<String>empty();
        var statuses = new HashSet<String>();
        var servers = new ArrayList<String>();
        for (var pair : pairs(text)) {
            var value = pair.value();
            if (NAME.contains(pair.key())) {
                name = name.or(() -> hostName(value));
            } else if (EXPIRES.contains(pair.key())) {
                expires = expires.or(() -> RegistryDates.read(value));
            } else if (REGISTERED.contains(pair.key())) {
                registered = registered.or(() -> RegistryDates.read(value));
            } else if (CHANGED.contains(pair.key())) {
                changed = changed.or(() -> RegistryDates.read(value));
            } else if (REGISTRAR.contains(pair.key())) {
                registrar = registrar.or(() -> registrar(value));
            } else if (STATUS.contains(pair.key())) {
                statuses.addAll(statuses(value));
            } else if (NAME_SERVER.contains(pair.key())) {
                hostName(value).filter(host -> host.contains(".")).ifPresent(servers::add);
            }
        }
        boolean free = statuses.contains("free") || statuses.contains("available");
        boolean known =
                expires.isPresent()
                        || registered.isPresent()
                        || registrar.isPresent()
                        || !servers.isEmpty()
                        || !statuses.isEmpty();
        if (free || !known) {
            return withoutData(text, source);
        }
        if (name.isPresent()
                && !name.get().equals(domain.ascii())
                && !name.get().equals(domain.toString())) {
            return new Unanswered(source + " answered about another domain: " + name.get());
        }
        return new Registered(
                new Registration(
                        expires,
                        registered,
                        changed,
                        registrar,
                        Optional.empty(),
                        statuses,
                        servers,
                        Optional.empty(),
                        source));
    }

    private record Pair(String key, String value) {}

    private static List<Pair> pairs(String text) {
        var pairs = new ArrayList<Pair>();
        var open = "";
        for (var line : text.lines().limit(MOST_LINES).toList()) {
            if (line.length() > LONGEST_LINE || line.startsWith("%") || line.startsWith("#")) {
                continue;
            }
            var match = BRACKETS.matcher(line);
            if (!match.matches()) {
                match = LINE.matcher(line);
            }
            if (match.matches()) {
                var key = match.group(1).strip().toLowerCase(Locale.ROOT);
                var value = match.group(2).strip();
                if (isPart(key) && !open.isEmpty()) {
                    pairs.add(new Pair(open, value));
                } else {
                    pairs.add(new Pair(key, value));
                    open = value.isEmpty() ? key : "";
                }
            } else if (line.isBlank()) {
                open = "";
            } else if (!open.isEmpty()) {
                pairs.add(new Pair(open, line.strip()));
            }
        }
        return pairs;
    }

    /** Below a heading, such as {@code Name: …} below {@code Registrar:}. */
    private static boolean isPart(String key) {
        return key.equals("name") || key.equals("organization") || key.equals("organisation");
    }

    private static Optional<String> registrar(String value) {
        var name = value.replaceAll("\\p{Cntrl}", " ").strip();
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(name.substring(0, Math.min(name.length(), LONGEST_REGISTRAR)));
    }

    /** One, or several with commas, as .ru writes them. */
    private static Set<String> statuses(String value) {
        var statuses = new HashSet<String>();
        for (var status : value.split(",", -1)) {
            var key = DomainStatus.key(status.replaceAll("\\(.*", ""));
            if (!key.isEmpty()) {
                statuses.add(key);
            }
        }
        return statuses;
    }

    /** The first word: addresses may stand behind it. */
    private static Optional<String> hostName(String value) {
        var name = value.split("[\\s,]", 2)[0].toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** There is nothing of a domain in it: it is free, or this is a refusal. */
    private static Lookup withoutData(String text, String source) {
        var lower = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        for (var sign : LIMITED) {
            if (lower.contains(sign)) {
                return new Unanswered(source + " answers no more questions for now");
            }
        }
        for (var sign : ABSENT) {
            if (lower.contains(sign)) {
                return new NotRegistered(source);
            }
        }
        return new Unanswered(source + " answered what could not be read");
    }
}
