package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.domain.DomainFacts.Registry;
import dev.nightshift.certificates.domain.DomainMemo.Answered;
import dev.nightshift.certificates.domain.Lookup.Deferred;
import dev.nightshift.certificates.domain.Lookup.Known;
import dev.nightshift.certificates.domain.Lookup.Unanswered;
import dev.nightshift.certificates.domain.dns.ZoneSurveyor;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.net.Fetcher;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at domains, in one run; from several threads if there are many. What registries said is
 * kept in a memo, which the next run is given, so that each is asked once a day.
 */
public final class DomainProbe {
    /** An answer younger than this is not asked for again. */
    public static final Duration FRESH = Duration.ofHours(24);

    /** An answer about a domain that nobody asks for any more is forgotten after this. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final int WHOIS_PORT = 43;

    private final Instant now;
    private final DomainMemo memo;
    private final RdapServerList servers;
    private final Politeness politeness;
    private final RdapClient rdap;
    private final WhoisClient whois;
    private final ZoneSurveyor surveyor;
    private final Map<String, Answered> answers;

    /**
     * @param patience for one answer of a registry
     * @param mostPerServer questions to one registry in this run; the other domains keep what is
     *     known of them, and are asked for by later runs
     */
    public record Manners(Duration patience, int mostPerServer) {
        public static final Manners USUAL = new Manners(Duration.ofSeconds(10), 25);
    }

    /**
     * @param memo of the run before
     * @param now the instant that everything is judged for
     */
    public DomainProbe(
            Fetcher fetcher,
            Dialer dialer,
            ZoneSurveyor surveyor,
            DomainMemo memo,
            Manners manners,
            Instant now) {
        this(fetcher, dialer, WHOIS_PORT, surveyor, memo, manners, now);
    }

    DomainProbe(
            Fetcher fetcher,
            Dialer dialer,
            int whoisPort,
            ZoneSurveyor surveyor,
            DomainMemo memo,
            Manners manners,
            Instant now) {
        this.now = now;
        this.memo = memo;
        this.surveyor = surveyor;
        this.servers = new RdapServerList(fetcher, memo, now, manners.patience());
        this.politeness = new Politeness(manners.mostPerServer(), now, memo.resting());
        this.rdap = new RdapClient(fetcher, politeness, now, manners.patience());
        this.whois = new WhoisClient(dialer, politeness, whoisPort, manners.patience());
        this.answers = new ConcurrentHashMap<>(memo.answers());
    }

    public DomainFacts look(DomainRequest request) {
        return new DomainFacts(
                request,
                now,
                registry(request.domain()),
                surveyor.look(request.domain().ascii(), request.records(), now));
    }

    private Registry registry(DomainName domain) {
        var latest = memo.answer(domain).filter(answer -> !answer.at().isAfter(now));
        if (latest.filter(answer -> answer.at().plus(FRESH).isAfter(now)).isPresent()) {
            return new Registry(latest, Optional.empty(), false);
        }
        return switch (ask(domain)) {
            case Known known -> {
                var answered = new Answered(now, known);
                answers.put(domain.ascii(), answered);
                yield new Registry(Optional.of(answered), Optional.empty(), false);
            }
            case Unanswered(var why) -> new Registry(latest, Optional.of(why), false);
            case Deferred(var why) -> new Registry(latest, Optional.of(why), true);
        };
    }

    private Lookup ask(DomainName domain) {
        var server = servers.servers().of(domain);
        return server.isPresent() ? rdap.ask(domain, server.get()) : whois.ask(domain);
    }

    /** What to give to the next run. */
    public DomainMemo memo() {
        var kept = new HashMap<>(answers);
        kept.values().removeIf(answer -> answer.at().plus(KEPT).isBefore(now));
        return new DomainMemo(servers.asked(), servers.changes(), politeness.resting(), kept);
    }

    /** Why IANA's list of RDAP servers is not of today, in words; the older one was used. */
    public Optional<String> listTrouble() {
        return servers.trouble();
    }
}
