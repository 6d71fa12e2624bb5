package dev.nightshift.certificates.tls.wire;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals or opens records of TLS 1.0 to 1.2, one direction each.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5246#section-6.2.3">RFC 5246, section 6.2.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5288">RFC 5288</a>
 */
final class RecordCipher implements Protection {
    private static final int TAG_BYTES = 16;
    private static final int EXPLICIT_NONCE_BYTES = 8;

    private final Kind kind;
    private final ProtocolVersion version;
    private final Mac mac;
    private final SecretKeySpec key;
    private byte[] iv;
    private long sequence;

    /**
     * What a suite needs.
     *
     * @param ivBytes of the key block; of the block, with CBC
     */
    record Kind(boolean gcm, boolean des, String mac, int macBytes, int keyBytes, int ivBytes) {
        static Kind of(CipherSuite suite) {
            boolean gcm = suite.encryption().endsWith("GCM");
            boolean des = suite.encryption().startsWith("3DES");
            int keyBytes = des ? 24 : suite.strengthBits() / Byte.SIZE;
            if (gcm) {
                return new Kind(true, false, "", 0, keyBytes, 4);
            }
            var name = suite.name();
            int ivBytes = des ? 8 : 16;
            if (name.endsWith("_SHA384")) {
                return new Kind(false, des, "HmacSHA384", 48, keyBytes, ivBytes);
            }
            return name.endsWith("_SHA256")
                    ? new Kind(false, des, "HmacSHA256", 32, keyBytes, ivBytes)
                    : new Kind(false, des, "HmacSHA1", 20, keyBytes, ivBytes);
        }

        int blockBytes() {
            return 2 * (macBytes + keyBytes + ivBytes);
        }

        private String cipher() {
            if (gcm) {
                return "AES/GCM/NoPadding";
            }
            return des ? "DESede/CBC/NoPadding" : "AES/CBC/NoPadding";
        }
    }

    /**
     * @param block the whole key block
     * @param client whether it is for what the client writes
     */
    RecordCipher(Kind kind, ProtocolVersion version, byte[] block, boolean client)
            throws GeneralSecurityException {
        this.kind = kind;
        this.version = version;
        int side = client ? 0 : 1;
        int at = side * kind.macBytes();
        if (kind.gcm()) {
            this.mac = Mac.getInstance("HmacSHA1");
        } else {
            this.mac = Mac.getInstance(kind.mac());
            mac.init(new SecretKeySpec(block, at, kind.macBytes(), kind.mac()));
        }
        at = 2 * kind.macBytes() + side * kind.keyBytes();
        this.key = new SecretKeySpec(block, at, kind.keyBytes(), kind.des() ? "DESede" : "AES");
        at = 2 * (kind.macBytes() + kind.keyBytes()) + side * kind.ivBytes();
        this.iv = Arrays.copyOfRange(block, at, at + kind.ivBytes());
    }

    Records.Plain seal(int type, byte[] content) throws GeneralSecurityException {
        var body = kind.gcm() ? sealGcm(type, content) : sealCbc(type, content);
        sequence++;
        return new Records.Plain(type, version.code(), Bytes.of(body));
    }

    @Override
    public Records.Plain open(Records.Plain record) throws TlsException {
        try {
            var content = record.content().array();
            var opened =
                    kind.gcm() ? openGcm(record.type(), content) : openCbc(record.type(), content);
            sequence++;
            return new Records.Plain(record.type(), record.version(), Bytes.of(opened));
        } catch (GeneralSecurityException notOurs) {
            throw TlsException.malformed("a record that is not encrypted under the keys agreed on");
        }
    }

    private byte[] sealGcm(int type, byte[] content) throws GeneralSecurityException {
        var explicit = number(sequence);
        var cipher = gcm(Cipher.ENCRYPT_MODE, explicit, type, content.length);
        return new Octets().raw(explicit).raw(cipher.doFinal(content)).toBytes();
    }

    private byte[] openGcm(int type, byte[] content) throws GeneralSecurityException {
        int length = content.length - EXPLICIT_NONCE_BYTES - TAG_BYTES;
        if (length < 0) {
            throw new GeneralSecurityException("too short");
        }
        var explicit = Arrays.copyOf(content, EXPLICIT_NONCE_BYTES);
        return gcm(Cipher.DECRYPT_MODE, explicit, type, length)
                .doFinal(content, EXPLICIT_NONCE_BYTES, content.length - EXPLICIT_NONCE_BYTES);
    }

    private Cipher gcm(int mode, byte[] explicit, int type, int length)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(kind.cipher());
        var nonce = new Octets().raw(iv).raw(explicit).toBytes();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(header(type, length));
        return cipher;
    }

    private byte[] sealCbc(int type, byte[] content) throws GeneralSecurityException {
        int unpadded = content.length + kind.macBytes() + 1;
        int padding = (kind.ivBytes() - unpadded % kind.ivBytes()) % kind.ivBytes();
        var plain = new Octets().raw(content).raw(mac(type, content));
        for (int i = 0; i <= padding; i++) {
            plain.u8(padding);
        }
        var cipher = Cipher.getInstance(kind.cipher());
        // TLS 1.0 goes on where the record before ended; later ones send what they begin with,
        // which need not be secret, nor new where nothing is to be kept
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
        var closed = cipher.doFinal(plain.toBytes());
        if (version == ProtocolVersion.TLS_1_0) {
            iv = Arrays.copyOfRange(closed, closed.length - kind.ivBytes(), closed.length);
            return closed;
        }
        return new Octets().raw(iv).raw(closed).toBytes();
    }

    private byte[] openCbc(int type, byte[] content) throws GeneralSecurityException {
        var start = iv;
        var closed = content;
        if (version == ProtocolVersion.TLS_1_0) {
            if (closed.length >= kind.ivBytes()) {
                iv = Arrays.copyOfRange(closed, closed.length - kind.ivBytes(), closed.length);
            }
        } else if (content.length >= kind.ivBytes()) {
            start = Arrays.copyOf(content, kind.ivBytes());
            closed = Arrays.copyOfRange(content, kind.ivBytes(), content.length);
        }
        var cipher = Cipher.getInstance(kind.cipher());
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(start));
        var plain = cipher.doFinal(closed);
        int padding = plain.length == 0 ? 0 : plain[plain.length - 1] & 0xff;
        int length = plain.length - 1 - padding - kind.macBytes();
        if (length < 0) {
            throw new GeneralSecurityException("too short");
        }
        var opened = Arrays.copyOf(plain, length);
        var macOf = Arrays.copyOfRange(plain, length, length + kind.macBytes());
        if (!MessageDigest.isEqual(macOf, mac(type, opened))) {
            throw new GeneralSecurityException("another MAC");
        }
        return opened;
    }

    private byte[] mac(int type, byte[] content) {
        mac.update(header(type, content.length));
        return mac.doFinal(content);
    }

    private byte[] header(int type, int length) {
        return new Octets()
                .raw(number(sequence))
                .u8(type)
                .u16(version.code())
                .u16(length)
                .toBytes();
    }

    private static byte[] number(long value) {
        return new Octets().u16(0).u16(0).u16((int) (value >>> 16)).u16((int) value).toBytes();
    }
}
