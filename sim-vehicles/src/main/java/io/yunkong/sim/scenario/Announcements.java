package io.yunkong.sim.scenario;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.sensor.Message;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import java.util.Comparator;

/** What the announcements of roadside units have in common. Pure. */
final class Announcements {
    /** So that they do not come together with what the sensors see. */
    static final int PHASE_MS = 37;

    private Announcements() {}

    /** A message to be sent at a time. */
    static Frame frame(MessageCodec codec, Message.Kind kind, long stationId, long atUs, MessageFrame message) {
        try {
            return new Frame(kind, stationId, atUs, codec.encode(message));
        } catch (ValueException e) {
            throw new IllegalArgumentException(
                    "not encodable: message=" + kind + ", reason=" + e.getMessage() + "; nothing played", e);
        }
    }

    /** @throws IllegalArgumentException if the zone's MAP messages have no number for the intersection of a controller */
    static int node(SignalNumbers numbers, String controller) {
        return numbers.node(controller)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no MAP message tells of the controller: controller=" + controller));
    }

    /** The one nearest to a place. */
    static RoadsideUnit nearest(Zone zone, double eastM, double northM) {
        return zone.roadsideUnits().stream()
                .min(Comparator.comparingDouble(unit -> Math.hypot(unit.eastM() - eastM, unit.northM() - northM)))
                .orElseThrow(() -> new IllegalArgumentException("no roadside unit in the zone: zone=" + zone.name()));
    }
}
