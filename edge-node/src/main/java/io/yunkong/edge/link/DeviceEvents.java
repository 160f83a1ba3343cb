package io.yunkong.edge.link;

import io.yunkong.edge.downlink.Acknowledgement;
import io.yunkong.edge.downlink.Notice;
import io.yunkong.edge.downlink.StationLink;
import java.util.function.Predicate;

/** What the links tell the rest of the edge. Called on any event loop. */
public interface DeviceEvents {
    /**
     * A device acknowledges a warning or an advice.
     *
     * @param from whether a link is the one the acknowledgement came by
     */
    void acknowledged(Acknowledgement received, Predicate<StationLink> from);

    /** A link had kept a warning; this became of it. */
    void waited(Notice notice, Notice.Fate fate);

    /** The zone status in force, an encoded EdgeMessage. */
    byte[] zoneStatusMessage();
}
