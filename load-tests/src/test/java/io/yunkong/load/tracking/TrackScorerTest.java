package io.yunkong.load.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yunkong.load.observe.AnswerKey;
import io.yunkong.load.observe.RoadUser;
import io.yunkong.load.observe.Site;
import io.yunkong.load.observe.Tick;
import io.yunkong.load.observe.TrueState;
import io.yunkong.map.geo.LocalPlane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Two vehicles, 20 m apart, and one that nobody sees far away; 40 ticks, of which the first 20 are not scored. */
final class TrackScorerTest {
    private static final LocalPlane PLANE = new LocalPlane(34.8, 113.8);
    private static final int TICKS = 40;
    private static final int SCORED = 20;

    private final Truth truth = truth();
    private final AnswerKey key = key();

    private static Truth truth() {
        List<Tick> ticks = new ArrayList<>();
        for (int tenth = 0; tenth < TICKS; tenth++) {
            Map<Integer, TrueState> states = new LinkedHashMap<>();
            states.put(1, state(1, tenth, 0));
            states.put(2, state(2, tenth, 20));
            states.put(3, state(3, tenth, 900));
            ticks.add(new Tick(tenth / 10.0, states));
        }
        Map<Integer, RoadUser> users = Map.of(
                1, new RoadUser(1, "car", 4.6, 1.8),
                2, new RoadUser(2, "car", 4.6, 1.8),
                3, new RoadUser(3, "car", 4.6, 1.8));
        return new Truth("set", users, ticks);
    }

    private static TrueState state(int id, int tenth, double northM) {
        return new TrueState(id, PLANE.latitudeDeg(tenth, northM), PLANE.longitudeDeg(tenth, northM), 90, 10, 0);
    }

    private static AnswerKey key() {
        AnswerKey key = new AnswerKey(0, List.of(new Site("RSU01", 34.8, 113.8, 100, 0, 0)));
        key.sends("0A", 1);
        key.ends(TICKS / 10.0);
        return key;
    }

    private static String track(String id, double eastM, double northM) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"%s\",\"lat\":%.9f,\"lon\":%.9f,\"spd\":10.5,\"hdg\":450.0,\"cls\":\"car\"}",
                id,
                PLANE.latitudeDeg(eastM, northM),
                PLANE.longitudeDeg(eastM, northM));
    }

    private Score score(IntFunction<String> tracksAt) throws IOException {
        TrackLines lines = new TrackLines();
        for (int tenth = 0; tenth < TICKS; tenth++) {
            lines.read("{\"t\":" + tenth / 10.0 + ",\"tracks\":[" + tracksAt.apply(tenth) + "]}");
        }
        return TrackScorer.score(truth, key, lines);
    }

    @Test
    void exactTracksAreWithoutFault() throws IOException {
        Score score = score(tenth -> track("a", tenth, 0) + "," + track("b", tenth, 20));
        assertThat(score.get(Score.GOSPA)).isCloseTo(0, within(1e-3));
        assertThat(score.get(Score.HOTA)).isCloseTo(1, within(1e-9));
        assertThat(score.get(Score.IDF1)).isEqualTo(1);
        assertThat(score.get(Score.FALSE_POSITIVES)).isZero();
        assertThat(score.get(Score.MISSES)).isZero();
        assertThat(score.get("truth")).isEqualTo(2 * SCORED);
        assertThat(score.get("spd_RMSE")).isCloseTo(0.5, within(1e-9));
        assertThat(score.get("hdg_RMSE_deg")).isZero();
        assertThat(score.get("class_acc")).isEqualTo(1);
    }

    @Test
    void distancesCountAsTheyAre() throws IOException {
        Score score = score(tenth -> track("a", tenth, 1) + "," + track("b", tenth, 22));
        assertThat(score.get(Score.POSITION_RMSE)).isCloseTo(Math.sqrt(2.5), within(1e-3));
        assertThat(score.get(Score.GOSPA)).isCloseTo(Math.sqrt(5), within(1e-3));
        assertThat(score.get("OSPA")).isCloseTo(Math.sqrt(2.5), within(1e-3));
        assertThat(score.get("MOTP_m")).isCloseTo(1.5, within(1e-3));
    }

    @Test
    void idsThatAreExchangedAreTwoSwitches() throws IOException {
        Score score = score(
                tenth -> track(tenth < 30 ? "a" : "b", tenth, 0) + "," + track(tenth < 30 ? "b" : "a", tenth, 20));
        assertThat(score.get(Score.SWITCHES)).isEqualTo(2);
        assertThat(score.get(Score.IDF1)).isEqualTo(0.5);
        // each of four pairs holds 10 of 30 ticks of either party
        assertThat(score.get(Score.HOTA)).isCloseTo(Math.sqrt(1 / 3.0), within(1e-9));
    }

    @Test
    void aTrackOfNobodyIsFalseAndARoadUserWithoutTrackIsMissed() throws IOException {
        Score score = score(tenth -> track("a", tenth, 0) + "," + track("x", tenth, 50));
        assertThat(score.get(Score.FALSE_POSITIVES)).isEqualTo(SCORED);
        assertThat(score.get(Score.MISSES)).isEqualTo(SCORED);
        assertThat(score.get("MOTA")).isCloseTo(0, within(1e-9));
        assertThat(score.get(Score.GOSPA)).isCloseTo(4, within(1e-3));
    }

    @Test
    void aTrackOfOneWhomNobodyCanSeeDoesNotCount() throws IOException {
        Score score = score(tenth -> track("a", tenth, 0) + "," + track("b", tenth, 20) + "," + track("c", tenth, 901));
        assertThat(score.get(Score.FALSE_POSITIVES)).isZero();
        assertThat(score.get(Score.HOTA)).isCloseTo(1, within(1e-9));
    }

    @Test
    void aPairIsKeptThoughAnotherTrackComesNearer() throws IOException {
        Score score = score(tenth ->
                track("a", tenth, 2) + "," + track("b", tenth, 20) + (tenth < 30 ? "" : "," + track("n", tenth, 0)));
        assertThat(score.get(Score.SWITCHES)).isZero();
        assertThat(score.get(Score.FALSE_POSITIVES)).isEqualTo(10);
    }

    @Test
    void ticksWithoutTracksAreAllMissed() throws IOException {
        Score score = score(_ -> "");
        assertThat(score.get(Score.MISSES)).isEqualTo(2 * SCORED);
        assertThat(score.get(Score.IDF1)).isZero();
        assertThat(score.get(Score.POSITION_RMSE)).isNaN();
    }
}
