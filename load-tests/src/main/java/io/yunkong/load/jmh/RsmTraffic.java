package io.yunkong.load.jmh;

import io.yunkong.load.bench.BenchRoads;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.StandardUnits;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.wire.uper.RsmParticipantWriter;
import io.yunkong.wire.uper.RsmWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * RSMs of roadside units that stand along straight roads and see their stretch ten times a second: about ten vehicles each, at their true
 * places, who drive on into the next one's stretch. Not thread-safe.
 */
final class RsmTraffic {
    private static final long FIRST_STATION = 0x5253_5500_0000_0001L;
    /** Of a lane in which every other vehicle, 40 m behind the one before, is seen: ten in three lanes. */
    private static final double STRETCH_M = 800.0 / 3;

    private static final double RANGE_M = 200;
    /** Roads are farther apart than this, and narrower. */
    private static final double ROAD_WIDTH_M = 60;

    private static final double METRES_PER_DEG = 111_320;

    private final BenchRoads roads;
    private final int[] vehicles;
    private final double metresPerDegEast;
    private final TreeMap<Stretch, Integer> unitOf = new TreeMap<>();
    private final List<List<Integer>> seen = new ArrayList<>();
    private final RsmWriter writer = new RsmWriter();
    private long rounds;

    private record Stretch(int road, int part) implements Comparable<Stretch> {
        @Override
        public int compareTo(Stretch other) {
            return road != other.road ? Integer.compare(road, other.road) : Integer.compare(part, other.part);
        }
    }

    /**
     * @param vehicles of the roads, that are seen
     * @param lastsS as long as they drive
     */
    RsmTraffic(BenchRoads roads, int[] vehicles, double lastsS) {
        this.roads = roads;
        this.vehicles = vehicles;
        this.metresPerDegEast = METRES_PER_DEG * Math.cos(Math.toRadians(roads.latitudeDeg(0)));
        for (int vehicle : vehicles) {
            int last = stretch(vehicle, lastsS).part();
            for (int part = stretch(vehicle, 0).part(); part <= last; part++) {
                unitOf.putIfAbsent(new Stretch(stretch(vehicle, 0).road(), part), unitOf.size());
            }
        }
        for (int i = 0; i < unitOf.size(); i++) {
            seen.add(new ArrayList<>());
        }
    }

    /** Metres to the east of where the first vehicle starts. */
    private double eastM(int vehicle, double timeS) {
        return (roads.longitudeDeg(vehicle, timeS) - roads.longitudeDeg(0, 0)) * metresPerDegEast;
    }

    private Stretch stretch(int vehicle, double timeS) {
        double north = (roads.latitudeDeg(vehicle) - roads.latitudeDeg(0)) * METRES_PER_DEG;
        return new Stretch((int) ((north + 1) / ROAD_WIDTH_M), (int) (eastM(vehicle, timeS) / STRETCH_M));
    }

    private static long station(int unit) {
        return FIRST_STATION + unit;
    }

    private double latitudeDeg(Stretch of) {
        return roads.latitudeDeg(0) + of.road() * ROAD_WIDTH_M / METRES_PER_DEG;
    }

    private double longitudeDeg(Stretch of) {
        return roads.longitudeDeg(0, 0) + (of.part() + 0.5) * STRETCH_M / metresPerDegEast;
    }

    /** The units, in the middle of their stretches. */
    List<RoadsideUnit> units(LocalPlane plane) {
        List<RoadsideUnit> units = new ArrayList<>();
        unitOf.forEach((stretch, unit) -> units.add(new RoadsideUnit(
                "rsu-" + unit,
                station(unit),
                plane.eastM(latitudeDeg(stretch), longitudeDeg(stretch)),
                plane.northM(latitudeDeg(stretch), longitudeDeg(stretch)),
                RANGE_M)));
        return units;
    }

    /**
     * Encodes what all units see in the next tenth of a second, in place of what was there: every vehicle once.
     *
     * @param afterUs from the beginning of that tenth until the first one sends, microseconds; they share the rest of it
     */
    void next(long afterUs, Messages into) {
        into.clear();
        long fromUs = BsmTraffic.START_US + rounds * BsmTraffic.ROUND_US + afterUs;
        for (int vehicle : vehicles) {
            seen.get(unitOf.getOrDefault(stretch(vehicle, (fromUs - BsmTraffic.START_US) / 1e6), 0))
                    .add(vehicle);
        }
        unitOf.forEach((stretch, unit) -> {
            List<Integer> objects = seen.get(unit);
            if (!objects.isEmpty()) {
                long atUs = fromUs + unit * (BsmTraffic.ROUND_US - afterUs) / unitOf.size() / 1000 * 1000;
                into.add(encode(stretch, station(unit), objects, atUs, into.room()), atUs);
            }
            objects.clear();
        });
        rounds++;
    }

    private int encode(Stretch stretch, long station, List<Integer> objects, long atUs, byte[] into) {
        writer.clear()
                .messageCount((int) (rounds % 128))
                .id(station)
                .referencePosition(
                        StandardUnits.rawDegrees(latitudeDeg(stretch)),
                        StandardUnits.rawDegrees(longitudeDeg(stretch)));
        double timeS = (atUs - BsmTraffic.START_US) / 1e6;
        for (int vehicle : objects) {
            RsmParticipantWriter _ = writer.addParticipant()
                    .type(StandardUnits.rawParticipantType(RoadUserClass.CAR))
                    .participantId(vehicle)
                    .secondMark((int) (atUs / 1000 % 60_000))
                    .position(
                            StandardUnits.rawDegrees(roads.latitudeDeg(vehicle)),
                            StandardUnits.rawDegrees(roads.longitudeDeg(vehicle, timeS)))
                    .speed(StandardUnits.rawSpeed(BenchRoads.SPEED_MPS))
                    .heading(StandardUnits.rawHeading(Math.toRadians(BenchRoads.HEADING_DEG)))
                    .size(180, 460)
                    .vehicleClass(StandardUnits.rawVehicleClass(RoadUserClass.CAR));
        }
        return writer.encode(into);
    }

    static Messages messages() {
        return new Messages(RsmWriter.BYTES_MAX);
    }
}
