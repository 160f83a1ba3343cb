package io.yunkong.load.bench;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.road.NetworkImport;
import io.yunkong.map.road.RoadsideUnit;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Straight roads of three lanes to the east, 120 m apart, on which vehicles drive 40 m behind each other at 14 m/s: 625 of them on a square
 * kilometre, however many there are, and nobody comes near anybody. Every vehicle's place is known at any time, so that nothing need be
 * simulated. Immutable.
 */
public final class BenchRoads implements Traffic {
    public static final double SPEED_MPS = 14;
    public static final double HEADING_DEG = 90;

    /** Id of the roadside unit, which sees where the first vehicles of the first ten lanes drive for half a minute. */
    static final long ROADSIDE_STATION = 0x5253_5500_0000_0001L;

    /** Name of the zone. */
    static final String ZONE = "bench-roads";

    private static final double LATITUDE_DEG = 34.8;
    private static final double LONGITUDE_DEG = 113.8;
    /** Of a sphere that is as wide as the ellipsoid here, to 0.2 %: vehicles are on their lanes whatever the earth's shape. */
    private static final double METRES_PER_DEG = 111_320;

    private static final double METRES_PER_DEG_EAST = METRES_PER_DEG * Math.cos(Math.toRadians(LATITUDE_DEG));

    private static final double SPACING_M = 40;
    private static final int VEHICLES_A_LANE = 100;
    private static final int LANES_A_ROAD = 3;
    private static final double LANE_WIDTH_M = 3.5;
    private static final double ROADS_APART_M = 120;
    /** Vehicles in lanes side by side are not side by side. */
    private static final double STAGGER_M = 13;

    private static final double ROOM_M = 200;
    /** A circle of latitude is no straight line: half a metre on the length of a road. */
    private static final double POINTS_APART_M = 500;

    static final double ROADSIDE_LATITUDE_DEG = LATITUDE_DEG + 185 / METRES_PER_DEG;
    static final double ROADSIDE_LONGITUDE_DEG = LONGITUDE_DEG + (ROOM_M + 200) / METRES_PER_DEG_EAST;
    private static final double ROADSIDE_RANGE_M = 500;

    private final int vehiclesMax;
    private final double lastsS;
    private final int lanes;
    private final double lengthM;

    /**
     * @param vehiclesMax vehicles that find room, above 0
     * @param lastsS for so long at least they drive before they come to the end
     */
    public BenchRoads(int vehiclesMax, double lastsS) {
        this(vehiclesMax, lastsS, VEHICLES_A_LANE);
    }

    private BenchRoads(int vehiclesMax, double lastsS, int vehiclesALane) {
        this.vehiclesMax = vehiclesMax;
        this.lastsS = lastsS;
        this.lanes = Math.ceilDiv(vehiclesMax, vehiclesALane);
        this.lengthM = vehiclesALane * SPACING_M + SPEED_MPS * lastsS + 2 * ROOM_M;
    }

    /** The same roads in another process, of their {@link #arguments}. */
    static BenchRoads of(List<String> arguments) {
        return new BenchRoads(Integer.parseInt(arguments.getFirst()), Double.parseDouble(arguments.getLast()));
    }

    /** Of roads that are not {@link #square}. */
    List<String> arguments() {
        return List.of(String.valueOf(vehiclesMax), String.valueOf(lastsS));
    }

    /** As above, but so many vehicles in a lane that they cover a square: of two fleets, both have their share of neighbours. */
    public static BenchRoads square(int vehiclesMax, double lastsS) {
        return new BenchRoads(vehiclesMax, lastsS, (int) Math.ceil(Math.sqrt(vehiclesMax)));
    }

    @Override
    public double latitudeDeg(int vehicle) {
        return laneLatitudeDeg(vehicle % lanes);
    }

    @Override
    public double longitudeDeg(int vehicle, double timeS) {
        return longitudeDeg(vehicle, timeS, 0);
    }

    /** The same so many metres ahead of the vehicle. */
    double longitudeDeg(int vehicle, double timeS, double aheadM) {
        double placeM = placeInLane(vehicle) * SPACING_M + vehicle % lanes % LANES_A_ROAD * STAGGER_M;
        return longitudeDeg(ROOM_M + placeM + SPEED_MPS * timeS + aheadM);
    }

    /** The last one's is 0. */
    int placeInLane(int vehicle) {
        return vehicle / lanes;
    }

    /** One of two halves of all vehicles, of which no two are neighbours in a lane. */
    boolean isInOtherHalf(int vehicle) {
        return (placeInLane(vehicle) + vehicle % lanes) % 2 != 0;
    }

    @Override
    public double speedMps(int vehicle, double timeS) {
        return SPEED_MPS;
    }

    @Override
    public double accelerationMps2(int vehicle, double timeS) {
        return 0;
    }

    private static double laneLatitudeDeg(int lane) {
        int road = lane / LANES_A_ROAD;
        double north = road * ROADS_APART_M + lane % LANES_A_ROAD * LANE_WIDTH_M;
        return LATITUDE_DEG + north / METRES_PER_DEG;
    }

    private static double longitudeDeg(double eastM) {
        return LONGITUDE_DEG + eastM / METRES_PER_DEG_EAST;
    }

    /** The roads as a zone, the same for the same numbers. */
    public Zone zone() {
        StringBuilder features = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int lane = 0; lane < lanes; lane++) {
            features.append(lane == 0 ? "" : ",").append(feature(lane));
        }
        byte[] bytes = features.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        try {
            Zone zone = NetworkImport.geoJson(ZONE + ".geojson", bytes).zone();
            return zone.withRoadsideUnits(List.of(roadsideUnit(zone.plane())));
        } catch (ZoneException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static RoadsideUnit roadsideUnit(LocalPlane plane) {
        return new RoadsideUnit(
                "rsu-1",
                ROADSIDE_STATION,
                plane.eastM(ROADSIDE_LATITUDE_DEG, ROADSIDE_LONGITUDE_DEG),
                plane.northM(ROADSIDE_LATITUDE_DEG, ROADSIDE_LONGITUDE_DEG),
                ROADSIDE_RANGE_M);
    }

    private String feature(int lane) {
        int road = lane / LANES_A_ROAD;
        int index = lane % LANES_A_ROAD;
        return String.format(
                Locale.ROOT,
                "{\"type\":\"Feature\",\"properties\":{\"kind\":\"lane\",\"id\":\"r%d_%d\",\"edge\":\"r%d\",\"index\":%d,\"function\":\"\","
                        + "\"width\":%.1f,\"speed\":22.2,\"allow\":[\"passenger\"]},"
                        + "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[%s]}}",
                road,
                index,
                road,
                index,
                LANE_WIDTH_M,
                points(laneLatitudeDeg(lane)));
    }

    private String points(double latitudeDeg) {
        StringJoiner points = new StringJoiner(",");
        for (double atM = 0; atM < lengthM + POINTS_APART_M; atM += POINTS_APART_M) {
            points.add(String.format(Locale.ROOT, "[%.7f,%.7f]", longitudeDeg(Math.min(atM, lengthM)), latitudeDeg));
        }
        return points.toString();
    }
}
