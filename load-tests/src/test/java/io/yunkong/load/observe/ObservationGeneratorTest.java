package io.yunkong.load.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yunkong.map.geo.LocalPlane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ObservationGeneratorTest {
    private static final double SPEED_MPS = 10;
    private static final LocalPlane PLANE = new LocalPlane(34.8, 113.8);
    private static final Site MIDDLE = new Site("RSU01", 34.8, 113.8, 200, 0.4, -0.3);

    private record Made(List<String> lines, AnswerKey key) {}

    /** Vehicles that drive east beside each other, 10 m apart; the last one in five is a pedestrian. */
    private static Map<Integer, RoadUser> users(int count) {
        Map<Integer, RoadUser> users = new HashMap<>();
        for (int id = 1; id <= count; id++) {
            users.put(id, new RoadUser(id, id % 5 == 0 ? "pedestrian" : "car", 4.6, 1.8));
        }
        return users;
    }

    private static double east(double atS) {
        return -100 + SPEED_MPS * atS;
    }

    private static double north(int id) {
        return 10.0 * id - 100;
    }

    private static TickSource straight(int count, int tenths) {
        return new TickSource() {
            private int tenth;

            @Override
            public @Nullable Tick next() {
                if (tenth > tenths) {
                    return null;
                }
                double atS = tenth++ / 10.0;
                Map<Integer, TrueState> states = new LinkedHashMap<>();
                for (int id = 1; id <= count; id++) {
                    states.put(
                            id,
                            new TrueState(
                                    id,
                                    PLANE.latitudeDeg(east(atS), north(id)),
                                    PLANE.longitudeDeg(east(atS), north(id)),
                                    90,
                                    SPEED_MPS,
                                    0));
                }
                return new Tick(atS, states);
            }

            @Override
            public void close() {
                tenth = Integer.MAX_VALUE;
            }
        };
    }

    private static Made make(NoiseModel model, long seed) throws IOException {
        return make(model, seed, 20, 100);
    }

    private static Made make(NoiseModel model, long seed, int count, int tenths) throws IOException {
        List<String> lines = new ArrayList<>();
        AnswerKey key = new ObservationGenerator(users(count), model, seed)
                .generate(straight(count, tenths), 0, tenths / 10.0, List.of(MIDDLE), lines::add);
        return new Made(lines, key);
    }

    /** All numbers and texts of a line; those of an object in a list under NAME.INDEX. */
    private static Map<String, String> fields(String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            int object = -2;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    object++;
                } else if (token.isScalarValue()) {
                    fields.put(parser.currentName() + (object < 0 ? "" : "." + object), parser.getText());
                }
            }
        }
        return fields;
    }

    private static double number(Map<String, String> fields, String name) {
        return Double.parseDouble(fields.getOrDefault(name, "NaN"));
    }

    @Test
    void oneSeedGivesTheSameLinesAndAnotherOthers() throws IOException {
        Made first = make(NoiseFlags.published(), 7);
        Made second = make(NoiseFlags.published(), 7);
        Made other = make(NoiseFlags.published(), 8);
        assertThat(first.lines).hasSizeGreaterThan(500).isEqualTo(second.lines);
        assertThat(first.key.json("set", 7, 0.6)).isEqualTo(second.key.json("set", 7, 0.6));
        assertThat(other.lines).doesNotContainAnyElementsOf(first.lines.subList(0, 50));
    }

    @Test
    void linesComeInTheOrderOfArrivalAndNoneBeforeItsMeasurement() throws IOException {
        double before = 0;
        for (String line : make(NoiseFlags.published().slowedBy(10), 7).lines) {
            Map<String, String> fields = fields(line);
            assertThat(number(fields, "rx")).isGreaterThanOrEqualTo(before).isGreaterThan(number(fields, "t"));
            before = number(fields, "rx");
        }
    }

    @Test
    void withoutNoiseTheTruthIsTold() throws IOException {
        NoiseModel exact =
                NoiseFlags.published().noiseTimes(0).ghostsTimes(0).withLoss(0).withEquipped(1);
        Made made = make(exact, 7);
        int told = 0;
        for (String line : made.lines) {
            Map<String, String> fields = fields(line);
            if ("bsm".equals(fields.get("k"))) {
                int id = made.key.stations().getOrDefault(fields.getOrDefault("id", ""), 0);
                double east = PLANE.eastM(number(fields, "lat"), number(fields, "lon"));
                double north = PLANE.northM(number(fields, "lat"), number(fields, "lon"));
                assertThat(east).isCloseTo(east(number(fields, "t")), within(0.03));
                assertThat(north).isCloseTo(north(id), within(0.02));
                assertThat(number(fields, "hdg")).isEqualTo(90);
                assertThat(number(fields, "spd")).isEqualTo(SPEED_MPS);
                told++;
            }
        }
        assertThat(made.key.stations()).hasSize(16);
        assertThat(told).isBetween(1580, 1620);
    }

    @Test
    void unitsTellWithTheirBiasAndWithoutGhosts() throws IOException {
        NoiseModel exact = NoiseFlags.published().noiseTimes(0).ghostsTimes(0).withEquipped(0);
        Made made = make(exact, 7);
        assertThat(made.lines).hasSize(100);
        for (String line : made.lines) {
            Map<String, String> fields = fields(line);
            double east = PLANE.eastM(number(fields, "lat.0"), number(fields, "lon.0"));
            double north = PLANE.northM(number(fields, "lat.0"), number(fields, "lon.0"));
            assertThat(east).isCloseTo(east(number(fields, "t")) + 0.4, within(0.03));
            assertThat(Math.IEEEremainder(north + 0.3, 10)).isCloseTo(0, within(0.02));
        }
        assertThat(made.key.ghosts()).isZero();
    }

    @Test
    void theErrorsOfPlacesAreAsLargeAsWanted() throws IOException {
        Made made = make(NoiseFlags.published().withEquipped(1), 7, 400, 50);
        double squares = 0;
        int count = 0;
        for (String line : made.lines) {
            Map<String, String> fields = fields(line);
            if ("bsm".equals(fields.get("k"))) {
                double east = PLANE.eastM(number(fields, "lat"), number(fields, "lon"));
                squares += Math.pow(east - east(number(fields, "t")), 2);
                count++;
            }
        }
        // 320 slow biases of 0.8 m: the mean of their squares is off by 8 % at one sigma
        assertThat(Math.sqrt(squares / count)).isCloseTo(1.0, within(0.15));
    }

    @Test
    void lossTakesLinesAwayAndChangesNoOther() throws IOException {
        NoiseModel model = NoiseFlags.published().ghostsTimes(0);
        Made whole = make(model.withLoss(0), 7);
        Made lossy = make(model.withLoss(0.3), 7);
        assertThat(whole.lines).containsAll(lossy.lines);
        assertThat(lossy.lines.size() / (double) whole.lines.size()).isBetween(0.6, 0.8);
    }

    @Test
    void whoIsEquippedAtAShareIsSoAtALargerOne() throws IOException {
        Made few = make(NoiseFlags.published().withEquipped(0.3), 7);
        Made many = make(NoiseFlags.published().withEquipped(0.7), 7);
        assertThat(few.key.stations()).isNotEmpty();
        assertThat(many.key.stations()).containsAllEntriesOf(few.key.stations());
        assertThat(many.key.stations().size()).isGreaterThan(few.key.stations().size());
    }

    @Test
    void ghostsAreCountedAndMoreOfThemWhenWanted() throws IOException {
        long few = make(NoiseFlags.published(), 7, 1, 600).key.ghosts();
        long many = make(NoiseFlags.published().ghostsTimes(3), 7, 1, 600).key.ghosts();
        assertThat(few).isBetween(4L, 25L);
        assertThat(many).isBetween(20L, 55L);
    }

    @Test
    void refusesParametersThatMakeNoSense() {
        assertThatThrownBy(() -> NoiseFlags.published().withLoss(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("loss out of range: value=1.5, limit=0.0..1.0; nothing written");
        assertThatThrownBy(() -> new GnssError(Double.NaN, 30, 0.6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsOfAWindowWithoutTruth() {
        assertThatThrownBy(() -> new ObservationGenerator(users(1), NoiseFlags.published(), 7)
                        .generate(straight(1, 10), 50, 60, List.of(), _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no truth in the window: from_s=50.0, to_s=60.0");
    }
}
