package dev.nightshift.certificates.domain.dns;

import java.util.Set;

/** What one server of a zone answers of one name and type. */
public sealed interface ServerAnswer {
    /**
     * @param values as in {@link WantedRecord#values}; a CNAME in the place of another type as
     *     {@code CNAME target}
     * @param ttl in seconds
     */
    record Has(Set<String> values, long ttl) implements ServerAnswer {
        public Has {
            values = Set.copyOf(values);
        }
    }

    /** The name is there, the type is not. */
    record NoData() implements ServerAnswer {}

    /** There is no such name. */
    record NoName() implements ServerAnswer {}

    /** Nobody knows. */
    record Failed(String why) implements ServerAnswer {}
}
