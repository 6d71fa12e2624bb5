package dev.nightshift.certificates.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Every address that a host name stands for. */
@FunctionalInterface
public interface Names {
    /**
     * @param host a name, or the literal of an address
     * @return at least one
     * @throws UnknownHostException if there is none, or nobody could be asked
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** As the machine resolves names. */
    static Names ofSystem() {
        return host -> Arrays.stream(InetAddress.getAllByName(host)).distinct().toList();
    }
}
