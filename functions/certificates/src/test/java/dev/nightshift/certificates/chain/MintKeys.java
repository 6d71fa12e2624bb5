package dev.nightshift.certificates.chain;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keys for tests, each made once per process: making them is what costs. */
public final class MintKeys {
    static final Provider PROVIDER = new BouncyCastleProvider();

    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    private MintKeys() {}

    /** The same name gives the same key. */
    public static KeyPair ec(String name) {
        return ec(name, "secp256r1");
    }

    public static KeyPair ec(String name, String curve) {
        return KEYS.computeIfAbsent(
                "ec " + curve + " " + name,
                absent -> {
                    try {
                        var generator = KeyPairGenerator.getInstance("EC", PROVIDER);
                        generator.initialize(new ECGenParameterSpec(curve));
                        return generator.generateKeyPair();
                    } catch (GeneralSecurityException failure) {
                        throw new IllegalStateException(failure);
                    }
                });
    }

    public static KeyPair rsa(String name, int bits) {
        return of("RSA", name, bits);
    }

    public static KeyPair dsa(String name) {
        return of("DSA", name, 1024);
    }

    public static KeyPair ed25519(String name) {
        return of("Ed25519", name, 255);
    }

    private static KeyPair of(String algorithm, String name, int bits) {
        return KEYS.computeIfAbsent(
                algorithm + " " + bits + " " + name,
                absent -> {
                    try {
                        var generator = KeyPairGenerator.getInstance(algorithm, PROVIDER);
                        generator.initialize(bits);
                        return generator.generateKeyPair();
                    } catch (GeneralSecurityException failure) {
                        throw new IllegalStateException(failure);
                    }
                });
    }
}
