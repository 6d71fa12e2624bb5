package dev.nightshift.certificates.domain.dns;

import org.xbill.DNS.Message;

/** What came of one question to one server. */
sealed interface Reply {
    /** A whole answer to that question, whatever its code. */
    record Answer(Message message) implements Reply {}

    /** No answer, or none that can be read. */
    record Silent(String why) implements Reply {}

    /** This machine has no way there, such as none of IPv6; says nothing about the server. */
    record NoRoute(String why) implements Reply {}
}
