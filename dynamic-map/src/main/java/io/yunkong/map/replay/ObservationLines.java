package io.yunkong.map.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.Observation;
import io.yunkong.map.observe.RejectReason;
import io.yunkong.map.observe.RoadUserClass;
import io.yunkong.map.observe.SelfReport;
import io.yunkong.map.observe.SensorReport;
import io.yunkong.map.observe.StandardUnits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From the lines of a recording (docs/observation-format.md) to observations. A line that cannot be taken is refused and counted, and so
 * is a single object of a roadside unit's line; the rest of the line is taken. Positions that the standard marks as unavailable are measurements
 * that cannot be used, no numbers. Not thread-safe.
 */
final class ObservationLines {
    /** What the start of a recording is taken for: 2020-01-01T00:00Z. The same in every run, so that runs are alike. */
    static final long START_US = 1_577_836_800_000_000L;

    /** Roadside units in one recording. */
    static final int UNITS_MAX = 64;

    /** Stations get these ids in the order in which the recording names them: "RSU" and their number. */
    private static final long FIRST_UNIT_ID = 0x5253_5500_0000_0001L;

    private static final double TIME_MAX_S = 86_400;
    private static final int HEX_DIGITS_MAX = 16;
    private static final double RAW_NUMBER_MAX = 65_535;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private final LocalPlane plane;
    private final Defects defects;
    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final Map<String, Long> units = new HashMap<>();
    private final Map<String, Long> stations = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final State state = new State();
    private long detections;

    /** What stands in one object of the line, before it is known of what kind it is. */
    private static final class State {
        double rx;
        double t;
        String kind = "";
        String id = "";
        String unit = "";
        double number;
        double count;
        double latitude;
        double longitude;
        double heading;
        double speed;
        double acceleration;
        double length;
        double width;
        String userClass = "";

        @Nullable LineDefect defect;

        void clearBody() {
            number = Double.NaN;
            latitude = Double.NaN;
            longitude = Double.NaN;
            heading = Double.NaN;
            speed = Double.NaN;
            acceleration = Double.NaN;
            length = 0;
            width = 0;
            userClass = "";
            defect = null;
        }

        void clear() {
            clearBody();
            rx = Double.NaN;
            t = Double.NaN;
            count = 0;
            kind = "";
            id = "";
            unit = "";
        }
    }

    ObservationLines(LocalPlane plane, Defects defects) {
        this.plane = plane;
        this.defects = defects;
    }

    /** Station ids that the recording's roadside units get. */
    static long unitId(int index) {
        return FIRST_UNIT_ID + index;
    }

    /** What could not be used of single measurements. */
    Map<RejectReason, Long> rejected() {
        return rejected;
    }

    /** Road users told of so far, those refused included. */
    long detections() {
        return detections;
    }

    /** How the recording writes the id of a station. */
    @Nullable String nameOf(long stationId) {
        return names.get(stationId);
    }

    /** @return null when the line was refused */
    @Nullable RecordedMessage read(byte[] buffer, int from, int length) {
        state.clear();
        List<Observation> objects = new ArrayList<>();
        try (JsonParser parser = json.createParser(buffer, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return refuse(LineDefect.NOT_JSON);
            }
            Objects seen = new Objects();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("objs")) {
                    seen.read(parser);
                } else {
                    field(parser, state);
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                return refuse(LineDefect.NOT_JSON);
            }
            return message(seen, objects);
        } catch (IOException e) {
            return refuse(LineDefect.NOT_JSON);
        }
    }

    private @Nullable RecordedMessage refuse(LineDefect defect) {
        defects.count(defect);
        return null;
    }

    /** The objects of a roadside unit's line: its time may come after them. */
    private static final class Objects {
        final List<State> states = new ArrayList<>();
        boolean told;

        void read(JsonParser parser) throws IOException {
            told = parser.nextToken() == JsonToken.START_ARRAY;
            if (!told) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                State object = new State();
                object.clear();
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        field(parser, object);
                    }
                } else {
                    parser.skipChildren();
                    object.defect = LineDefect.MISSING_FIELD;
                }
                states.add(object);
            }
        }
    }

    private static void field(JsonParser parser, State into) throws IOException {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
            case "rx" -> into.rx = number(parser, into);
            case "t" -> into.t = number(parser, into);
            case "lat" -> into.latitude = number(parser, into);
            case "lon" -> into.longitude = number(parser, into);
            case "hdg" -> into.heading = number(parser, into);
            case "spd" -> into.speed = number(parser, into);
            case "acc" -> into.acceleration = number(parser, into);
            case "len" -> into.length = number(parser, into);
            case "wid" -> into.width = number(parser, into);
            case "pid" -> into.number = number(parser, into);
            case "n" -> into.count = number(parser, into);
            case "k" -> into.kind = text(parser, into);
            case "id" -> into.id = text(parser, into);
            case "rsu" -> into.unit = text(parser, into);
            case "cls" -> into.userClass = text(parser, into);
            default -> parser.skipChildren();
        }
    }

    /** Null means not known, as the standard's "unavailable" does. */
    private static double number(JsonParser parser, State into) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getDoubleValue();
        }
        if (token != JsonToken.VALUE_NULL) {
            into.defect = LineDefect.NOT_A_NUMBER;
            parser.skipChildren();
        }
        return Double.NaN;
    }

    private static String text(JsonParser parser, State into) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        into.defect = LineDefect.MISSING_FIELD;
        parser.skipChildren();
        return "";
    }

    private @Nullable RecordedMessage message(Objects seen, List<Observation> into) {
        LineDefect defect = state.defect;
        if (defect != null) {
            return refuse(defect);
        }
        if (Double.isNaN(state.rx) || Double.isNaN(state.t) || state.kind.isEmpty()) {
            return refuse(LineDefect.MISSING_FIELD);
        }
        if (!(state.rx >= 0 && state.rx <= TIME_MAX_S && Math.abs(state.t) <= TIME_MAX_S)) {
            return refuse(LineDefect.VALUE_OUT_OF_RANGE);
        }
        long receivedAtUs = START_US + Math.round(state.rx * 1e6);
        long generatedAtUs = START_US + Math.round(state.t * 1e6);
        switch (state.kind) {
            case "bsm" -> {
                detections++;
                defect = selfReport(receivedAtUs, generatedAtUs, into);
            }
            case "rsm" -> defect = sensorReports(seen, receivedAtUs, generatedAtUs, into);
            default -> defect = LineDefect.UNKNOWN_KIND;
        }
        return defect == null ? new RecordedMessage(receivedAtUs, defects.line(), into) : refuse(defect);
    }

    private @Nullable LineDefect selfReport(long receivedAtUs, long generatedAtUs, List<Observation> into) {
        if (state.id.isEmpty()) {
            return LineDefect.MISSING_FIELD;
        }
        Long station = stations.get(state.id);
        if (station == null) {
            if (state.id.length() > HEX_DIGITS_MAX || !state.id.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
                return LineDefect.BAD_STATION_ID;
            }
            station = Long.parseUnsignedLong(state.id, 16);
            stations.put(state.id, station);
            names.putIfAbsent(station, state.id);
        }
        RoadUserClass userClass = userClass(state.userClass);
        LineDefect defect = defectOf(state, userClass);
        if (defect != null || userClass == null) {
            return defect;
        }
        if (unusable(state)) {
            return null;
        }
        into.add(new SelfReport(
                station,
                generatedAtUs,
                receivedAtUs,
                plane.eastM(state.latitude, state.longitude),
                plane.northM(state.latitude, state.longitude),
                state.speed,
                headingRad(state.heading),
                state.acceleration,
                Double.NaN,
                state.length,
                state.width,
                userClass,
                Double.NaN,
                Announcement.NONE,
                (int) state.count & 127));
        return null;
    }

    private @Nullable LineDefect sensorReports(
            Objects seen, long receivedAtUs, long generatedAtUs, List<Observation> into) {
        if (state.unit.isEmpty() || !seen.told) {
            return LineDefect.MISSING_FIELD;
        }
        Long unit = units.get(state.unit);
        if (unit == null) {
            if (units.size() == UNITS_MAX) {
                return LineDefect.TOO_MANY_ROADSIDE_UNITS;
            }
            unit = unitId(units.size());
            units.put(state.unit, unit);
        }
        for (State object : seen.states) {
            detections++;
            RoadUserClass userClass = userClass(object.userClass);
            LineDefect defect = defectOf(object, userClass);
            if (defect == null && !(object.number >= 0 && object.number <= RAW_NUMBER_MAX)) {
                defect = Double.isNaN(object.number) ? LineDefect.MISSING_FIELD : LineDefect.VALUE_OUT_OF_RANGE;
            }
            if (defect != null) {
                defects.count(defect);
            } else if (userClass != null && !unusable(object)) {
                into.add(sensorReport(object, userClass, unit, receivedAtUs, generatedAtUs));
            }
        }
        return null;
    }

    private SensorReport sensorReport(
            State object, RoadUserClass userClass, long unit, long receivedAtUs, long generatedAtUs) {
        return new SensorReport(
                unit,
                (int) object.number,
                generatedAtUs,
                receivedAtUs,
                plane.eastM(object.latitude, object.longitude),
                plane.northM(object.latitude, object.longitude),
                object.speed,
                headingRad(object.heading),
                object.acceleration,
                Double.NaN,
                object.length,
                object.width,
                userClass,
                Double.NaN);
    }

    private @Nullable LineDefect defectOf(State s, @Nullable RoadUserClass userClass) {
        if (s.defect != null) {
            return s.defect;
        }
        if (s.userClass.isEmpty()) {
            return LineDefect.MISSING_FIELD;
        }
        if (userClass == null) {
            return LineDefect.UNKNOWN_CLASS;
        }
        // the ends are the standard's "unavailable"
        boolean swapped = Math.abs(s.latitude - plane.originLongitudeDeg()) < 1
                && Math.abs(s.longitude - plane.originLatitudeDeg()) < 1;
        boolean inRange = (swapped || !(Math.abs(s.latitude) > 90.0000001))
                && !(Math.abs(s.longitude) > 180.0000001)
                && !(s.heading < 0 || s.heading > 360)
                && !(s.speed < 0 || s.speed > 163.82)
                && !(Math.abs(s.acceleration) > 100)
                && s.length >= 0
                && s.length <= 100
                && s.width >= 0
                && s.width <= 100;
        return inRange ? null : LineDefect.VALUE_OUT_OF_RANGE;
    }

    /** Counts a measurement that lacks what it is good for; the same rule as for messages. */
    private boolean unusable(State s) {
        RejectReason reason = Double.isNaN(s.latitude) || Double.isNaN(s.longitude)
                ? RejectReason.POSITION_UNAVAILABLE
                : Double.isNaN(s.speed) || Double.isNaN(s.heading)
                        ? RejectReason.MOTION_UNAVAILABLE
                        : StandardUnits.findUnusable(
                                StandardUnits.rawDegrees(s.latitude),
                                StandardUnits.rawDegrees(s.longitude),
                                (int) Math.round(s.speed / StandardUnits.speedMps(1)),
                                0,
                                0);
        if (reason == null) {
            return false;
        }
        rejected.merge(reason, 1L, Long::sum);
        return true;
    }

    /** 360 is written by whoever rounds 359.96 to one decimal. */
    private static double headingRad(double degrees) {
        return degrees == 360 ? 0 : Math.toRadians(degrees);
    }

    private static @Nullable RoadUserClass userClass(String word) {
        return switch (word) {
            case "car" -> RoadUserClass.CAR;
            case "truck" -> RoadUserClass.TRUCK;
            case "bus" -> RoadUserClass.BUS;
            case "bicycle" -> RoadUserClass.BICYCLE;
            case "pedestrian" -> RoadUserClass.PEDESTRIAN;
            case "motorcycle" -> RoadUserClass.MOTORCYCLE;
            case "emergency" -> RoadUserClass.EMERGENCY;
            case "unknown" -> RoadUserClass.UNKNOWN;
            default -> null;
        };
    }
}
