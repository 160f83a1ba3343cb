package io.yunkong.sim.obu;

/** How a device comes by a certificate that is taken, as an instruction. An enrolled folder is never written over: each says a new one. */
final class Enrolments {
    private Enrolments() {}

    /** For a device whose certificate is of another authority, or spoilt. */
    static String again(String deviceId) {
        return "ask the edge's operator for root.pem and a code for " + deviceId
                + " (v2x device add), then v2x obu enrol with both and a new --dir";
    }

    /** For a device that was taken back. */
    static String anew(String deviceId) {
        return "ask the operator (v2x device list); if it was by mistake, v2x device add " + deviceId
                + " registers it anew: v2x obu enrol with the new code and a new --dir";
    }

    /** For a device that has missed its renewal. */
    static String late(String deviceId) {
        return "is this computer's clock right (date -u)? then it is too late to renew: ask the operator for a code (v2x"
                + " device code " + deviceId + "), v2x obu enrol with it and a new --dir; from then on v2x obu renew"
                + " every hour";
    }
}
