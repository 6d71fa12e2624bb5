package dev.nightshift.certificates.tls.starttls;

import dev.nightshift.certificates.tls.Handshake.Trouble;
import dev.nightshift.certificates.tls.StartTls;
import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.TlsException;

/** Asks for TLS in the language of the service. */
public final class Dialogues {
    private Dialogues() {}

    /**
     * Returns when TLS may begin.
     *
     * @throws TlsException if the server speaks another language, has no TLS, or says more in clear
     *     than its consent: whatever stands between the two would be taken for encrypted
     */
    public static void begin(StartTls how, Link link) throws TlsException {
        switch (how) {
            case NONE -> {
                return;
            }
            case SMTP -> Smtp.begin(link);
            case IMAP -> Imap.begin(link);
            case POP3 -> Pop3.begin(link);
            case FTP -> Ftp.begin(link);
            case POSTGRESQL -> Postgresql.begin(link);
            case MYSQL -> Mysql.begin(link);
        }
        if (link.hasUnread()) {
            throw refused("the server says more in clear after it agreed to TLS");
        }
    }

    static TlsException refused(String why) {
        return new TlsException(Trouble.NO_STARTTLS, why);
    }
}
