package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.net.Vetted;

/**
 * One address behind one name: what is connected to, and what is asked for there.
 *
 * @param serverName for SNI; empty sends none
 */
public record Spot(Vetted address, int port, String serverName, StartTls startTls) {}
