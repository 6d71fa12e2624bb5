package dev.nightshift.certificates.domain.dns;

import dev.nightshift.certificates.domain.dns.DnsClient.Manner;
import dev.nightshift.certificates.domain.dns.Reply.Answer;
import dev.nightshift.certificates.domain.dns.Reply.NoRoute;
import dev.nightshift.certificates.domain.dns.Reply.Silent;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The resolvers of this machine, the first that answers. */
final class Resolver {
    private final DnsClient client;
    private final List<DnsServer> servers;

    Resolver(DnsClient client, List<DnsServer> servers) {
        this.client = client;
        this.servers = List.copyOf(servers);
    }

    Reply ask(Name name, int type, Manner manner) {
        Reply last = new Silent("there is no resolver to ask; name one in the settings");
        for (var server : servers) {
            last = client.ask(server, name, type, manner);
            if (last instanceof Answer) {
                return last;
            }
        }
        return last;
    }

    /** An answer that is one, also if it is empty. */
    Optional<Message> answer(Name name, int type) {
        return switch (ask(name, type, Manner.RECURSE)) {
            case Answer(var message)
                    when message.getRcode() == Rcode.NOERROR
                            || message.getRcode() == Rcode.NXDOMAIN ->
                    Optional.of(message);
            case Answer ignored -> Optional.empty();
            case Silent ignored -> Optional.empty();
            case NoRoute ignored -> Optional.empty();
        };
    }

    /** The name servers of a zone; empty if the name is none, or nobody knows. */
    List<Name> nameServers(Name zone) {
        return answer(zone, Type.NS).stream()
                .flatMap(message -> message.getSection(Section.ANSWER).stream())
                .filter(record -> record instanceof NSRecord && record.getName().equals(zone))
                .map(record -> ((NSRecord) record).getTarget())
                .toList();
    }

    /**
     * The addresses of a host.
     *
     * @return empty if nobody knows; an empty set if it has none
     */
    Optional<Set<InetAddress>> addresses(Name host) {
        var ofFour = answer(host, Type.A);
        var ofSix = answer(host, Type.AAAA);
        var addresses = new LinkedHashSet<InetAddress>();
        ofFour.ifPresent(message -> addresses.addAll(addresses(message)));
        ofSix.ifPresent(message -> addresses.addAll(addresses(message)));
        boolean known = !addresses.isEmpty() || (ofFour.isPresent() && ofSix.isPresent());
        return known ? Optional.of(addresses) : Optional.empty();
    }

    static List<InetAddress> addresses(Message message) {
        return message.getSection(Section.ANSWER).stream()
                .flatMap(
                        record ->
                                switch (record) {
                                    case ARecord a -> Stream.of(a.getAddress());
                                    case AAAARecord a -> Stream.of(a.getAddress());
                                    default -> Stream.empty();
                                })
                .toList();
    }
}
