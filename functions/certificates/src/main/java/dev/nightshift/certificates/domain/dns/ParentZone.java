package dev.nightshift.certificates.domain.dns;

import dev.nightshift.certificates.domain.dns.DnsClient.Manner;
import dev.nightshift.certificates.domain.dns.Reply.Answer;
import dev.nightshift.certificates.domain.dns.Reply.NoRoute;
import dev.nightshift.certificates.domain.dns.Reply.Silent;
import dev.nightshift.certificates.domain.dns.ZoneFacts.Delegation;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What the parent of a zone says of it: its servers, their addresses, and its DS records. */
final class ParentZone {
    /** Of the servers of a large zone so many are tried; all say the same. */
    private static final int MOST_TRIED = 4;

    private final DnsClient client;
    private final Resolver resolver;
    private final BiFunction<InetAddress, String, Optional<DnsServer>> vetting;

    /**
     * @param vetting makes a server of an address and a name, if it may be asked
     */
    ParentZone(
            DnsClient client,
            Resolver resolver,
            BiFunction<InetAddress, String, Optional<DnsServer>> vetting) {
        this.client = client;
        this.resolver = resolver;
        this.vetting = vetting;
    }

    /**
     * @param glue addresses that the parent knows itself
     * @param ds empty if nobody knows
     */
    record Said(
            Delegation delegation,
            Set<Name> servers,
            Map<Name, Set<InetAddress>> glue,
            Optional<List<DSRecord>> ds,
            List<String> notes) {
        Said {
            servers = Set.copyOf(servers);
            glue = Map.copyOf(glue);
            ds = ds.map(List::copyOf);
            notes = List.copyOf(notes);
        }
    }

    Said ask(Name zone) {
        var notes = new ArrayList<String>();
        for (int up = 1; up < zone.labels(); up++) {
            var ancestor = new Name(zone, up);
            var names = resolver.nameServers(ancestor);
            if (names.isEmpty()) {
                continue;
            }
            for (var name : names.subList(0, Math.min(names.size(), MOST_TRIED))) {
                var said = ask(zone, name, notes);
                if (said.isPresent()) {
                    return said.get();
                }
            }
            return unknown("no server of " + name(ancestor) + " could be asked", notes);
        }
        return unknown("the resolver names no zone above " + name(zone), notes);
    }

    private static Said unknown(String why, List<String> notes) {
        notes.addFirst(why);
        return new Said(Delegation.UNKNOWN, Set.of(), Map.of(), Optional.empty(), notes);
    }

    private Optional<Said> ask(Name zone, Name parentServer, List<String> notes) {
        for (var address : resolver.addresses(parentServer).orElse(Set.of())) {
            var server = vetting.apply(address, name(parentServer));
            if (server.isEmpty()) {
                notes.add(name(parentServer) + " has an address that may not be asked");
                continue;
            }
            switch (client.ask(server.get(), zone, Type.NS, Manner.DIRECT)) {
                case Silent(var why) -> notes.add(why);
                case NoRoute(var why) -> notes.add(why);
                case Answer(var message) -> {
                    var delegation = delegation(message, zone);
                    if (delegation.isPresent()) {
                        return Optional.of(
                                said(delegation.get(), zone, message, server.get(), notes));
                    }
                    notes.add(
                            server.get().name()
                                    + " answers "
                                    + Rcode.string(message.getRcode())
                                    + " and nothing of "
                                    + name(zone));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Only a server that owns the answer may say that there is no such zone; one of a zone further
     * up sends elsewhere.
     */
    private static Optional<Delegation> delegation(Message message, Name zone) {
        int code = message.getRcode();
        if (code == Rcode.NOERROR && !servers(message, zone).isEmpty()) {
            return Optional.of(Delegation.DELEGATED);
        }
        return message.getHeader().getFlag(Flags.AA)
                        && (code == Rcode.NOERROR || code == Rcode.NXDOMAIN)
                ? Optional.of(Delegation.NOT_DELEGATED)
                : Optional.empty();
    }

    private Said said(
            Delegation delegation,
            Name zone,
            Message message,
            DnsServer server,
            List<String> notes) {
        var servers = servers(message, zone);
        return new Said(delegation, servers, glue(message, servers), ds(zone, server), notes);
    }

    private static Set<Name> servers(Message message, Name zone) {
        var servers = new HashSet<Name>();
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            for (var record : message.getSection(section)) {
                if (record instanceof NSRecord ns && record.getName().equals(zone)) {
                    servers.add(ns.getTarget());
                }
            }
        }
        return servers;
    }

    private static Map<Name, Set<InetAddress>> glue(Message message, Set<Name> servers) {
        var glue = new HashMap<Name, Set<InetAddress>>();
        for (var record : message.getSection(Section.ADDITIONAL)) {
            if (servers.contains(record.getName())) {
                var addresses =
                        glue.computeIfAbsent(record.getName(), none -> new LinkedHashSet<>());
                switch (record) {
                    case ARecord a -> addresses.add(a.getAddress());
                    case AAAARecord a -> addresses.add(a.getAddress());
                    default -> {}
                }
            }
        }
        glue.values().removeIf(Set::isEmpty);
        return glue;
    }

    /** Of the same server, which owns them; of the resolver if it does not say. */
    private Optional<List<DSRecord>> ds(Name zone, DnsServer server) {
        if (client.ask(server, zone, Type.DS, Manner.DIRECT) instanceof Answer(var message)
                && message.getRcode() == Rcode.NOERROR
                && message.getHeader().getFlag(Flags.AA)) {
            return Optional.of(ds(message, zone));
        }
        return resolver.answer(zone, Type.DS).map(message -> ds(message, zone));
    }

    private static List<DSRecord> ds(Message message, Name zone) {
        return message.getSection(Section.ANSWER).stream()
                .filter(record -> record instanceof DSRecord && record.getName().equals(zone))
                .map(DSRecord.class::cast)
                .toList();
    }

    private static String name(Name name) {
        return RecordText.name(name);
    }
}
