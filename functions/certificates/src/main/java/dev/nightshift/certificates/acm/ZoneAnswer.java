package dev.nightshift.certificates.acm;

import java.util.List;

/** What Route 53 has of a name, as far as this account goes. */
sealed interface ZoneAnswer {
    /** No hosted zone of this account is for it. */
    record Elsewhere() implements ZoneAnswer {}

    /**
     * A hosted zone is for it.
     *
     * @param zone its name and id
     * @param values its CNAMEs of the name: none, one, or several by weight or place
     */
    record Holds(String zone, List<String> values) implements ZoneAnswer {
        public Holds {
            values = List.copyOf(values);
        }

        boolean nothing() {
            return values.isEmpty();
        }

        boolean only(String value) {
            return !nothing() && values.stream().allMatch(one -> ValidationRecord.same(one, value));
        }
    }

    /** It could not be asked. */
    record Unread(String why) implements ZoneAnswer {}
}
