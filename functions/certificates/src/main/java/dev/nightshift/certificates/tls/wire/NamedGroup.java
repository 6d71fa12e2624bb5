package dev.nightshift.certificates.tls.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Groups that keys are agreed in.
 *
 * @see <a
 *     href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml#tls-parameters-8">
 *     IANA, TLS Supported Groups</a>
 */
public enum NamedGroup {
    SECT163K1(1, "sect163k1"),
    SECT163R1(2, "sect163r1"),
    SECT163R2(3, "sect163r2"),
    SECT193R1(4, "sect193r1"),
    SECT193R2(5, "sect193r2"),
    SECT233K1(6, "sect233k1"),
    SECT233R1(7, "sect233r1"),
    SECT239K1(8, "sect239k1"),
    SECT283K1(9, "sect283k1"),
    SECT283R1(10, "sect283r1"),
    SECT409K1(11, "sect409k1"),
    SECT409R1(12, "sect409r1"),
    SECT571K1(13, "sect571k1"),
    SECT571R1(14, "sect571r1"),
    SECP160K1(15, "secp160k1"),
    SECP160R1(16, "secp160r1"),
    SECP160R2(17, "secp160r2"),
    SECP192K1(18, "secp192k1"),
    SECP192R1(19, "secp192r1"),
    SECP224K1(20, "secp224k1"),
    SECP224R1(21, "secp224r1"),
    SECP256K1(22, "secp256k1"),
    SECP256R1(23, "secp256r1"),
    SECP384R1(24, "secp384r1"),
    SECP521R1(25, "secp521r1"),
    BRAINPOOL_P256R1(26, "brainpoolP256r1"),
    BRAINPOOL_P384R1(27, "brainpoolP384r1"),
    BRAINPOOL_P512R1(28, "brainpoolP512r1"),
    X25519(29, "x25519"),
    X448(30, "x448"),
    BRAINPOOL_P256R1_TLS13(31, "brainpoolP256r1tls13"),
    BRAINPOOL_P384R1_TLS13(32, "brainpoolP384r1tls13"),
    BRAINPOOL_P512R1_TLS13(33, "brainpoolP512r1tls13"),
    GC256A(34, "GC256A"),
    GC256B(35, "GC256B"),
    GC256C(36, "GC256C"),
    GC256D(37, "GC256D"),
    GC512A(38, "GC512A"),
    GC512B(39, "GC512B"),
    GC512C(40, "GC512C"),
    CURVE_SM2(41, "curveSM2"),
    FFDHE2048(0x100, "ffdhe2048"),
    FFDHE3072(0x101, "ffdhe3072"),
    FFDHE4096(0x102, "ffdhe4096"),
    FFDHE6144(0x103, "ffdhe6144"),
    FFDHE8192(0x104, "ffdhe8192"),
    ML_KEM_512(0x200, "MLKEM512"),
    ML_KEM_768(0x201, "MLKEM768"),
    ML_KEM_1024(0x202, "MLKEM1024"),
    SECP256R1_ML_KEM_768(0x11eb, "SecP256r1MLKEM768"),
    X25519_ML_KEM_768(0x11ec, "X25519MLKEM768"),
    SECP384R1_ML_KEM_1024(0x11ed, "SecP384r1MLKEM1024"),
    X25519_KYBER_768_DRAFT(0x6399, "X25519Kyber768Draft00");

    private final int code;
    private final String text;

    NamedGroup(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public static Optional<NamedGroup> of(int code) {
        return Arrays.stream(values()).filter(group -> group.code == code).findFirst();
    }

    /** Elliptic curves as TLS 1.2 and before know them. */
    public static List<NamedGroup> curves() {
        return Arrays.stream(values()).filter(NamedGroup::isCurve).toList();
    }

    /** Groups that TLS 1.3 may agree on. */
    public static List<NamedGroup> ofTls13() {
        return Arrays.stream(values()).filter(group -> group.code >= SECP256R1.code).toList();
    }

    public boolean isCurve() {
        return code < FFDHE2048.code
                && (code < BRAINPOOL_P256R1_TLS13.code || code > BRAINPOOL_P512R1_TLS13.code);
    }

    public boolean isFiniteField() {
        return code >= FFDHE2048.code && code <= FFDHE8192.code;
    }

    /** IANA's name. */
    @Override
    public String toString() {
        return text;
    }
}
