package dev.nightshift.certificates.check;

import java.util.Locale;
import java.util.Optional;

/** Who renews a certificate or a domain, and what a person does when it has not happened. */
public enum Renewer {
    ACM(
            "ACM renews it by itself as long as it is in use and its validation record is in DNS;"
                    + " restore the CNAME record that ACM names (aws acm describe-certificate)"),
    IMPORTED(
            "it was imported into AWS and nothing renews it there: get a new one from its issuer and"
                    + " import it under the same ARN (aws acm import-certificate --certificate-arn)"),
    CERTBOT(
            "certbot on the server renews it: look at 'certbot certificates' and 'systemctl"
                    + " list-timers certbot.timer', try 'certbot renew --dry-run', and see that the"
                    + " web server was reloaded after the last renewal"),
    GODADDY(
            "renew it at GoDaddy (My Products, SSL Certificates), then install the new certificate"
                    + " and its chain on the server: GoDaddy does not do that"),
    VERCEL(
            "Vercel renews it by itself once the domain points to Vercel: look at Domains of the"
                    + " project, set the record it asks for, and remove CAA records that exclude"
                    + " letsencrypt.org"),
    CONTABO(
            "nothing at Contabo renews it: it lives on the instance; look for certbot or the panel"
                    + " (Plesk, cPanel) there"),
    CLOUDFLARE(
            "Cloudflare renews it by itself: look at SSL/TLS, Edge Certificates, and at its"
                    + " validation records"),
    OTHER("find out who issues it, and renew it there");

    private final String how;

    Renewer(String how) {
        this.how = how;
    }

    /** What to do, in words for the person who is told. */
    public String how() {
        return how;
    }

    /** As the settings write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A guess by who issued the certificate; empty if that says nothing.
     *
     * @param issuer the issuer's distinguished name
     */
    public static Optional<Renewer> guess(String issuer) {
        var name = issuer.toLowerCase(Locale.ROOT);
        if (name.contains("o=amazon")) {
            return Optional.of(ACM);
        }
        if (name.contains("let's encrypt")
                || name.contains("zerossl")
                || name.contains("buypass")) {
            return Optional.of(CERTBOT);
        }
        if (name.contains("godaddy") || name.contains("starfield")) {
            return Optional.of(GODADDY);
        }
        return name.contains("cloudflare") ? Optional.of(CLOUDFLARE) : Optional.empty();
    }
}
