package io.yunkong.wire.uper;

/** VehicleEmergencyExtensions of a BSM, raw: sent by vehicles that may have the right of way. A member that is absent reads as 0. */
public final class EmergencyExtension {
    private static final String SCOPE = "emergencyExt";

    private boolean present;
    private int responseType;
    private int siren;
    private int lightBar;

    EmergencyExtension() {}

    /** Whether the extension was sent. */
    public boolean present() {
        return present;
    }

    /**
     * ResponseType: 0 none, 1 emergency, 2 non-emergency, 3 pursuit, 4 stationary, 5 slow, 6 stop and go, or {@link
     * DataElements#EXTENSION_VALUE}.
     */
    public int responseType() {
        return responseType;
    }

    /** Siren: 0 unavailable, 1 not in use, 2 in use, 3 reserved. */
    public int siren() {
        return siren;
    }

    /** Light bar: 0 unavailable, 1 not in use, 2 in use, 3..7 special lights. */
    public int lightBar() {
        return lightBar;
    }

    void clear() {
        present = false;
        responseType = 0;
        siren = 0;
        lightBar = 0;
    }

    void read(BitReader in) throws UperException {
        clear();
        present = true;
        boolean extended = in.flag(SCOPE, "...");
        boolean hasResponseType = in.flag(SCOPE, "responseType");
        boolean hasSiren = in.flag(SCOPE, "sirenUse");
        boolean hasLightBar = in.flag(SCOPE, "lightsUse");
        if (hasResponseType) {
            responseType = in.extensibleEnumerated(DataElements.RESPONSE_TYPE, SCOPE, "responseType");
        }
        if (hasSiren) {
            siren = in.integer(DataElements.SIREN, SCOPE, "sirenUse");
        }
        if (hasLightBar) {
            lightBar = in.integer(DataElements.LIGHT_BAR, SCOPE, "lightsUse");
        }
        if (extended) {
            in.skipExtensionAdditions(SCOPE);
        }
    }
}
