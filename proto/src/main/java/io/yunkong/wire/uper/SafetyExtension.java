package io.yunkong.wire.uper;

/**
 * VehicleSafetyExtensions of a BSM, raw. The path history is checked and counted, not kept: the platform has the messages themselves.
 */
public final class SafetyExtension {
    private static final String SCOPE = "safetyExt";

    private final PathHistory pathHistory = new PathHistory();

    boolean hasEvents;
    int events;
    private int pathHistoryPoints;
    private boolean hasPathPrediction;
    private int radiusOfCurvature;
    private int pathConfidence;
    boolean hasLights;
    int lights;

    SafetyExtension() {}

    /** Points of the path history, 1..23; 0 = no path history. */
    public int pathHistoryPoints() {
        return pathHistoryPoints;
    }

    public boolean hasPathPrediction() {
        return hasPathPrediction;
    }

    /** 0.1 m, signed; {@link DataElements#RADIUS_STRAIGHT} also when absent. */
    public int radiusOfCurvature() {
        return radiusOfCurvature;
    }

    /** Confidence of the radius, 0..200 in 0.5 %; 0 when absent. */
    public int pathConfidence() {
        return pathConfidence;
    }

    void clear() {
        hasEvents = false;
        events = 0;
        pathHistoryPoints = 0;
        hasPathPrediction = false;
        radiusOfCurvature = DataElements.RADIUS_STRAIGHT;
        pathConfidence = 0;
        hasLights = false;
        lights = 0;
    }

    void read(BitReader in) throws UperException {
        clear();
        boolean extended = in.flag(SCOPE, "...");
        hasEvents = in.flag(SCOPE, "events");
        boolean hasPathHistory = in.flag(SCOPE, "pathHistory");
        hasPathPrediction = in.flag(SCOPE, "pathPrediction");
        hasLights = in.flag(SCOPE, "lights");
        if (hasEvents) {
            events = in.extensibleBitString(DataElements.EVENT_FLAGS_SIZE, SCOPE, "events");
        }
        if (hasPathHistory) {
            pathHistoryPoints = pathHistory.read(in);
        }
        if (hasPathPrediction) {
            readPathPrediction(in, "safetyExt.pathPrediction");
        }
        if (hasLights) {
            lights = in.extensibleBitString(DataElements.EXTERIOR_LIGHTS_SIZE, SCOPE, "lights");
        }
        if (extended) {
            in.skipExtensionAdditions(SCOPE);
        }
    }

    private void readPathPrediction(BitReader in, String scope) throws UperException {
        boolean extended = in.flag(scope, "...");
        radiusOfCurvature = in.integer(DataElements.RADIUS_OF_CURVATURE, scope, "radiusOfCurve");
        pathConfidence = in.integer(DataElements.CONFIDENCE, scope, "confidence");
        if (extended) {
            in.skipExtensionAdditions(scope);
        }
    }

    void setEvents(int bits) {
        events = DataElements.EVENT_FLAGS.check("safetyExt.events", bits);
        hasEvents = true;
    }

    void setLights(int bits) {
        lights = DataElements.EXTERIOR_LIGHTS.check("safetyExt.lights", bits);
        hasLights = true;
    }

    /** Writes events and lights only. */
    void write(BitWriter out) {
        out.flag(false);
        out.flag(hasEvents);
        out.flag(false);
        out.flag(false);
        out.flag(hasLights);
        if (hasEvents) {
            out.extensibleBitString(DataElements.EVENT_FLAGS_SIZE, events);
        }
        if (hasLights) {
            out.extensibleBitString(DataElements.EXTERIOR_LIGHTS_SIZE, lights);
        }
    }
}
