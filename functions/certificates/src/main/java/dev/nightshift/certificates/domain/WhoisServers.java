package dev.nightshift.certificates.domain;

import java.util.Map;
import java.util.Optional;

/**
 * WHOIS servers of the top-level domains that IANA lists no RDAP server for and that people use;
 * for the others IANA's own is asked. As IANA's root zone database had them in 2026.
 *
 * @see <a href="https://www.iana.org/domains/root/db">IANA Root Zone Database</a>
 */
final class WhoisServers {
    static final String IANA = "whois.iana.org";

    private static final Map<String, String> SERVERS =
            Map.ofEntries(
                    Map.entry("ac", "whois.nic.ac"),
                    Map.entry("at", "whois.nic.at"),
                    Map.entry("be", "whois.dns.be"),
                    Map.entry("ch", "whois.nic.ch"),
                    Map.entry("cl", "whois.nic.cl"),
                    Map.entry("cn", "whois.cnnic.cn"),
                    Map.entry("de", "whois.denic.de"),
                    Map.entry("dk", "whois.punktum.dk"),
                    Map.entry("ee", "whois.tld.ee"),
                    Map.entry("eu", "whois.eu"),
                    Map.entry("hk", "whois.hkirc.hk"),
                    Map.entry("hr", "whois.dns.hr"),
                    Map.entry("hu", "whois.nic.hu"),
                    Map.entry("ie", "whois.weare.ie"),
                    Map.entry("il", "whois.isoc.org.il"),
                    Map.entry("io", "whois.nic.io"),
                    Map.entry("it", "whois.nic.it"),
                    Map.entry("jp", "whois.jprs.jp"),
                    Map.entry("li", "whois.nic.li"),
                    Map.entry("lt", "whois.domreg.lt"),
                    Map.entry("lu", "whois.dns.lu"),
                    Map.entry("lv", "whois.nic.lv"),
                    Map.entry("me", "whois.nic.me"),
                    Map.entry("mx", "whois.mx"),
                    Map.entry("nu", "whois.iis.nu"),
                    Map.entry("pt", "whois.dns.pt"),
                    Map.entry("ro", "whois.rotld.ro"),
                    Map.entry("rs", "whois.rnids.rs"),
                    Map.entry("ru", "whois.tcinet.ru"),
                    Map.entry("se", "whois.iis.se"),
                    Map.entry("sh", "whois.nic.sh"),
                    Map.entry("sk", "whois.sk-nic.sk"),
                    Map.entry("su", "whois.tcinet.ru"),
                    Map.entry("tr", "whois.trabis.gov.tr"),
                    Map.entry("us", "whois.nic.us"),
                    Map.entry("xn--p1ai", "whois.tcinet.ru"));

    private WhoisServers() {}

    static Optional<String> of(DomainName domain) {
        return Optional.ofNullable(SERVERS.get(domain.topLevel()));
    }

    /** What to send: some servers answer in their own language, or with less, unless told. */
    static String question(DomainName domain) {
        return switch (domain.topLevel()) {
            case "de" -> "-T dn,ace " + domain.ascii();
            case "jp" -> domain.ascii() + "/e";
            default -> domain.ascii();
        };
    }

    /** Registries that publish to nobody when a registration ends. */
    static boolean tellsNoExpiry(DomainName domain) {
        return switch (domain.topLevel()) {
            case "de", "at", "be", "eu", "ch", "li", "lu", "es", "gr" -> true;
            default -> false;
        };
    }
}
