package io.yunkong.sim.traffic;

import io.yunkong.map.road.BusLine;
import io.yunkong.map.road.Lane;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.LaneMap;
import io.yunkong.map.road.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Who is in the world at the start, and who comes for those who leave it at the ends of the map. */
final class Population {
    private static final double SPACING_M = 28;
    private static final double ENTRY_ROOM_M = 45;

    private final Zone zone;
    private final LaneMap map;
    private final double equippedShare;
    private final RandomGenerator random;
    private final String prefix;
    private int number;

    Population(Zone zone, double equippedShare, RandomGenerator random) {
        this.zone = zone;
        this.map = zone.lanes();
        this.equippedShare = equippedShare;
        this.random = random;
        this.prefix = prefix(zone);
    }

    /** Two letters for the station ids, taken from those of the zone's roadside units. */
    private static String prefix(Zone zone) {
        if (!zone.roadsideUnits().isEmpty()) {
            long id = zone.roadsideUnits().getFirst().stationId();
            char first = (char) (id >>> 32 & 0xFF);
            char second = (char) (id >>> 24 & 0xFF);
            if (Character.isLetter(first) && Character.isLetter(second)) {
                return "" + first + second;
            }
        }
        return "SV";
    }

    /** @param motors vehicles on vehicle lanes, buses included */
    List<RoadUser> first(int motors, Itineraries itineraries) {
        List<RoadUser> users = new ArrayList<>();
        int buses = 0;
        for (BusLine line : zone.busLines()) {
            int count = Math.clamp(motors / 12, 1, 4);
            for (int i = 0; i < count && buses < motors / 3 + 1; i++, buses++) {
                @Nullable RoadUser bus = bus(line, (int) ((i + 0.5) * line.roads().size() / count), users);
                if (bus != null) {
                    users.add(bus);
                }
            }
        }
        fill(users, motors, LaneKind.VEHICLE);
        fill(users, users.size() + Math.max(2, motors / 8), LaneKind.BICYCLE);
        fill(users, users.size() + Math.max(4, motors / 5), LaneKind.SIDEWALK);
        for (RoadUser user : users) {
            itineraries.extend(user);
            user.settle(0);
        }
        return users;
    }

    /** A road user of this kind, not placed yet. */
    RoadUser make(UserKind kind, boolean equipped) {
        number++;
        long station = 0;
        String name = String.format("%s%06d", prefix, number % 1_000_000);
        for (int i = 0; i < 8; i++) {
            station = station << 8 | name.charAt(i);
        }
        return new RoadUser(map, number, kind, Body.of(kind, random), Driver.of(kind, random), station, equipped);
    }

    /** Somebody of the same kind, equipped alike, at an end of the map where there is room; null = try again later. */
    @Nullable RoadUser successorOf(RoadUser leaver, LaneTraffic traffic) {
        List<Lane> entries = new ArrayList<>();
        for (Lane lane : map.lanes()) {
            boolean entry = lane.predecessors().isEmpty() && !lane.insideJunction();
            if (entry && lane.kind() == laneKind(leaver.kind) && traffic.emptyUpTo(lane.index(), ENTRY_ROOM_M)) {
                entries.add(lane);
            }
        }
        if (entries.isEmpty()) {
            return null;
        }
        Lane lane = entries.get(random.nextInt(entries.size()));
        RoadUser user = make(leaver.kind == UserKind.BUS ? UserKind.CAR : leaver.kind, leaver.equipped);
        user.start(lane.index(), user.lengthM, 0.6 * user.driver.desiredMps(lane.speedLimitMps()), 0);
        return user;
    }

    private static LaneKind laneKind(UserKind kind) {
        return switch (kind) {
            case CAR, TRUCK, BUS -> LaneKind.VEHICLE;
            case BICYCLE -> LaneKind.BICYCLE;
            case PEDESTRIAN -> LaneKind.SIDEWALK;
        };
    }

    private void fill(List<RoadUser> users, int upTo, LaneKind laneKind) {
        List<Lane> open = new ArrayList<>();
        double total = 0;
        for (Lane lane : map.lanes()) {
            if (lane.kind() == laneKind && !lane.insideJunction()) {
                open.add(lane);
                total += lane.lengthM();
            }
        }
        for (int tries = 0; users.size() < upTo && tries < 40 * upTo && !open.isEmpty(); tries++) {
            double draw = random.nextDouble() * total;
            int i = 0;
            while (i + 1 < open.size() && draw > open.get(i).lengthM()) {
                draw -= open.get(i).lengthM();
                i++;
            }
            Lane lane = open.get(i);
            double s = Math.min(draw, lane.lengthM() - 1);
            if (laneKind == LaneKind.SIDEWALK) {
                users.add(walker(lane, s));
            } else if (s > 14 && s < lane.lengthM() - 25 && free(lane, s, users)) {
                users.add(rider(lane, s, laneKind));
            }
        }
    }

    private RoadUser walker(Lane lane, double s) {
        RoadUser user = make(UserKind.PEDESTRIAN, false);
        boolean forward = random.nextBoolean();
        double side = (random.nextDouble() - 0.5) * 1.0;
        user.start(forward ? lane.index() : ~lane.index(), forward ? s : lane.lengthM() - s, 1, side);
        return user;
    }

    private RoadUser rider(Lane lane, double s, LaneKind laneKind) {
        UserKind kind = laneKind == LaneKind.BICYCLE
                ? UserKind.BICYCLE
                : random.nextDouble() < 0.08 ? UserKind.TRUCK : UserKind.CAR;
        RoadUser user = make(kind, kind.motor() && random.nextDouble() < equippedShare);
        double side = laneKind == LaneKind.BICYCLE ? (random.nextDouble() - 0.5) * 0.4 : 0;
        user.start(lane.index(), s, 0.7 * user.driver.desiredMps(lane.speedLimitMps()), side);
        return user;
    }

    private @Nullable RoadUser bus(BusLine line, int road, List<RoadUser> users) {
        List<Errand.Halt> halts = new ArrayList<>();
        for (BusLine.Stop stop : line.stops()) {
            int on = line.roads().indexOf(map.lane(stop.lane()).road());
            if (on >= 0) {
                halts.add(new Errand.Halt(on, stop));
            }
        }
        Errand errand = new Errand(line, halts, road);
        for (Lane lane : map.lanes()) {
            if (lane.kind() == LaneKind.VEHICLE
                    && lane.road().equals(errand.roadName())
                    && leadsTo(lane, errand.nextRoadName())) {
                RoadUser bus = make(UserKind.BUS, true);
                bus.start(lane.index(), Math.min(20, lane.lengthM() / 2), 5, 0);
                bus.errand = errand;
                return free(lane, bus.s, users) ? bus : null;
            }
        }
        return null;
    }

    private boolean leadsTo(Lane lane, String road) {
        return lane.successors().stream()
                .flatMap(path -> map.lane(path).successors().stream())
                .anyMatch(exit -> map.lane(exit).road().equals(road));
    }

    private static boolean free(Lane lane, double s, List<RoadUser> users) {
        for (RoadUser other : users) {
            if (other.laneIndex() == lane.index() && Math.abs(other.s - s) < SPACING_M) {
                return false;
            }
        }
        return true;
    }
}
