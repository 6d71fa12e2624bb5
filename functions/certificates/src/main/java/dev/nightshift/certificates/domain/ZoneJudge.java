package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.domain.dns.Dnssec;
import dev.nightshift.certificates.domain.dns.NameServer;
import dev.nightshift.certificates.domain.dns.NameServer.State;
import dev.nightshift.certificates.domain.dns.ZoneFacts;
import dev.nightshift.core.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Judges what the DNS answers of a domain, beside single records. */
final class ZoneJudge {
    private static final String SERVERS = "name servers";
    private static final String DNSSEC = "DNSSEC";

    /**
     * Providers that sign each answer let a signature hold for hours only, and that is well; zones
     * that are signed ahead are signed again long before so little of the time is left.
     */
    private static final int LEAST_SHARE = 8;

    private static final Duration SIGNED_AHEAD = Duration.ofDays(3);

    private final DomainFacts facts;
    private final ZoneFacts zone;
    private final List<Finding> findings = new ArrayList<>();

    private ZoneJudge(DomainFacts facts) {
        this.facts = facts;
        this.zone = facts.zone();
    }

    static List<Finding> judge(DomainFacts facts) {
        var judge = new ZoneJudge(facts);
        if (judge.delegation()) {
            judge.servers();
            judge.names();
            judge.dnssec();
            judge.caa();
        }
        return judge.findings;
    }

    /** Whether there is anything more to say. */
    private boolean delegation() {
        return switch (zone.delegation()) {
            case DELEGATED -> true;
            case NOT_DELEGATED -> {
                add(
                        Level.CRITICAL,
                        SERVERS,
                        "the zone above has no name servers of it, so nothing under it resolves:"
                                + " set them at the registrar");
                yield false;
            }
            case UNKNOWN -> {
                add(
                        Level.UNKNOWN,
                        SERVERS,
                        "the zone above could not be asked: " + String.join("; ", zone.notes()));
                yield zone.servers().stream().anyMatch(server -> server.state() == State.ANSWERS);
            }
        };
    }

    private void servers() {
        var answering = in(State.ANSWERS);
        if (answering.isEmpty()) {
            boolean asked =
                    zone.servers().stream().anyMatch(server -> server.state() != State.NOT_ASKED);
            add(
                    asked ? Level.CRITICAL : Level.UNKNOWN,
                    SERVERS,
                    "none of its name servers answers for it: " + list(zone.servers()));
            return;
        }
        trouble(State.LAME, "does not know the zone: correct it there, or take it off the list");
        trouble(State.SILENT, "does not answer: have it looked at, or take it off the list");
        trouble(State.NO_ADDRESS, "has no address: correct its name at the registrar");
        trouble(State.NOT_PUBLIC, "has an address that nobody outside can ask: correct it");
        if (zone.servers().stream().map(NameServer::name).distinct().count() == 1) {
            add(
                    Level.NOTE,
                    SERVERS,
                    "there is only one, " + answering.getFirst().name() + ": add a second");
        }
    }

    private void trouble(State state, String words) {
        for (var server : in(state)) {
            var why = server.words().isEmpty() ? "" : " (" + server.words() + ")";
            add(Level.WARNING, SERVERS, server + " " + words + why);
        }
    }

    private List<NameServer> in(State state) {
        return zone.servers().stream().filter(server -> server.state() == state).toList();
    }

    private static String list(List<NameServer> servers) {
        return servers.isEmpty()
                ? "there are none"
                : String.join(
                        "; ",
                        servers.stream().map(server -> server + ": " + server.words()).toList());
    }

    private void names() {
        var wanted = new HashSet<String>();
        facts.request().nameServers().forEach(name -> wanted.add(plain(name)));
        var atParent = Set.copyOf(zone.atParent());
        if (!wanted.isEmpty() && !atParent.isEmpty() && !wanted.equals(atParent)) {
            add(
                    Level.WARNING,
                    SERVERS,
                    "the settings say "
                            + names(wanted)
                            + ", the registry has "
                            + names(atParent)
                            + ": find out who changed them");
        }
        var atZone = Set.copyOf(zone.atZone());
        if (!atZone.isEmpty() && !atParent.isEmpty() && !atZone.equals(atParent)) {
            add(
                    Level.WARNING,
                    SERVERS,
                    "the registry has "
                            + names(atParent)
                            + ", the zone itself says "
                            + names(atZone)
                            + ": make both the same");
        }
    }

    private static String plain(String name) {
        var text = name.strip().toLowerCase(Locale.ROOT);
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String names(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private void dnssec() {
        var dnssec = zone.dnssec();
        boolean wanted = facts.request().signed();
        switch (dnssec.state()) {
            case UNSIGNED -> {
                if (wanted) {
                    add(
                            Level.WARNING,
                            DNSSEC,
                            "it is not signed, and the settings say that it should be");
                }
            }
            case NOT_ANCHORED ->
                    add(
                            wanted ? Level.WARNING : Level.NOTE,
                            DNSSEC,
                            "it is signed, but its registry has no DS record, so that nobody checks"
                                    + " it: give the DS record of the DNS provider to the registrar");
            case VALID -> signed(dnssec);
            case UNKNOWN -> add(Level.UNKNOWN, DNSSEC, dnssec.words());
            case BROKEN ->
                    add(
                            Level.CRITICAL,
                            DNSSEC,
                            dnssec.words()
                                    + ". Whoever checks signatures cannot reach it: have the DNS"
                                    + " provider sign it again, or take the DS record out at the"
                                    + " registrar");
        }
    }

    private void signed(Dnssec dnssec) {
        dnssec.signed()
                .ifPresent(
                        span -> {
                            var whole = Duration.between(span.from(), span.until());
                            var left = Duration.between(facts.at(), span.until());
                            if (whole.compareTo(SIGNED_AHEAD) >= 0
                                    && left.multipliedBy(LEAST_SHARE).compareTo(whole) < 0) {
                                add(
                                        Level.WARNING,
                                        DNSSEC,
                                        "its signatures end in "
                                                + Words.length(left)
                                                + " and were not made anew: have the DNS provider's"
                                                + " signing looked at");
                            }
                        });
    }

    private void caa() {
        if (zone.caa().filter(Set::isEmpty).isPresent()) {
            add(
                    Level.NOTE,
                    "CAA",
                    "no CAA record: any authority may issue certificates for it; name yours");
        }
    }

    private void add(Level level, String about, String words) {
        findings.add(new Finding(level, about, words));
    }
}
