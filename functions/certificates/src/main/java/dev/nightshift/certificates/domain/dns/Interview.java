package dev.nightshift.certificates.domain.dns;

import dev.nightshift.certificates.domain.dns.DnsClient.Manner;
import dev.nightshift.certificates.domain.dns.NameServer.State;
import dev.nightshift.certificates.domain.dns.Reply.Answer;
import dev.nightshift.certificates.domain.dns.Reply.NoRoute;
import dev.nightshift.certificates.domain.dns.Reply.Silent;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Failed;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Has;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoData;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** All that one server of a zone is asked. One that does not answer the first is asked no more. */
final class Interview {
    private final DnsClient client;
    private final DnsServer server;
    private final Name zone;

    /** Why it is not asked any more; each further question would cost the whole patience. */
    private Optional<Silent> gone = Optional.empty();

    private Interview(DnsClient client, DnsServer server, Name zone) {
        this.client = client;
        this.server = server;
        this.zone = zone;
    }

    /**
     * @param nameServers of the zone, as this server has them
     * @param keysKnown whether it answered the question for keys
     * @param caa empty if it did not answer that
     */
    record Account(
            NameServer server,
            Set<String> nameServers,
            Optional<RRset> soa,
            boolean keysKnown,
            Optional<RRset> keys,
            Optional<Set<String>> caa,
            Map<WantedRecord, ServerAnswer> records) {
        Account {
            nameServers = Set.copyOf(nameServers);
            records = Map.copyOf(records);
        }

        static Account none(NameServer server) {
            return new Account(
                    server,
                    Set.of(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
        }
    }

    static Account hold(DnsClient client, DnsServer server, Name zone, List<WantedRecord> wanted) {
        return new Interview(client, server, zone).hold(wanted);
    }

    private Account hold(List<WantedRecord> wanted) {
        return switch (ask(zone, Type.SOA)) {
            case Silent(var why) -> Account.none(standing(State.SILENT, why));
            case NoRoute(var why) -> Account.none(standing(State.NOT_ASKED, why));
            case Answer(var message) -> {
                var soa = set(message, zone, Type.SOA);
                if (!isOwn(message) || soa.isEmpty()) {
                    yield Account.none(standing(State.LAME, lame(message)));
                }
                yield account(soa, wanted);
            }
        };
    }

    private Account account(Optional<RRset> soa, List<WantedRecord> wanted) {
        var keys = own(zone, Type.DNSKEY);
        var records = new HashMap<WantedRecord, ServerAnswer>();
        wanted.forEach(record -> records.put(record, answer(record)));
        return new Account(
                standing(State.ANSWERS, ""),
                own(zone, Type.NS)
                        .flatMap(m -> set(m, zone, Type.NS))
                        .map(this::contents)
                        .orElse(Set.of()),
                soa,
                keys.isPresent(),
                keys.flatMap(message -> set(message, zone, Type.DNSKEY)),
                own(zone, Type.CAA)
                        .map(m -> set(m, zone, Type.CAA).map(this::contents).orElse(Set.of())),
                records);
    }

    private Reply ask(Name name, int type) {
        if (gone.isPresent()) {
            return gone.get();
        }
        var reply = client.ask(server, name, type, Manner.DIRECT);
        if (reply instanceof Silent silent) {
            gone = Optional.of(silent);
        }
        return reply;
    }

    private NameServer standing(State state, String words) {
        return new NameServer(server.name(), server.literal(), state, words);
    }

    private static boolean isOwn(Message message) {
        return message.getRcode() == Rcode.NOERROR && message.getHeader().getFlag(Flags.AA);
    }

    private static String lame(Message message) {
        return message.getRcode() == Rcode.NOERROR
                ? "it answers, but not as a server of the zone"
                : "it answers " + Rcode.string(message.getRcode());
    }

    private Optional<Message> own(Name name, int type) {
        return ask(name, type) instanceof Answer(var message) && isOwn(message)
                ? Optional.of(message)
                : Optional.empty();
    }

    private static Optional<RRset> set(Message message, Name name, int type) {
        return message.getSectionRRsets(Section.ANSWER).stream()
                .filter(set -> set.getType() == type && set.getName().equals(name))
                .findFirst();
    }

    private Set<String> contents(RRset set) {
        var contents = new HashSet<String>();
        set.rrs().forEach(record -> contents.add(RecordText.of(record)));
        return contents;
    }

    private ServerAnswer answer(WantedRecord wanted) {
        var name = RecordText.parse(wanted.name());
        if (!wanted.flattened()) {
            return answer(name, wanted.number());
        }
        return switch (answer(name, Type.A)) {
            case Has(var four, var ttl)
                    when answer(name, Type.AAAA) instanceof Has(var six, var ignored) -> {
                var both = new HashSet<>(four);
                both.addAll(six);
                yield new Has(both, ttl);
            }
            case Has has -> has;
            case NoData ignored -> answer(name, Type.AAAA);
            case NoName none -> none;
            case Failed failed -> failed;
        };
    }

    private ServerAnswer answer(Name name, int type) {
        return switch (ask(name, type)) {
            case Silent(var why) -> new Failed(why);
            case NoRoute(var why) -> new Failed(why);
            case Answer(var message) -> answer(message, name, type);
        };
    }

    private ServerAnswer answer(Message message, Name name, int type) {
        if (!message.getHeader().getFlag(Flags.AA)) {
            return new Failed(
                    message.getRcode() == Rcode.NOERROR
                            ? "it leaves "
                                    + RecordText.name(name)
                                    + " to other servers; list that zone as a domain of its own"
                            : "it answers " + Rcode.string(message.getRcode()));
        }
        var direct = set(message, name, type);
        if (direct.isPresent()) {
            return new Has(contents(direct.get()), direct.get().getTTL());
        }
        var alias = set(message, name, Type.CNAME);
        if (alias.isPresent() && alias.get().first() instanceof CNAMERecord cname) {
            return new Has(
                    Set.of("CNAME " + RecordText.name(cname.getTarget())), alias.get().getTTL());
        }
        return switch (message.getRcode()) {
            case Rcode.NOERROR -> new NoData();
            case Rcode.NXDOMAIN -> new NoName();
            default -> new Failed("it answers " + Rcode.string(message.getRcode()));
        };
    }
}
