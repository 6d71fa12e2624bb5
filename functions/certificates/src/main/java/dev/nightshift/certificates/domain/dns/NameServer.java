package dev.nightshift.certificates.domain.dns;

/**
 * One address of one name server of a zone, and how it stands.
 *
 * @param name of the server, such as {@code ns1.example.net}
 * @param address empty if the name has none
 * @param words why, where it does not answer
 */
public record NameServer(String name, String address, State state, String words) {
    /** How it answers for the zone. */
    public enum State {
        ANSWERS,
        /** It is there and does not know the zone. */
        LAME,
        SILENT,
        /** Its name does not resolve. */
        NO_ADDRESS,
        /** Its address is not public, so that nobody outside can ask it. */
        NOT_PUBLIC,
        /** It could not be asked from here, such as by IPv6; says nothing about it. */
        NOT_ASKED
    }

    @Override
    public String toString() {
        return address.isEmpty() ? name : name + " (" + address + ")";
    }
}
