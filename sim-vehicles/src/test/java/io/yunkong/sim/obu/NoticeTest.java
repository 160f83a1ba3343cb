package io.yunkong.sim.obu;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.PlaceKind;
import io.yunkong.wire.RoadUserClass;
import io.yunkong.wire.SignalLight;
import io.yunkong.wire.TrackState;
import io.yunkong.wire.WarnedPlace;
import io.yunkong.wire.Warning;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final LocalPlane PLANE = new LocalPlane(34.8, 113.8);
    /** Drives north. */
    private static final TrackState HOST = TrackState.newBuilder()
            .setLatitudeE7(348_000_000)
            .setLongitudeE7(1_138_000_000)
            .build();

    @Test
    void aPlaceIsToldWithItsDistanceAndWhatIsKnownOfIt() {
        Notice.Counterpart line = Notice.of(Warning.newBuilder()
                        .setHost(HOST)
                        .setPlace(place(PlaceKind.PLACE_KIND_STOP_LINE).setLight(SignalLight.SIGNAL_LIGHT_RED))
                        .build())
                .counterpart();
        assertThat(line.kind()).isEqualTo("stop_line");
        assertThat(line.stationId()).isEmpty();
        assertThat(line.distanceM()).isCloseTo(120, Offset.offset(0.1));
        assertThat(line.bearingDeg()).isCloseTo(0, Offset.offset(0.1));
        assertThat(line.told()).isEqualTo(new Notice.Told("red", 0, 0, ""));
        assertThat(told(place(PlaceKind.PLACE_KIND_QUEUE).setVehicles(9))).isEqualTo(new Notice.Told("", 9, 0, ""));
        assertThat(told(place(PlaceKind.PLACE_KIND_HAZARD).setCode(405).setText("ice\u001b[2J")))
                .isEqualTo(new Notice.Told("", 0, 405, "ice [2J"));
        Notice limit = Notice.of(Warning.newBuilder()
                .setPlace(place(PlaceKind.PLACE_KIND_SPEED_LIMIT).setSpeedLimitCmps(1111))
                .build());
        assertThat(limit.counterpart().speedMps()).isEqualTo(11.11);
    }

    @Test
    void aRoadUserHasNothingOfAPlace() {
        Notice notice = Notice.of(Warning.newBuilder()
                .setHost(HOST)
                .setCounterpart(HOST.toBuilder().setRoadUserClass(RoadUserClass.ROAD_USER_CLASS_BUS))
                .build());
        assertThat(notice.counterpart().kind()).isEqualTo("bus");
        assertThat(notice.counterpart().told()).isEqualTo(Notice.Told.NOTHING);
    }

    private static Notice.Told told(WarnedPlace.Builder place) {
        return Notice.of(Warning.newBuilder().setHost(HOST).setPlace(place).build())
                .counterpart()
                .told();
    }

    /** 120 m north of the host. */
    private static WarnedPlace.Builder place(PlaceKind kind) {
        return WarnedPlace.newBuilder()
                .setKind(kind)
                .setLatitudeE7((int) Math.round(PLANE.latitudeDeg(0, 120) * 1e7))
                .setLongitudeE7(1_138_000_000);
    }
}
