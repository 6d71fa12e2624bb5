package dev.nightshift.certificates.domain.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A zone of a test, which answers as its servers do, and can be signed. */
final class Zone implements Function<Message, Message> {
    private static final long TTL = 300;

    final Name name;
    private final Map<Name, Map<Integer, RRset>> sets = new LinkedHashMap<>();
    private final Set<Name> delegated = new HashSet<>();
    private final Map<Name, Integer> codes = new HashMap<>();
    private Optional<DNSKEYRecord> key = Optional.empty();
    private Optional<KeyPair> pair = Optional.empty();

    Zone(String name) {
        this.name = name(name);
        with("@", "SOA", "ns1.dns.test. hostmaster.dns.test. 1 7200 900 1209600 300");
    }

    static Name name(String text) {
        return RecordText.parse(text);
    }

    private Name owner(String text) {
        return text.equals("@") ? name : name(text);
    }

    Zone with(String owner, String type, String... values) {
        return with(owner, TTL, type, values);
    }

    Zone with(String owner, long ttl, String type, String... values) {
        for (var value : values) {
            try {
                add(
                        Record.fromString(
                                owner(owner), Type.value(type), DClass.IN, ttl, value, Name.root));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    private void add(Record record) {
        sets.computeIfAbsent(record.getName(), none -> new HashMap<>())
                .computeIfAbsent(record.getType(), none -> new RRset())
                .addRR(record);
    }

    Zone without(String owner, String type) {
        sets.computeIfAbsent(owner(owner), none -> new HashMap<>()).remove(Type.value(type));
        return this;
    }

    /** Every question about the name gets this code. */
    Zone failing(String owner, int code) {
        codes.put(owner(owner), code);
        return this;
    }

    Zone delegating(String child, String... servers) {
        delegated.add(name(child));
        for (var server : servers) {
            add(new NSRecord(name(child), DClass.IN, TTL, name(server)));
        }
        return this;
    }

    Zone keyed() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var made = generator.generateKeyPair();
            var record =
                    new DNSKEYRecord(
                            name,
                            DClass.IN,
                            TTL,
                            DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY,
                            DNSKEYRecord.Protocol.DNSSEC,
                            DNSSEC.Algorithm.ECDSAP256SHA256,
                            made.getPublic());
            pair = Optional.of(made);
            key = Optional.of(record);
            sets.computeIfAbsent(name, none -> new HashMap<>()).remove(Type.DNSKEY);
            add(record);
            return this;
        } catch (GeneralSecurityException | DNSSECException e) {
            throw new IllegalStateException(e);
        }
    }

    Zone signed(Instant from, Instant until) {
        return signed(from, until, set -> set);
    }

    /**
     * @param forged what is signed in the place of each set
     */
    Zone signed(Instant from, Instant until, Function<RRset, RRset> forged) {
        sets.values()
                .forEach(
                        byType ->
                                byType.values()
                                        .forEach(
                                                set -> {
                                                    try {
                                                        set.addRR(
                                                                DNSSEC.sign(
                                                                        forged.apply(set),
                                                                        key.orElseThrow(),
                                                                        pair.orElseThrow()
                                                                                .getPrivate(),
                                                                        from,
                                                                        until));
                                                    } catch (DNSSECException e) {
                                                        throw new IllegalStateException(e);
                                                    }
                                                }));
        return this;
    }

    DSRecord ds() {
        return new DSRecord(name, DClass.IN, TTL, DNSSEC.Digest.SHA256, key.orElseThrow());
    }

    Zone with(DSRecord ds) {
        add(ds);
        return this;
    }

    @Override
    public Message apply(Message query) {
        var question = query.getQuestion();
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        var asked = question.getName();
        if (!asked.subdomain(name)) {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return answer;
        }
        if (codes.containsKey(asked)) {
            answer.getHeader().setRcode(codes.get(asked));
            return answer;
        }
        var child = delegated.stream().filter(asked::subdomain).findFirst();
        if (child.isPresent() && !(asked.equals(child.get()) && question.getType() == Type.DS)) {
            referral(answer, child.get());
            return answer;
        }
        answer.getHeader().setFlag(Flags.AA);
        var here = sets.getOrDefault(asked, Map.of());
        var set =
                Optional.ofNullable(here.get(question.getType())).filter(found -> !found.isEmpty());
        set.or(() -> Optional.ofNullable(here.get(Type.CNAME)))
                .ifPresent(found -> put(answer, found));
        if (here.isEmpty() && sets.keySet().stream().noneMatch(owner -> owner.subdomain(asked))) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return answer;
    }

    private static void put(Message answer, RRset set) {
        set.rrs().forEach(record -> answer.addRecord(record, Section.ANSWER));
        set.sigs().forEach(record -> answer.addRecord(record, Section.ANSWER));
    }

    private void referral(Message answer, Name child) {
        for (var record :
                sets.getOrDefault(child, Map.of()).getOrDefault(Type.NS, new RRset()).rrs()) {
            answer.addRecord(record, Section.AUTHORITY);
            var server = ((NSRecord) record).getTarget();
            sets.getOrDefault(server, Map.of())
                    .values()
                    .forEach(
                            glue ->
                                    glue.rrs()
                                            .forEach(
                                                    address ->
                                                            answer.addRecord(
                                                                    address, Section.ADDITIONAL)));
        }
    }
}
