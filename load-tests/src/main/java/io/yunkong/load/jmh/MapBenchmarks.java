package io.yunkong.load.jmh;

import io.yunkong.load.bench.BenchRoads;
import io.yunkong.load.bench.ClosingIn;
import io.yunkong.load.bench.Traffic;
import io.yunkong.map.index.DynamicMap;
import io.yunkong.map.observe.ObservationReader;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.road.Zone;
import io.yunkong.map.track.Tracker;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.UperException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The map on one thread, on {@link BenchRoads} with one density of vehicles however many there are. Batches of a thousand are encoded before
 * the time is taken. When the vehicles come to the end of their roads, they begin again on an empty map.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets its states up
public class MapBenchmarks {
    static final int BATCH = 1_000;
    static final double RADIUS_M = 150;

    private static final double DRIVE_S = 60;
    /** Stations are believed after their first second, tracks of sensors confirmed before. */
    private static final int ROUNDS_BEFORE = 20;

    private static int[] all(int vehicles) {
        return IntStream.range(0, vehicles).toArray();
    }

    private static boolean isOver(BsmTraffic traffic) {
        return traffic.timeUs() > BsmTraffic.START_US + (DRIVE_S - 1) * 1e6;
    }

    /** Room for tracks that are not merged yet. */
    private static int room(int vehicles) {
        return vehicles * 5 / 4;
    }

    /** Vehicles in the grid, who stand still. */
    @State(Scope.Thread)
    public static class Grid {
        private static final double CELL_M = 75;
        /** To none of the numbers of vehicles it has a divisor in common. */
        private static final int STRIDE = 7_919;

        @Param({"1000", "100000"})
        public int vehicles;

        DynamicMap map;
        double[] eastM;
        double[] northM;
        int at;
        long sum;

        /** Puts everybody in their place. */
        @Setup
        public void put() {
            BenchRoads roads = BenchRoads.square(vehicles, DRIVE_S);
            Zone zone = roads.zone();
            eastM = Arrays.stream(all(vehicles))
                    .mapToDouble(i -> zone.plane().eastM(roads.latitudeDeg(i), roads.longitudeDeg(i, 0)))
                    .toArray();
            northM = Arrays.stream(all(vehicles))
                    .mapToDouble(i -> zone.plane().northM(roads.latitudeDeg(i), roads.longitudeDeg(i, 0)))
                    .toArray();
            map = around(zone, vehicles);
            for (int i = 0; i < vehicles; i++) {
                map.put(i, eastM[i], northM[i]);
            }
        }

        static DynamicMap around(Zone zone, int slots) {
            double west = Double.POSITIVE_INFINITY;
            double south = Double.POSITIVE_INFINITY;
            double east = Double.NEGATIVE_INFINITY;
            double north = Double.NEGATIVE_INFINITY;
            for (var lane : zone.lanes().lanes()) {
                for (int i = 0; i < lane.line().size(); i++) {
                    west = Math.min(west, lane.line().eastM(i));
                    south = Math.min(south, lane.line().northM(i));
                    east = Math.max(east, lane.line().eastM(i));
                    north = Math.max(north, lane.line().northM(i));
                }
            }
            return new DynamicMap(west, south, east - west + CELL_M, north - south + CELL_M, CELL_M, slots);
        }

        void query() {
            at = (int) (((long) at + STRIDE) % vehicles);
            map.forEachNear(eastM[at], northM[at], RADIUS_M, slot -> sum += slot);
        }
    }

    /** Self reports in SI units, and a tracker with its grid. */
    @State(Scope.Thread)
    public static class Reports {
        @Param({"1000", "100000"})
        public int vehicles;

        private final Messages messages = BsmTraffic.messages();
        private final BsmView view = new BsmView();
        final SelfReport[] reports = new SelfReport[BATCH];
        private BenchRoads roads;
        private Zone zone;
        private ObservationReader reader;
        private BsmTraffic traffic;
        Tracker tracker;

        /** Builds the roads. */
        @Setup
        public void build() throws UperException {
            roads = BenchRoads.square(vehicles, DRIVE_S);
            zone = roads.zone();
            reader = new ObservationReader(zone.plane());
            begin();
        }

        private void begin() throws UperException {
            traffic = new BsmTraffic(roads, all(vehicles), BsmTraffic.ROUND_US);
            var parameters = DrivenWarner.trackerParameters(room(vehicles));
            tracker = new Tracker(zone.lanes(), Grid.around(zone, parameters.tracksMax()), parameters);
            for (int i = 0; i < ROUNDS_BEFORE * vehicles / BATCH; i++) {
                read();
                update();
            }
        }

        /** Decodes the next batch. */
        @Setup(Level.Invocation)
        public void next() throws UperException {
            if (isOver(traffic)) {
                begin();
            }
            read();
        }

        private void read() throws UperException {
            traffic.next(BATCH, messages);
            for (int i = 0; i < BATCH; i++) {
                view.wrap(messages.octets(i), 0, messages.length(i));
                reports[i] = Objects.requireNonNull(reader.selfReport(view, messages.timeUs(i)));
            }
        }

        void update() {
            for (SelfReport report : reports) {
                RejectReason reason = tracker.update(report);
                if (reason != null) {
                    throw new IllegalStateException("report refused: reason=" + reason);
                }
            }
        }

        /** Fails when somebody is not on the map, or twice. */
        @TearDown
        public void check() {
            long live = IntStream.range(0, tracker.slotsUsed())
                    .filter(tracker::confirmed)
                    .count();
            if (live != vehicles || tracker.tableFull() != 0) {
                throw new IllegalStateException("tracks are not the vehicles: vehicles=" + vehicles + ", tracks=" + live
                        + ", table_full=" + tracker.tableFull());
            }
        }
    }

    /** BSMs as they come off the wire, and all that an edge does with them. */
    public abstract static class Bsms {
        final Messages messages = BsmTraffic.messages();
        private BenchRoads roads;
        private Zone zone;
        private BsmTraffic traffic;
        private long pairsBefore;
        DrivenWarner warner;

        abstract int vehicles();

        abstract Traffic on(BenchRoads square);

        abstract boolean warned();

        /** Builds the roads. */
        @Setup
        public void build() throws UperException {
            roads = BenchRoads.square(vehicles(), DRIVE_S);
            zone = roads.zone();
            begin();
        }

        private void begin() throws UperException {
            traffic = new BsmTraffic(on(roads), all(vehicles()), BsmTraffic.ROUND_US);
            warner = new DrivenWarner(zone, room(vehicles()), BsmTraffic.START_US);
            for (int i = 0; i < ROUNDS_BEFORE * vehicles() / BATCH; i++) {
                traffic.next(BATCH, messages);
                warner.acceptBsms(messages);
            }
            pairsBefore = warner.counters().pairsEvaluated();
        }

        /** Encodes the next batch. */
        @Setup(Level.Invocation)
        public void next() throws UperException {
            if (isOver(traffic)) {
                begin();
            }
            traffic.next(BATCH, messages);
        }

        DrivenWarner accept(Allocated allocated) throws UperException {
            long before = allocated.before();
            warner.acceptBsms(messages);
            allocated.count(before, BATCH);
            return warner;
        }

        /** Fails when the traffic was another one than said. */
        @TearDown
        public void check() {
            warner.check(vehicles(), 0, pairsBefore, warned());
        }
    }

    /** Nobody comes near anybody. */
    @State(Scope.Thread)
    public static class CalmBsms extends Bsms {
        @Param({"1000", "100000"})
        public int vehicles;

        @Override
        int vehicles() {
            return vehicles;
        }

        @Override
        Traffic on(BenchRoads square) {
            return square;
        }

        @Override
        boolean warned() {
            return false;
        }
    }

    /** Every tenth closes in on the one ahead, is warned, and falls back, each in its own time. */
    @State(Scope.Thread)
    public static class WarnedBsms extends Bsms {
        static final int VEHICLES = BATCH;

        @Override
        int vehicles() {
            return VEHICLES;
        }

        @Override
        Traffic on(BenchRoads square) {
            return new ClosingIn(square);
        }

        @Override
        boolean warned() {
            return true;
        }
    }

    /** RSMs as they come off the wire, among vehicles that report themselves. */
    @State(Scope.Thread)
    public static class Rsms {
        /** Every other vehicle of a lane reports itself; the units see the others: one batch in a tenth of a second. */
        static final int VEHICLES = 2 * BATCH;

        private static final double SPACING_M = 40;
        /** Those who report themselves do so in the first half of a tenth of a second, the units in the second. */
        private static final long HALF_US = BsmTraffic.ROUND_US / 2;
        /** Share of road users that one unit hands to the next just now. */
        private static final double HANDED_OVER = 0.05;

        final Messages messages = RsmTraffic.messages();
        private final Messages selfReports = BsmTraffic.messages();
        private BenchRoads roads;
        private Zone zone;
        private int[] equipped;
        private int[] seen;
        private BsmTraffic bsms;
        private RsmTraffic rsms;
        private long pairsBefore;
        DrivenWarner warner;

        /** Builds the roads with their units. */
        @Setup
        public void build() throws UperException {
            roads = new BenchRoads(VEHICLES, DRIVE_S);
            equipped = IntStream.range(0, VEHICLES).filter(this::isEquipped).toArray();
            seen = IntStream.range(0, VEHICLES).filter(i -> !isEquipped(i)).toArray();
            if (seen.length != BATCH) {
                throw new IllegalStateException("not every other vehicle: seen=" + seen.length + ", batch=" + BATCH);
            }
            Zone bare = roads.zone();
            zone = new Zone(
                    bare.name(),
                    bare.titleZh(),
                    bare.titleEn(),
                    bare.version(),
                    bare.plane(),
                    bare.lanes(),
                    bare.signals(),
                    new RsmTraffic(roads, seen, DRIVE_S).units(bare.plane()),
                    bare.busLines(),
                    bare.junctions(),
                    bare.places(),
                    bare.tiles(),
                    bare.synthetic(),
                    bare.note());
            begin();
        }

        private boolean isEquipped(int vehicle) {
            double metresPerDeg = 111_320 * Math.cos(Math.toRadians(roads.latitudeDeg(0)));
            double east = (roads.longitudeDeg(vehicle, 0) - roads.longitudeDeg(0, 0)) * metresPerDeg;
            return (int) ((east + 1) / SPACING_M) % 2 == 0;
        }

        private void begin() throws UperException {
            bsms = new BsmTraffic(roads, equipped, HALF_US);
            rsms = new RsmTraffic(roads, seen, DRIVE_S);
            warner = new DrivenWarner(zone, room(VEHICLES), BsmTraffic.START_US + HALF_US);
            for (int i = 0; i < ROUNDS_BEFORE; i++) {
                tellNext();
                warner.acceptRsms(messages);
            }
            pairsBefore = warner.counters().pairsEvaluated();
        }

        /** Lets the others report themselves and encodes what the units see. */
        @Setup(Level.Invocation)
        public void next() throws UperException {
            if (isOver(bsms)) {
                begin();
            }
            tellNext();
        }

        private void tellNext() throws UperException {
            bsms.next(equipped.length, selfReports);
            warner.acceptBsms(selfReports);
            rsms.next(HALF_US, messages);
        }

        /** Fails when the traffic was another one than said. */
        @TearDown
        public void check() {
            warner.check(VEHICLES, HANDED_OVER, pairsBefore, false);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long gridQuery(Grid grid, Allocated allocated) {
        long before = allocated.before();
        for (int i = 0; i < BATCH; i++) {
            grid.query();
        }
        allocated.count(before, BATCH);
        return grid.sum;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Tracker trackerUpdate(Reports reports, Allocated allocated) {
        long before = allocated.before();
        reports.update();
        allocated.count(before, BATCH);
        return reports.tracker;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public DrivenWarner bsmToWarnings(CalmBsms bsms, Allocated allocated) throws UperException {
        return bsms.accept(allocated);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public DrivenWarner bsmAmongWarned(WarnedBsms bsms, Allocated allocated) throws UperException {
        return bsms.accept(allocated);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public DrivenWarner rsmObjectToWarnings(Rsms rsms, Allocated allocated) throws UperException {
        long before = allocated.before();
        rsms.warner.acceptRsms(rsms.messages);
        allocated.count(before, BATCH);
        return rsms.warner;
    }
}
