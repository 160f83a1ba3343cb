package io.yunkong.map.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.track.TrackSnapshot;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickWriterTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 35, 36, Long.MAX_VALUE, Long.MIN_VALUE, -1, -123_456_789_012_345L})
    void idsAreWrittenUnsignedToBase36(long id) {
        TrackSnapshot track = new TrackSnapshot(
                id, 0, RoadUserClass.CAR, 0, 0, 0, 10, 0, 0, 0, 4.6, 1.8, 0.5, 0, -1, 0, Announcement.NONE, List.of());

        String line = new TickWriter(new LocalPlane(34.8, 113.8))
                .tracks(1, List.of(track))
                .toString();

        assertThat(line)
                .startsWith("{\"t\":0.1,\"tracks\":[{\"id\":\"" + Long.toUnsignedString(id, 36)
                        + "\",\"lat\":34.8000000,\"lon\":113.8000000,\"spd\":10.00,\"hdg\":0.00,\"cls\":\"car\"}]}");
    }
}
