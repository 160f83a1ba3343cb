package io.yunkong.map.observe;

/**
 * A road user's own report (BSM, PSM). A reader writes over one that has been worked off ({@link ObservationReader}): who is given a report takes
 * what it needs of it and does not keep it. Two are never equal, whatever they say.
 */
public final class SelfReport implements Observation {
    private long stationId;
    private long generatedAtUs;
    private long receivedAtUs;
    private double eastM;
    private double northM;
    private double speedMps;
    private double headingRad;
    private double accelerationMps2;
    private double yawRateRadps;
    private double lengthM;
    private double widthM;
    private RoadUserClass roadUserClass = RoadUserClass.UNKNOWN;
    private double positionSigmaM;
    private Announcement announcement = Announcement.NONE;
    private int messageCount;

    private SelfReport() {}

    /**
     * A report; times, units and NaN as {@link Observation} has them.
     *
     * @param announcement what else it says of itself
     * @param messageCount msgCnt, 0..127
     */
    public SelfReport(
            long stationId,
            long generatedAtUs,
            long receivedAtUs,
            double eastM,
            double northM,
            double speedMps,
            double headingRad,
            double accelerationMps2,
            double yawRateRadps,
            double lengthM,
            double widthM,
            RoadUserClass roadUserClass,
            double positionSigmaM,
            Announcement announcement,
            int messageCount) {
        write(
                stationId,
                generatedAtUs,
                receivedAtUs,
                eastM,
                northM,
                speedMps,
                headingRad,
                accelerationMps2,
                yawRateRadps,
                lengthM,
                widthM,
                roadUserClass,
                positionSigmaM,
                announcement,
                messageCount);
    }

    /** One of nobody, for a reader to write over. */
    public static SelfReport blank() {
        return new SelfReport();
    }

    /** Makes it another one: for who made it, once nobody else uses it any more. Parameters are those of the constructor. */
    public void write(
            long stationId,
            long generatedAtUs,
            long receivedAtUs,
            double eastM,
            double northM,
            double speedMps,
            double headingRad,
            double accelerationMps2,
            double yawRateRadps,
            double lengthM,
            double widthM,
            RoadUserClass roadUserClass,
            double positionSigmaM,
            Announcement announcement,
            int messageCount) {
        this.stationId = stationId;
        this.generatedAtUs = generatedAtUs;
        this.receivedAtUs = receivedAtUs;
        this.eastM = eastM;
        this.northM = northM;
        this.speedMps = speedMps;
        this.headingRad = headingRad;
        this.accelerationMps2 = accelerationMps2;
        this.yawRateRadps = yawRateRadps;
        this.lengthM = lengthM;
        this.widthM = widthM;
        if (this.roadUserClass != roadUserClass) { // a reference stored anew is one more for the collector to look at
            this.roadUserClass = roadUserClass;
        }
        this.positionSigmaM = positionSigmaM;
        if (!this.announcement.equals(announcement)) {
            this.announcement = announcement;
        }
        this.messageCount = messageCount;
    }

    /** The same with another sigma, and without what is not to be used of its motion. */
    SelfReport doubted(double sigmaM, boolean speedDoubted, boolean headingDoubted) {
        return new SelfReport(
                stationId,
                generatedAtUs,
                receivedAtUs,
                eastM,
                northM,
                speedDoubted ? Double.NaN : speedMps,
                headingDoubted ? Double.NaN : headingRad,
                speedDoubted ? Double.NaN : accelerationMps2,
                headingDoubted ? Double.NaN : yawRateRadps,
                lengthM,
                widthM,
                roadUserClass,
                sigmaM,
                announcement,
                messageCount);
    }

    /** The same without the emergency run that it tells of: whoever sent it is not known to be an emergency vehicle. */
    public SelfReport withoutEmergencyRun() {
        return new SelfReport(
                stationId,
                generatedAtUs,
                receivedAtUs,
                eastM,
                northM,
                speedMps,
                headingRad,
                accelerationMps2,
                yawRateRadps,
                lengthM,
                widthM,
                roadUserClass,
                positionSigmaM,
                announcement.withoutEmergencyRun(),
                messageCount);
    }

    @Override
    public long stationId() {
        return stationId;
    }

    @Override
    public long generatedAtUs() {
        return generatedAtUs;
    }

    @Override
    public long receivedAtUs() {
        return receivedAtUs;
    }

    @Override
    public double eastM() {
        return eastM;
    }

    @Override
    public double northM() {
        return northM;
    }

    @Override
    public double speedMps() {
        return speedMps;
    }

    @Override
    public double headingRad() {
        return headingRad;
    }

    @Override
    public double accelerationMps2() {
        return accelerationMps2;
    }

    @Override
    public double yawRateRadps() {
        return yawRateRadps;
    }

    @Override
    public double lengthM() {
        return lengthM;
    }

    @Override
    public double widthM() {
        return widthM;
    }

    @Override
    public RoadUserClass roadUserClass() {
        return roadUserClass;
    }

    @Override
    public double positionSigmaM() {
        return positionSigmaM;
    }

    /** What else it says of itself. */
    public Announcement announcement() {
        return announcement;
    }

    /** msgCnt, 0..127. */
    public int messageCount() {
        return messageCount;
    }

    @Override
    public String toString() {
        return "SelfReport[stationId=" + Long.toHexString(stationId) + ", generatedAtUs=" + generatedAtUs + ", eastM="
                + eastM + ", northM=" + northM + ", speedMps=" + speedMps + "]";
    }
}
