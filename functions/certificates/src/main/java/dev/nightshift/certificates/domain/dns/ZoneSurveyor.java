package dev.nightshift.certificates.domain.dns;

import dev.nightshift.certificates.domain.dns.DnsClient.Manner;
import dev.nightshift.certificates.domain.dns.Interview.Account;
import dev.nightshift.certificates.domain.dns.NameServer.State;
import dev.nightshift.certificates.domain.dns.ParentZone.Said;
import dev.nightshift.certificates.domain.dns.Reply.Answer;
import dev.nightshift.certificates.domain.dns.ZoneFacts.RecordAnswers;
import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.RefusedAddressException;
import dev.nightshift.core.work.Together;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Asks the DNS of a zone: its parent, and every address of every one of its servers. */
public final class ZoneSurveyor {
    private static final int SIDE_BY_SIDE = 16;
    private static final int MOST_ADDRESSES = 32;

    private final DnsClient client;
    private final Resolver resolver;
    private final AddressPolicy policy;
    private final int port;

    private ZoneSurveyor(
            DnsClient client, List<InetSocketAddress> resolvers, AddressPolicy policy, int port) {
        this.client = client;
        this.resolver = new Resolver(client, resolvers.stream().map(DnsServer::resolver).toList());
        this.policy = policy;
        this.port = port;
    }

    /**
     * @param resolvers to ask for what is not of the zone, see {@link SystemResolvers}
     * @param policy which addresses of name servers may be asked
     * @param patience for one try of one question
     */
    public static ZoneSurveyor of(
            List<InetSocketAddress> resolvers, AddressPolicy policy, Duration patience) {
        return new ZoneSurveyor(new DnsClient(patience), resolvers, policy, DnsServer.PORT);
    }

    /** With servers that listen elsewhere than on port 53. */
    static ZoneSurveyor at(
            int port, List<InetSocketAddress> resolvers, AddressPolicy policy, Duration patience) {
        return new ZoneSurveyor(new DnsClient(patience), resolvers, policy, port);
    }

    private record Door(NameServer server, Optional<DnsServer> asked) {}

    /**
     * @param zone a registered domain in A-labels
     * @param now signatures are checked for that instant
     */
    public ZoneFacts look(String zone, List<WantedRecord> wanted, Instant now) {
        var name = RecordText.parse(zone);
        var said = new ParentZone(client, resolver, this::vetted).ask(name);
        var accounts =
                Together.map(
                        doors(name, said),
                        SIDE_BY_SIDE,
                        door ->
                                door.asked()
                                        .map(server -> Interview.hold(client, server, name, wanted))
                                        .orElseGet(() -> Account.none(door.server())));
        var atZone = new TreeSet<String>();
        accounts.forEach(account -> atZone.addAll(account.nameServers()));
        return new ZoneFacts(
                said.delegation(),
                List.copyOf(new TreeSet<>(said.servers().stream().map(RecordText::name).toList())),
                List.copyOf(atZone),
                accounts.stream().map(Account::server).toList(),
                dnssec(name, said, accounts, now),
                caa(accounts),
                wanted.stream().map(record -> answers(record, accounts)).toList(),
                said.notes());
    }

    private Optional<DnsServer> vetted(InetAddress address, String name) {
        try {
            return Optional.of(DnsServer.ofZone(policy.vet(address), port, name));
        } catch (RefusedAddressException refused) {
            // the caller says so, in the place where it matters
            return Optional.empty();
        }
    }

    /** Every address of every server that parent or resolver name. */
    private List<Door> doors(Name zone, Said said) {
        var doors = new ArrayList<Door>();
        var names =
                said.servers().isEmpty() ? resolver.nameServers(zone) : List.copyOf(said.servers());
        for (var name : names.stream().sorted().toList()) {
            var text = RecordText.name(name);
            var addresses =
                    said.glue().containsKey(name)
                            ? Optional.of(said.glue().get(name))
                            : resolver.addresses(name);
            if (addresses.isEmpty()) {
                doors.add(closed(text, "", State.NOT_ASKED, "its address could not be looked up"));
            } else if (addresses.get().isEmpty()) {
                doors.add(closed(text, "", State.NO_ADDRESS, "its name has no address"));
            }
            for (var address : addresses.orElse(Set.of())) {
                if (doors.size() < MOST_ADDRESSES) {
                    doors.add(door(text, address));
                }
            }
        }
        return doors;
    }

    private Door door(String name, InetAddress address) {
        var server = vetted(address, name);
        return server.isPresent()
                ? new Door(
                        new NameServer(name, address.getHostAddress(), State.NOT_ASKED, ""), server)
                : closed(
                        name,
                        address.getHostAddress(),
                        State.NOT_PUBLIC,
                        "its address is not public");
    }

    private static Door closed(String name, String address, State state, String why) {
        return new Door(new NameServer(name, address, state, why), Optional.empty());
    }

    /** The worst that any server shows; and what a resolver that checks makes of it. */
    private Dnssec dnssec(Name zone, Said said, List<Account> accounts, Instant now) {
        if (said.ds().isEmpty()) {
            return Dnssec.of(Dnssec.State.UNKNOWN, "the parent could not be asked for DS records");
        }
        var worst = Optional.<Dnssec>empty();
        for (var account : accounts) {
            if (account.server().state() == State.ANSWERS) {
                var judged = judged(said.ds().get(), account, now);
                worst = Optional.of(worst.map(other -> worse(other, judged)).orElse(judged));
            }
        }
        if (worst.isEmpty()) {
            return Dnssec.of(Dnssec.State.UNKNOWN, "no server of the zone answers");
        }
        return worst.get().state() == Dnssec.State.VALID && isRefused(zone)
                ? Dnssec.of(
                        Dnssec.State.BROKEN,
                        "the signatures of the zone are good, but the resolver here refuses them")
                : worst.get();
    }

    private static Dnssec judged(List<DSRecord> ds, Account account, Instant now) {
        var judged =
                account.keysKnown()
                        ? SignatureCheck.judge(ds, account.keys(), account.soa(), now)
                        : Dnssec.of(Dnssec.State.UNKNOWN, "it did not answer which keys it has");
        return judged.words().isEmpty()
                ? judged
                : Dnssec.of(judged.state(), account.server() + ": " + judged.words());
    }

    private static Dnssec worse(Dnssec one, Dnssec other) {
        if (one.state() != other.state()) {
            return one.state().compareTo(other.state()) > 0 ? one : other;
        }
        return new Dnssec(
                one.state(), one.words(), SignatureCheck.earlier(one.signed(), other.signed()));
    }

    private boolean isRefused(Name zone) {
        return resolver.ask(zone, Type.SOA, Manner.RECURSE) instanceof Answer(var checked)
                && checked.getRcode() == Rcode.SERVFAIL
                && resolver.ask(zone, Type.SOA, Manner.RECURSE_UNCHECKED)
                        instanceof Answer(var unchecked)
                && unchecked.getRcode() == Rcode.NOERROR;
    }

    private static Optional<Set<String>> caa(List<Account> accounts) {
        var known = accounts.stream().flatMap(account -> account.caa().stream()).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var all = new HashSet<String>();
        known.forEach(all::addAll);
        return Optional.of(all);
    }

    private RecordAnswers answers(WantedRecord wanted, List<Account> accounts) {
        var byServer = new HashMap<String, ServerAnswer>();
        for (var account : accounts) {
            var answer = account.records().get(wanted);
            if (answer != null) {
                byServer.put(account.server().toString(), answer);
            }
        }
        return new RecordAnswers(
                wanted, byServer, wanted.flattened() ? target(wanted) : Optional.empty());
    }

    private Optional<Set<String>> target(WantedRecord wanted) {
        var all = new HashSet<String>();
        for (var host : wanted.values()) {
            var addresses = resolver.addresses(RecordText.parse(host));
            if (addresses.isEmpty()) {
                return Optional.empty();
            }
            addresses.get().forEach(address -> all.add(address.getHostAddress()));
        }
        return Optional.of(all);
    }
}
