package io.yunkong.wire.schema;

import io.yunkong.wire.csae.SchemaEdition;

/** Releases of the message set that are not the same on the wire. */
public enum Edition {
    /** T/CSAE 53, the release of July 2019: no Day 2 messages, and eight types that differ. */
    E2019("2019", SchemaEdition.EDITION_2019),
    /** T/CSAE 53-2020 with T/CSAE 157-2020. */
    E2020("2020", SchemaEdition.EDITION_2020);

    private final String label;
    private final SchemaEdition inSchema;

    Edition(String label, SchemaEdition inSchema) {
        this.label = label;
        this.inSchema = inSchema;
    }

    /** The year, as command lines and vector files name the edition. */
    public String label() {
        return label;
    }

    SchemaEdition inSchema() {
        return inSchema;
    }
}
