package dev.nightshift.certificates.domain;

import java.util.Locale;
import java.util.Optional;

/** Who renews a domain, and where. */
final class Renewal {
    private Renewal() {}

    /**
     * @param registrar as the registry names it
     */
    static String words(Optional<String> registrar) {
        if (registrar.isEmpty()) {
            return "renew it where it was bought";
        }
        var name = registrar.get();
        return "renew it at " + name + ": " + where(name.toLowerCase(Locale.ROOT));
    }

    private static String where(String registrar) {
        if (registrar.contains("godaddy")) {
            return "GoDaddy account, Domain Portfolio, the domain, Renew; and switch auto-renew on";
        }
        if (registrar.contains("amazon") || registrar.contains("route 53")) {
            return "AWS console, Route 53, Registered domains, the domain, Renew (or aws"
                    + " route53domains renew-domain); and switch auto-renew on";
        }
        if (registrar.contains("gandi")) {
            return "its account there; if it was bought through Route 53, at AWS console, Route 53,"
                    + " Registered domains";
        }
        if (registrar.contains("namecheap")) {
            return "Namecheap account, Domain List, the domain, Renew; and switch auto-renew on";
        }
        if (registrar.contains("contabo")) {
            return "Contabo's customer panel, Domains; its bill has to be paid in time";
        }
        if (registrar.contains("vercel")) {
            return "Vercel dashboard, Domains, the domain; and look at the card that pays";
        }
        return "its account there; if it was bought through a host such as Vercel or Contabo, in"
                + " that account";
    }
}
