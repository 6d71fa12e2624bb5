package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Statuses of a domain that mean trouble, and what to do about each. RDAP writes {@code client
 * hold} where EPP writes {@code clientHold}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5731#section-2.3">RFC 5731, 2.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3915#section-3.1">RFC 3915, 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8056">RFC 8056</a>
 */
enum DomainStatus {
    PENDING_DELETE(
            "pendingDelete",
            Level.CRITICAL,
            "it is about to be deleted, and nobody can stop that now: ask the registrar at once, and"
                    + " be ready to register it again"),
    REDEMPTION_PERIOD(
            "redemptionPeriod",
            Level.CRITICAL,
            "it was deleted and can be had back for some days only: pay the registrar's restore"
                    + " fee now"),
    PENDING_RESTORE(
            "pendingRestore",
            Level.CRITICAL,
            "its restore waits for the registrar's report: ask the registrar to send it, or the"
                    + " domain goes back to be deleted"),
    CLIENT_HOLD(
            "clientHold",
            Level.CRITICAL,
            "the registrar took it out of the DNS, mostly for an unpaid bill or an unverified"
                    + " e-mail address: look into the registrar's account and its mails"),
    SERVER_HOLD(
            "serverHold",
            Level.CRITICAL,
            "the registry took it out of the DNS: ask the registrar why, and have it lifted"),
    INACTIVE(
            "inactive",
            Level.CRITICAL,
            "it has no name servers, so nothing under it resolves: set them at the registrar"),
    PENDING_TRANSFER(
            "pendingTransfer",
            Level.WARNING,
            "somebody is moving it to another registrar: if nobody of yours is, refuse the"
                    + " transfer at the registrar today"),
    AUTO_RENEW_PERIOD(
            "autoRenewPeriod",
            Level.NOTE,
            "the registry renewed it by itself at its end: make sure that the registrar was paid,"
                    + " or it is taken back");

    static final String TRANSFER_LOCK = key("clientTransferProhibited");
    static final String REGISTRY_LOCK = key("serverTransferProhibited");

    private final String epp;
    private final Level level;
    private final String words;

    DomainStatus(String epp, Level level, String words) {
        this.epp = epp;
        this.level = level;
        this.words = words;
    }

    /** However a status is written, such as {@code clientHold https://icann.org/epp#clientHold}. */
    static String key(String status) {
        var link = status.toLowerCase(Locale.ROOT).indexOf("http");
        var text = link < 0 ? status : status.substring(0, link);
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    static Optional<DomainStatus> of(String key) {
        return Arrays.stream(values()).filter(status -> key(status.epp).equals(key)).findFirst();
    }

    Level level() {
        return level;
    }

    String words() {
        return epp + ": " + words;
    }
}
