package dev.nightshift.certificates.acm;

import java.time.Duration;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * By the name servers of this machine, or by others. Nothing is kept from one question to the next.
 */
public final class DnsCnames implements Cnames {
    private static final int TRIES = 2;

    private final Resolver resolver;

    /**
     * @param patience for one answer, however many name servers are asked for it
     */
    public static DnsCnames ofSystem(Duration patience) {
        return new DnsCnames(List.of(new ExtendedResolver().getResolvers()), patience);
    }

    DnsCnames(List<Resolver> servers, Duration patience) {
        // the first may be silent: the others want their turn
        var each = patience.dividedBy((long) TRIES * Math.max(1, servers.size()));
        servers.forEach(server -> server.setTimeout(each));
        var all = new ExtendedResolver(servers);
        all.setTimeout(patience);
        all.setRetries(TRIES);
        this.resolver = all;
    }

    @Override
    public Answer cname(String name) {
        Lookup lookup;
        try {
            lookup = new Lookup(Name.fromString(name, Name.root), Type.CNAME);
        } catch (TextParseException e) {
            return new Answer.Unknown(name + " is no name of DNS: " + e.getMessage());
        }
        lookup.setResolver(resolver);
        // an answer of yesterday is not what ACM would see today
        lookup.setCache(null);
        lookup.setSearchPath(List.of());
        var records = lookup.run();
        return switch (lookup.getResult()) {
            case Lookup.SUCCESSFUL ->
                    records[0] instanceof CNAMERecord found
                            ? new Answer.Found(found.getTarget().toString(true))
                            : new Answer.None();
            case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> new Answer.None();
            default -> new Answer.Unknown("DNS gave no answer: " + lookup.getErrorString());
        };
    }
}
