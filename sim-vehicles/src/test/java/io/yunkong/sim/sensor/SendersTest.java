package io.yunkong.sim.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.Zones;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.sim.traffic.World;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.RsmView;
import io.yunkong.wire.uper.UperException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SendersTest {
    private static final Timebase TIME = new Timebase(1_800_000_000_123_000L, 1);

    private final Zone zone = Zones.zone("longzi-lake");
    private final World world = new World(zone, 120, 0.6, 11, 0);
    private final Senders senders = new Senders(zone, 11, TIME);

    @Test
    void bsmTellsThePlaceOfTheFootprintCentreWithinTheGnssError() throws UperException {
        List<Double> errors = new ArrayList<>();
        BsmView view = new BsmView();
        for (int i = 0; i < 100; i++) {
            world.step();
            Map<Long, RoadUser> users =
                    world.users().stream().collect(Collectors.toMap(RoadUser::stationId, Function.identity()));
            for (Message message : senders.report(world)) {
                if (message.kind() == Message.Kind.BSM) {
                    view.wrap(message.uper(), 0, message.uper().length);
                    RoadUser user = Objects.requireNonNull(users.get(message.stationId()));
                    double east = zone.plane().eastM(view.latitude() / 1e7, view.longitude() / 1e7);
                    double north = zone.plane().northM(view.latitude() / 1e7, view.longitude() / 1e7);
                    double behind = user.speedMps() * World.STEP_S;
                    errors.add(Math.max(0, Math.hypot(east - user.now().eastM, north - user.now().northM) - behind));
                    assertThat(view.secondMark()).isEqualTo((int) ((TIME.startUs() + message.dueUs()) / 1000 % 60_000));
                    assertThat(view.id()).isEqualTo(message.stationId());
                }
            }
        }
        errors.sort(Double::compare);
        assertThat(errors).hasSizeGreaterThan(5_000);
        assertThat(errors.get(errors.size() / 2)).isBetween(0.1, 2.0);
        assertThat(errors.getLast()).isLessThan(8);
    }

    @Test
    void roadsideUnitsSendWhatIsInRangeInFramesOfAtMostSixteen() throws UperException {
        RsmView view = new RsmView();
        int participants = 0;
        for (int i = 0; i < 100; i++) {
            world.step();
            for (Message message : senders.report(world)) {
                if (message.kind() == Message.Kind.RSM) {
                    view.wrap(message.uper(), 0, message.uper().length);
                    assertThat(view.participantCount()).isBetween(1, 16);
                    participants += view.participantCount();
                }
            }
        }
        assertThat(participants).isPositive();
    }
}
