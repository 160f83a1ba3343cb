package io.yunkong.map.road;

/** What became of another version of a zone that was to take over; its text is a line for the log. */
public sealed interface ZoneNews {
    /**
     * It is in force.
     *
     * @param tracksKept road users that live on
     */
    record Activated(Zone before, Zone now, int tracksKept) implements ZoneNews {
        @Override
        public String toString() {
            return "zone activated: zone=" + now.name() + ", version=" + before.version() + " -> " + now.version()
                    + ", lanes=" + now.lanes().lanes().size() + ", tracks_kept=" + tracksKept;
        }
    }

    /** It cannot take over. */
    record Refused(Zone inForce, String reason) implements ZoneNews {
        @Override
        public String toString() {
            return "zone not activated: zone=" + inForce.name() + ", version=" + inForce.version() + ", reason="
                    + reason + "; the old version stays";
        }
    }

    /** A part failed or did not answer, while others may work with it already. Every look tries again. */
    record Failed(Zone inForce, RuntimeException cause) implements ZoneNews {
        @Override
        public String toString() {
            return "zone not activated: zone=" + inForce.name() + ", version=" + inForce.version() + ", reason=" + cause
                    + "; tried again until it is";
        }
    }
}
