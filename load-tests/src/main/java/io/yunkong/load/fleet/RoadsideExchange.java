package io.yunkong.load.fleet;

import io.netty.channel.EventLoop;
import io.yunkong.load.budget.MessageClass;
import io.yunkong.load.gatling.Exchange;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.DownlinkMessage;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.uper.UperException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A roadside unit that answers buses which ask for priority at its signals. It learns the number of an intersection from the MAP messages that the
 * edge sends it. Lives on one event loop.
 */
public final class RoadsideExchange implements Exchange {
    private static final long HEARTBEAT_US = 1_000_000;

    private final Scene scene;
    private final RoadsideUnit unit;

    /** @param unit of the zone, which nobody else is */
    public RoadsideExchange(Scene scene, RoadsideUnit unit) {
        this.scene = scene;
        this.unit = unit;
    }

    @Override
    public void start(InetSocketAddress edge, EventLoop loop, Recorder recorder) {
        new Run(scene.surroundings(edge, loop, recorder)).begin();
    }

    private final class Run implements Vehicle.Listener {
        private final Surroundings surroundings;
        private final PriorityMessages messages = new PriorityMessages();
        private final Vehicle session;

        Run(Surroundings surroundings) {
            this.surroundings = surroundings;
            this.session = new Vehicle(
                    surroundings,
                    new Device(
                            unit.id(),
                            unit.stationId(),
                            DeviceKind.DEVICE_KIND_ROADSIDE_UNIT,
                            List.of(DownlinkMessage.DOWNLINK_MESSAGE_VIR, DownlinkMessage.DOWNLINK_MESSAGE_MAP),
                            scene.zone().name()),
                    this);
        }

        void begin() {
            session.connect(surroundings.nowUs());
        }

        @Override
        public void accepted(boolean resumed) {
            Timetable.run(surroundings, HEARTBEAT_US, (_, intendedUs) -> {
                if (intendedUs > scene.endUs() + HEARTBEAT_US) { // the last bus has heard its answer
                    end(null);
                }
                session.heartbeat(intendedUs);
                return session.isIn();
            });
        }

        @Override
        public void told(byte[] uper) {
            try {
                MessageFrame frame = messages.decode(uper);
                if (frame.hasMapFrame()) {
                    learn(frame.getMapFrame());
                } else if (frame.getMsgFrameExt().hasVir()) {
                    byte[] answer = messages.answer(
                            unit.stationId(), frame.getMsgFrameExt().getVir());
                    session.send(to -> Connection.uper(to, answer));
                }
            } catch (UperException e) {
                session.failed(MessageClass.ADVICE, surroundings.nowUs(), "not understood: " + e.getMessage());
            }
        }

        private void learn(MapData map) {
            map.getNodesList().stream()
                    .findFirst()
                    .ifPresent(
                            node -> scene.signals(new Scene.Signals(node.getId().getId(), unit.stationId())));
        }

        @Override
        public void lost(String reason) {
            end(reason);
        }

        private void end(@Nullable String failure) {
            if (failure != null) {
                session.failed(MessageClass.ADVICE, surroundings.nowUs(), failure);
            }
            session.close(surroundings.recorder()::done);
        }
    }
}
