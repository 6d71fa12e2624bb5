package dev.nightshift.certificates.chain;

import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.BasicConstraints;

/** The CAs of the tables of chains. */
final class Authorities {
    static final String HOST = "www.example.com";

    /** Trusted by this team. */
    static final Minted ROOT = Mint.root("Team Root").mint();

    static final Minted CA = Mint.ca("Team CA").by(ROOT).pathLength(0).mint();

    /** Trusted by browsers. */
    static final Minted PUBLIC_ROOT = Mint.root("Public Root").mint();

    static final Minted PUBLIC_CA = Mint.ca("Public CA").by(PUBLIC_ROOT).mint();

    static final Minted RSA_ROOT = Mint.root("RSA Root").key(MintKeys.rsa("RSA Root", 2048)).mint();

    static final Minted ED_ROOT = Mint.root("Ed Root").key(MintKeys.ed25519("Ed Root")).mint();

    /** Trusted, and over. */
    static final Minted EXPIRED_ROOT = Mint.root("Expired Root").expired().mint();

    static final Minted FUTURE_ROOT = Mint.root("Future Root").notYetValid().mint();

    static final Minted VERSION_1_ROOT = Mint.root("Version 1 Root").version(1).mint();

    static final Minted SHA1_ROOT = Mint.root("SHA-1 Root").signedWith("SHA1withECDSA").mint();

    static final Minted SHORT_ROOT = Mint.root("Short Root").pathLength(0).mint();

    /** Trusted by nobody. */
    static final Minted STRANGER = Mint.root("Stranger Root").mint();

    static final Minted STRANGE_CA = Mint.ca("Strange CA").by(STRANGER).mint();

    /** Its own, and pinned. */
    static final Minted PINNED =
            Mint.leaf(HOST)
                    .key(MintKeys.ec("pinned"))
                    .basic(new BasicConstraints(false))
                    .valid(Duration.ofDays(10), Duration.ofDays(90))
                    .mint();

    private Authorities() {}

    static List<Minted> ownRoots() {
        return List.of(
                ROOT,
                RSA_ROOT,
                ED_ROOT,
                EXPIRED_ROOT,
                FUTURE_ROOT,
                VERSION_1_ROOT,
                SHA1_ROOT,
                SHORT_ROOT,
                PINNED);
    }

    static Trust trust() {
        return Trust.of(List.of(PUBLIC_ROOT.der()), ownRoots().stream().map(Minted::der).toList());
    }
}
