package io.yunkong.map.observe;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.RsmParticipant;
import io.yunkong.wire.uper.RsmView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From the raw integers of a message to an {@link Observation} in SI units. What the sender marks as unavailable becomes NaN, or a
 * {@link RejectReason} where the measurement is useless without it. Allocates the observation, unless it is given one to write over, and nothing
 * else but what a vehicle announces when nobody has announced it lately. Not thread-safe: one for each event loop.
 */
public final class ObservationReader {
    /** What vehicles announce is nearly always one of a few things; a power of two. */
    private static final int ANNOUNCED_LATELY = 64;

    private final LocalPlane plane;
    private final Announcement[] announced = new Announcement[ANNOUNCED_LATELY];
    private RejectReason rejection = RejectReason.MALFORMED;

    /** @param plane the zone's plane */
    public ObservationReader(LocalPlane plane) {
        this.plane = plane;
        Arrays.fill(announced, Announcement.NONE);
    }

    /** Why the last call returned null; means nothing otherwise. */
    public RejectReason rejection() {
        return rejection;
    }

    /**
     * A road user's own report.
     *
     * @param receivedAtUs when the frame was read
     * @return null when it cannot be used: see {@link #rejection()}
     */
    public @Nullable SelfReport selfReport(BsmView bsm, long receivedAtUs) {
        SelfReport report = SelfReport.blank();
        return selfReport(bsm, receivedAtUs, report) ? report : null;
    }

    /**
     * A road user's own report, written over another one.
     *
     * @param receivedAtUs when the frame was read
     * @param into stays as it is when the report cannot be used
     * @return false when it cannot: see {@link #rejection()}
     */
    public boolean selfReport(BsmView bsm, long receivedAtUs, SelfReport into) {
        if (bsm.id() == 0) {
            rejection = RejectReason.STATION_ID_ZERO;
            return false;
        }
        if (unusable(bsm.latitude(), bsm.longitude(), bsm.speed(), bsm.heading(), bsm.secondMark())) {
            return false;
        }
        double latitude = StandardUnits.degrees(bsm.latitude());
        double longitude = StandardUnits.degrees(bsm.longitude());
        double ellipse = bsm.hasPositionAccuracy() ? StandardUnits.sigmaOfSemiAxisM(bsm.semiMajorAxis()) : Double.NaN;
        double sigma = Double.isNaN(ellipse) ? StandardUnits.sigmaOfConfidenceM(bsm.positionConfidence()) : ellipse;
        into.write(
                bsm.id(),
                SecondMark.toEpochUs(bsm.secondMark(), receivedAtUs),
                receivedAtUs,
                plane.eastM(latitude, longitude),
                plane.northM(latitude, longitude),
                StandardUnits.speedMps(bsm.speed()),
                StandardUnits.headingRad(bsm.heading()),
                StandardUnits.accelerationMps2(bsm.longitudinalAcceleration()),
                StandardUnits.yawRateRadps(bsm.yawRate()),
                bsm.length() / 100.0,
                bsm.width() / 100.0,
                StandardUnits.roadUserClass(bsm.vehicleClass()),
                sigma,
                announcement(bsm),
                bsm.messageCount());
        return true;
    }

    private Announcement announcement(BsmView bsm) {
        int events = bsm.eventFlags();
        int lights = bsm.exteriorLights();
        boolean emergencyRun = StandardUnits.emergencyRun(
                bsm.emergency().responseType(),
                bsm.emergency().siren(),
                bsm.emergency().lightBar());
        if (events == 0 && lights == 0 && !emergencyRun) {
            return Announcement.NONE;
        }
        int place = (31 * events + 7 * lights + (emergencyRun ? 1 : 0)) & (ANNOUNCED_LATELY - 1);
        Announcement lately = announced[place];
        if (lately.eventFlags() != events
                || lately.exteriorLights() != lights
                || lately.emergencyRun() != emergencyRun) {
            lately = new Announcement(events, lights, emergencyRun);
            announced[place] = lately;
        }
        return lately;
    }

    /**
     * What a roadside unit says of the participant that {@link RsmView#next()} went to.
     *
     * @param receivedAtUs when the frame was read
     * @return null when it cannot be used: see {@link #rejection()}
     */
    public @Nullable SensorReport sensorReport(RsmView rsm, long receivedAtUs) {
        RsmParticipant object = rsm.participant();
        if (rsm.id() == 0) {
            rejection = RejectReason.STATION_ID_ZERO;
            return null;
        }
        if (unusable(object.latitude(), object.longitude(), object.speed(), object.heading(), object.secondMark())) {
            return null;
        }
        double latitude = StandardUnits.degrees(object.latitude());
        double longitude = StandardUnits.degrees(object.longitude());
        return new SensorReport(
                rsm.id(),
                object.participantId(),
                SecondMark.toEpochUs(object.secondMark(), receivedAtUs),
                receivedAtUs,
                plane.eastM(latitude, longitude),
                plane.northM(latitude, longitude),
                StandardUnits.speedMps(object.speed()),
                StandardUnits.headingRad(object.heading()),
                StandardUnits.accelerationMps2(object.longitudinalAcceleration()),
                object.hasAcceleration() ? StandardUnits.yawRateRadps(object.yawRate()) : Double.NaN,
                object.length() / 100.0,
                object.width() / 100.0,
                StandardUnits.participantClass(object.vehicleClass(), object.type()),
                StandardUnits.sigmaOfConfidenceM(object.positionConfidence()));
    }

    private boolean unusable(int latitude, int longitude, int speed, int heading, int secondMark) {
        RejectReason reason = StandardUnits.findUnusable(latitude, longitude, speed, heading, secondMark);
        if (reason == null) {
            return false;
        }
        rejection = reason;
        return true;
    }
}
