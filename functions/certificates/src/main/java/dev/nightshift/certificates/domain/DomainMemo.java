package dev.nightshift.certificates.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one run tells the next of registries, so that they are asked once a day and no more. Losing
 * it costs questions and nothing else.
 *
 * @param serversAsked when IANA was last asked for its list of RDAP servers, whatever came of it
 * @param serverChanges what that list has otherwise than the shipped one, by domain; empty text for
 *     gone
 * @param resting servers that asked to be left alone, and until when
 * @param answers by domain
 */
public record DomainMemo(
        Optional<Instant> serversAsked,
        Map<String, String> serverChanges,
        Map<String, Instant> resting,
        Map<String, Answered> answers) {
    public static final DomainMemo EMPTY =
            new DomainMemo(Optional.empty(), Map.of(), Map.of(), Map.of());

    public DomainMemo {
        serverChanges = Map.copyOf(serverChanges);
        resting = Map.copyOf(resting);
        answers = Map.copyOf(answers);
    }

    /**
     * @param at when a registry said so
     */
    public record Answered(Instant at, Lookup.Known what) {}

    /** As text to keep. */
    public String written() {
        return DomainMemoJson.write(this);
    }

    /** Of a text that was kept; what is none of ours, or of another version, is empty. */
    public static DomainMemo read(String text) {
        return DomainMemoJson.read(text);
    }

    public Optional<Answered> answer(DomainName domain) {
        return Optional.ofNullable(answers.get(domain.ascii()));
    }
}
