package io.yunkong.wire.uper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every member whose width holds more patterns than its constraint: the last pattern inside is taken, the first one outside refused. The
 * limits are counted from the text of the standard, not from the code.
 */
class RangeLimitsTest {
    private final BsmView bsm = new BsmView();
    private final RsmView rsm = new RsmView();
    private final BitReader reader = new BitReader();

    @ParameterizedTest
    @CsvSource({
        "timeConfidence, 6, 40",
        "pos.lat, 31, 1800000002",
        "pos.long, 32, 3600000001",
        "heading, 15, 28801",
        "angle, 8, 254",
        "accelSet.long, 12, 4002",
        "accelSet.lat, 12, 4002",
        "accelSet.vert, 8, 255",
        "accelSet.yaw, 16, 65535",
        "brakes.brakePadel, 2, 3",
        "brakes.brakeBoost, 2, 3",
        "safetyExt.pathHistory.initialPosition.utcTime.month, 4, 13",
        "safetyExt.pathHistory.initialPosition.utcTime.minute, 6, 61",
        "safetyExt.pathHistory.initialPosition.utcTime.offset, 11, 1681",
        "safetyExt.pathHistory.initialPosition.pos.lat, 31, 1800000002",
        "safetyExt.pathHistory.initialPosition.pos.long, 32, 3600000001",
        "safetyExt.pathHistory.initialPosition.heading, 15, 28801",
        "safetyExt.pathHistory.initialPosition.timeConfidence, 6, 40",
        "safetyExt.pathHistory.crumbData, 5, 23",
        "safetyExt.pathHistory.crumbData[0].llvOffset.offsetLL, 3, 7",
        "safetyExt.pathHistory.crumbData[0].llvOffset.offsetV, 3, 7",
        "safetyExt.pathHistory.crumbData[0].timeOffset, 16, 65535",
        "safetyExt.pathHistory.crumbData[0].heading, 8, 241",
        "safetyExt.pathPrediction.radiusOfCurve, 16, 65535",
        "safetyExt.pathPrediction.confidence, 8, 201",
        "emergencyExt.responseType, 3, 7",
    })
    void refusesTheFirstPatternOutsideInABsm(String path, int width, long firstOutside) throws UperException {
        refusesTheFirstPatternOutside("bsm.jsonl", "bsm_opt-all_num-max_0", path, width, firstOutside);
    }

    @ParameterizedTest
    @CsvSource({
        "refPos.lat, 31, 1800000002",
        "refPos.long, 32, 3600000001",
        "participants[1].ptcType, 3, 5",
        "participants[1].pos.offsetLL, 3, 7",
        "participants[1].pos.offsetV, 3, 7",
        "participants[2].pos.offsetLL.lon, 32, 3600000001",
        "participants[2].pos.offsetLL.lat, 31, 1800000002",
        "participants[1].heading, 15, 28801",
        "participants[1].angle, 8, 254",
        "participants[1].accelSet.long, 12, 4002",
        "participants[1].accelSet.lat, 12, 4002",
        "participants[1].accelSet.vert, 8, 255",
        "participants[1].accelSet.yaw, 16, 65535",
    })
    void refusesTheFirstPatternOutsideInAnRsm(String path, int width, long firstOutside) throws UperException {
        refusesTheFirstPatternOutside("rsm.jsonl", "rsm_opt-all_num-max_0", path, width, firstOutside);
    }

    private void refusesTheFirstPatternOutside(String file, String name, String path, int width, long firstOutside)
            throws UperException {
        byte[] bytes = Golden.read(file).stream()
                .filter(golden -> golden.name().equals(name))
                .findFirst()
                .orElseThrow()
                .bytes();
        int bit = Objects.requireNonNull(memberStarts(bytes).get(path), path);

        put(bytes, bit, width, firstOutside);
        UperException outside = Objects.requireNonNull(failure(bytes, bytes.length * 8));
        assertThat(outside.path()).isEqualTo(path);
        assertThat(outside.bitOffset()).isEqualTo(bit);
        assertThat(outside.reason()).isIn(UperException.Reason.OUT_OF_RANGE, UperException.Reason.UNKNOWN_ALTERNATIVE);

        put(bytes, bit, width, firstOutside - 1);
        UperException inside = failure(bytes, bytes.length * 8); // a longer list or alternative may end the frame later
        assertThat(inside == null ? "" : inside.path()).isNotEqualTo(path);
    }

    /** Where each member starts, learned from the exceptions of frames that end early; the last place of presence bit and value. */
    private Map<String, Integer> memberStarts(byte[] bytes) throws UperException {
        Map<String, Integer> starts = new HashMap<>();
        for (int end = 0; end < bytes.length * 8; end++) {
            UperException e = failure(bytes, end);
            if (e != null) {
                starts.put(e.path(), e.bitOffset());
            }
        }
        return starts;
    }

    private @Nullable UperException failure(byte[] bytes, int bits) {
        reader.wrapBits(bytes, 0, bits);
        return catchThrowableOfType(UperException.class, () -> {
            if (MessageKind.of(bytes[0]) == MessageKind.RSM) {
                rsm.read(reader);
            } else {
                bsm.read(reader);
            }
        });
    }

    private static void put(byte[] bytes, int bit, int width, long value) {
        for (int i = 0; i < width; i++) {
            int at = bit + width - 1 - i;
            int mask = 0x80 >>> (at & 7);
            boolean one = ((value >>> i) & 1) != 0;
            bytes[at >>> 3] = (byte) (one ? bytes[at >>> 3] | mask : bytes[at >>> 3] & ~mask);
        }
    }
}
