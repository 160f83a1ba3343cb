package io.yunkong.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class DatagramSealTest {
    private static final byte[] KEY = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f".repeat(2));
    private static final byte[] PAYLOAD = {(byte) 0xCA, (byte) 0xFE};

    /** The MAC was computed with OpenSSL: {@code openssl dgst -sha256 -mac HMAC -macopt hexkey:KEY} over the octets before it. */
    private static final String GOLDEN = "f601020304050607080000000000000007cafe" + "f3d7acc3de02aabef820db6b4fa72594";

    private final DatagramSeal seal = new DatagramSeal(0x0102030405060708L, KEY);

    @Test
    void writesWhatOpensslWouldHaveSealed() {
        byte[] datagram = seal.seal(7, PAYLOAD);
        assertThat(HexFormat.of().formatHex(datagram)).isEqualTo(GOLDEN);
        assertThat(datagram).hasSize(DatagramSeal.length(PAYLOAD.length));
    }

    @Test
    void readsWhatItWrote() {
        byte[] datagram = HexFormat.of().parseHex(GOLDEN);
        assertThat(DatagramSeal.keyId(datagram)).isEqualTo(0x0102030405060708L);
        assertThat(DatagramSeal.sequence(datagram)).isEqualTo(7);
        assertThat(seal.isSealed(datagram, datagram.length)).isTrue();
    }

    @Test
    void aChangeOfAnyOctetBreaksIt() {
        byte[] datagram = seal.seal(7, PAYLOAD);
        for (int i = 0; i < datagram.length; i++) {
            datagram[i] ^= 1;
            assertThat(seal.isSealed(datagram, datagram.length))
                    .as("octet %d", i)
                    .isFalse();
            datagram[i] ^= 1;
        }
        assertThat(seal.isSealed(datagram, datagram.length - 1)).isFalse();
        assertThat(seal.isSealed(datagram, datagram.length)).isTrue();
    }

    @Test
    void aKeyHasItsLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatagramSeal(1, new byte[31]))
                .withMessage("datagram key not usable: length=31, limit=32; refused");
    }
}
