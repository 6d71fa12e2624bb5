package dev.nightshift.certificates.domain;

/** What registries answer in these tests. */
final class Answers {
    private Answers() {}

    static String rdap(String domain, String expires) {
        return """
        {"objectClassName": "domain", "ldhName": "%s", "handle": "D1",
         "status": ["client transfer prohibited", "active"],
         "events": [
           {"eventAction": "registration", "eventDate": "2001-02-03T04:05:06Z"},
           {"eventAction": "expiration", "eventDate": "%s"},
           {"eventAction": "last changed", "eventDate": "2026-01-02T03:04:05.678Z"},
           {"eventAction": "last update of RDAP database", "eventDate": "2026-11-27T00:00:00Z"}],
         "entities": [
           {"objectClassName": "entity", "roles": ["abuse"],
            "vcardArray": ["vcard", [["fn", {}, "text", "Abuse Desk"]]]},
           {"objectClassName": "entity", "roles": ["registrar"], "handle": "146",
            "publicIds": [{"type": "IANA Registrar ID", "identifier": "146"}],
            "vcardArray": ["vcard", [["version", {}, "text", "4.0"],
                                     ["fn", {}, "text", "GoDaddy.com, LLC"]]]}],
         "nameservers": [{"objectClassName": "nameserver", "ldhName": "NS2.DNS.TEST."},
                         {"objectClassName": "nameserver", "ldhName": "ns1.dns.test"}],
         "secureDNS": {"delegationSigned": true}}
        """
                .formatted(domain, expires);
    }
}
