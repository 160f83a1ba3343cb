package io.yunkong.sim.sensor;

import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.sim.traffic.RoadUser;
import io.yunkong.sim.traffic.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All onboard and roadside units of a world: turns every step into messages, in order of simulated time. The world's thread only. */
public final class Senders {
    private final Zone zone;
    private final long seed;
    private final Timebase time;
    private final Map<Integer, OnboardUnit> onboard = new LinkedHashMap<>();
    private final List<RoadsideSensor> roadside = new ArrayList<>();

    public Senders(Zone zone, long seed, Timebase time) {
        this.zone = zone;
        this.seed = seed;
        this.time = time;
        for (RoadsideUnit unit : zone.roadsideUnits()) {
            roadside.add(new RoadsideSensor(unit, zone.plane(), seed));
        }
    }

    /** Messages of the step that just ended. */
    public List<Message> report(World world) {
        long stepStartUs = Math.round((world.steps() - 1) * World.STEP_S * 1000) * 1000;
        List<Message> messages = new ArrayList<>();
        onboard.values().removeIf(unit -> unit.user().gone());
        for (RoadUser user : world.users()) {
            if (user.equipped()) {
                OnboardUnit unit =
                        onboard.computeIfAbsent(user.number(), n -> new OnboardUnit(user, zone.plane(), seed));
                @Nullable Message message = unit.report(stepStartUs, time);
                if (message != null) {
                    messages.add(message);
                }
            }
        }
        for (RoadsideSensor sensor : roadside) {
            sensor.report(stepStartUs, world.users(), time, messages);
        }
        messages.sort(Comparator.comparingLong(Message::dueUs)
                .thenComparingLong(Message::stationId)
                .thenComparingInt(Message::sequence));
        return messages;
    }
}
