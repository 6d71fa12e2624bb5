package dev.nightshift.certificates.tls;

/** What has to be said in clear before TLS begins. */
public enum StartTls {
    /** Nothing: TLS from the first byte. */
    NONE,
    /** RFC 3207. */
    SMTP,
    /** RFC 2595, RFC 9051. */
    IMAP,
    /** RFC 2595. */
    POP3,
    /** RFC 4217. */
    FTP,
    /** {@code SSLRequest} of PostgreSQL's protocol 3. */
    POSTGRESQL,
    /** {@code SSLRequest} of MySQL's protocol 10. */
    MYSQL
}
