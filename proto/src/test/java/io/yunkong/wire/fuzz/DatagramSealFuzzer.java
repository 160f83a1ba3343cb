package io.yunkong.wire.fuzz;

import io.yunkong.wire.frame.DatagramSeal;
import java.util.Arrays;
import java.util.stream.Stream;

/** {@link DatagramSeal}: takes what it sealed and nothing else, whatever a stranger sends and whichever bit is changed on the way. */
public final class DatagramSealFuzzer {
    private static final long KEY_ID = 0x1122_3344_5566_7788L;
    private static final byte[] KEY = new byte[DatagramSeal.KEY_BYTES];
    private static final DatagramSeal SEAL = new DatagramSeal(KEY_ID, KEY);

    private DatagramSealFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length >= DatagramSeal.length(0)) {
            asItCame(input);
        }
        if (input.length >= Long.BYTES) {
            sealed(input);
        }
    }

    private static void asItCame(byte[] datagram) {
        byte[] payload =
                Arrays.copyOfRange(datagram, DatagramSeal.HEADER_BYTES, datagram.length - DatagramSeal.MAC_BYTES);
        DatagramSeal same = new DatagramSeal(DatagramSeal.keyId(datagram), KEY); // whose key it is, its id says
        boolean own = Arrays.equals(datagram, same.seal(DatagramSeal.sequence(datagram), payload));
        if (SEAL.isSealed(datagram, datagram.length) != own) {
            throw new AssertionError("takes what it did not seal, or does not take what it did: own=" + own);
        }
    }

    /** The first octets are a sequence and the place of the bit that is changed, the others a payload. */
    private static void sealed(byte[] input) {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | (input[i] & 0xFF);
        }
        byte[] datagram = SEAL.seal(number, Arrays.copyOfRange(input, Long.BYTES, input.length));
        boolean same = DatagramSeal.keyId(datagram) == KEY_ID
                && DatagramSeal.sequence(datagram) == number
                && SEAL.isSealed(datagram, datagram.length);
        if (!same) {
            throw new AssertionError("does not take back what it gave");
        }
        int bit = (int) Long.remainderUnsigned(number, (long) datagram.length * Byte.SIZE);
        datagram[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        if (SEAL.isSealed(datagram, datagram.length)) {
            throw new AssertionError("takes a datagram that was changed: bit=" + bit);
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                new byte[0],
                new byte[] {0, 0, 0, 0, 0, 0, 0, 1},
                new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3},
                SEAL.seal(1, new byte[] {1, 2, 3}),
                SEAL.seal(DatagramSeal.DOWN_FIRST, new byte[100]),
                new DatagramSeal(1, KEY).seal(7, new byte[] {0x10}));
    }
}
