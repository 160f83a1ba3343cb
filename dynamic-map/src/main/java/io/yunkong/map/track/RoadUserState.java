package io.yunkong.map.track;

import io.yunkong.map.observe.Announcement;
import io.yunkong.map.observe.RoadUserClass;

/** State of one track at one time: a {@link TrackSnapshot}, which lasts, or a {@link TrackCopy}, which its owner overwrites with the next. */
public sealed interface RoadUserState permits TrackSnapshot, TrackCopy {
    /** Stable number of the road user. */
    long trackId();

    /** The id it reports itself, 0 = only sensors see it. */
    long stationId();

    /** Most likely class. */
    RoadUserClass roadUserClass();

    /** Time the state is predicted to, microseconds since 1970 UTC. */
    long atUs();

    /** Centre of the footprint, metres to the east of the zone's origin. */
    double eastM();

    /** Centre of the footprint, metres to the north of the zone's origin. */
    double northM();

    /** Metres per second, never NaN. */
    double speedMps();

    /** Radians clockwise from north, never NaN. */
    double headingRad();

    /** Along the heading, 0 when unknown. */
    double accelerationMps2();

    /** Clockwise positive, 0 when unknown. */
    double yawRateRadps();

    /** Metres, > 0. */
    double lengthM();

    /** Metres, > 0. */
    double widthM();

    /** One sigma, horizontal, metres. */
    double positionSigmaM();

    /** Generation time of the newest measurement, microseconds since 1970 UTC. */
    long measuredAtUs();

    /** Lane it is matched to, -1 = none. */
    int laneIndex();

    /** Metres along that lane. */
    double laneS();

    /** What it says of itself; nothing when nobody heard it itself. */
    Announcement announcement();

    /** On how many sources of the last second the state rests. */
    int sourceCount();

    /** Who told the newest measurement of a source, [0, {@link #sourceCount}). */
    long sourceStationId(int source);

    /** Whether the road user is this source itself. */
    boolean selfReport(int source);

    /** The number that a source gives the road user, [0, 65535]; of no meaning when it is that itself. */
    int sourceObjectId(int source);

    /** When the newest measurement of a source was made, microseconds since 1970 UTC. */
    long sourceGeneratedAtUs(int source);

    /** Accuracy used of that measurement, metres. */
    double sourceSigmaM(int source);

    /** The same for good. */
    TrackSnapshot snapshot();

    /** Whether the road user itself is connected and can be warned. */
    default boolean equipped() {
        return stationId() != 0;
    }
}
