package io.yunkong.map.exchange;

import io.yunkong.map.geo.LocalPlane;
import io.yunkong.map.observe.StandardUnits;
import io.yunkong.map.road.Zone;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Node;
import io.yunkong.wire.csae.Position3D;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * The lane map of a zone as MAP messages (T/CSAE 53), one for each junction and each end of a road: the roads that lead there, lane by lane, and
 * where each lane leads to under which signal phase. What the message has no member for is not told: ways inside a junction (their ends are
 * known), right of way, crosswalks. Immutable; making it takes time in proportion to the zone.
 */
public final class MapMessages {
    /** The msgCnt goes from 0 to one less and begins again. */
    public static final int COUNTS = 128;

    private static final int LINKS_MAX = 32;

    /**
     * The map of one node.
     *
     * @param name of the junction in the zone, else made from a road's
     * @param node its number in the messages
     * @param eastM middle of the node in the zone's plane
     * @param northM middle of the node in the zone's plane
     * @param content the message without its msgCnt
     */
    public record JunctionMap(String name, int node, double eastM, double northM, MapData content) {
        /** The message; msgCnt, 0..127, rises when the content changes, and only then. */
        public MessageFrame frame(int messageCount) {
            return MessageFrame.newBuilder()
                    .setMapFrame(content.toBuilder().setMsgCnt(messageCount))
                    .build();
        }

        /** The message as octets of the 2020 edition, with its first msgCnt. */
        public byte[] octets() {
            try {
                return MessageCodec.of(Edition.E2020).encode(frame(firstCount()));
            } catch (ValueException e) {
                throw new IllegalStateException("map not encodable: node=" + name + "; it was when it was made", e);
            }
        }

        /** A msgCnt to begin with: the same after every start while the content is, and hardly so when it is not. */
        public int firstCount() {
            return Math.floorMod(content.toByteString().hashCode(), COUNTS);
        }
    }

    private final List<JunctionMap> maps;
    private final double deviationM;
    private final int leftOut;

    private MapMessages(List<JunctionMap> maps, double deviationM, int leftOut) {
        this.maps = List.copyOf(maps);
        this.deviationM = deviationM;
        this.leftOut = leftOut;
    }

    /** Messages that fit into the frames of a device's link; a node that has more to tell is told in several. */
    public static MapMessages of(Zone zone) {
        return of(zone, FrameHeader.DEVICE_FRAME_BYTES_MAX - FrameHeader.TYPE_BYTES);
    }

    /** @param frameBytesMax octets that a message may have */
    static MapMessages of(Zone zone, int frameBytesMax) {
        return new Writer(zone, frameBytesMax).write();
    }

    /** In alphabetical order of names, junctions before ends of roads. */
    public List<JunctionMap> maps() {
        return maps;
    }

    /** How far lines of lanes in the messages lie beside those of the zone at most, metres, rounding (1 cm) apart. */
    public double deviationM() {
        return deviationM;
    }

    /** Roads, lanes, connections and movements that the messages have no room for. */
    public int leftOut() {
        return leftOut;
    }

    /** Collects the messages of one zone. */
    private static final class Writer {
        private final LocalPlane plane;
        private final RoadNodes nodes;
        private final MapLink links;
        private final int frameBytesMax;
        private final MessageCodec codec = MessageCodec.of(Edition.E2020);
        private final List<JunctionMap> maps = new ArrayList<>();
        private int leftOut;

        Writer(Zone zone, int frameBytesMax) {
            this.plane = zone.plane();
            this.nodes = new RoadNodes(zone);
            this.links = new MapLink(zone.lanes(), plane, nodes, SignalPhases.of(zone));
            this.frameBytesMax = frameBytesMax;
        }

        MapMessages write() {
            for (RoadNodes.Node node : nodes.nodes()) {
                Position3D refPos = Position3D.newBuilder()
                        .setLat(StandardUnits.rawDegrees(plane.latitudeDeg(node.eastM(), node.northM())))
                        .setLong(StandardUnits.rawDegrees(plane.longitudeDeg(node.eastM(), node.northM())))
                        .build();
                add(
                        node,
                        refPos,
                        node.inRoads().stream()
                                .map(road -> links.write(road, refPos))
                                .toList());
            }
            return new MapMessages(maps, links.deviationM(), leftOut + links.leftOut());
        }

        private void add(RoadNodes.Node node, Position3D refPos, List<Link> inLinks) {
            if (inLinks.isEmpty()) {
                return; // the message tells of what leads to a node
            }
            Node.Builder told = Node.newBuilder()
                    .setId(MapLink.reference(node))
                    .setRefPos(refPos)
                    .addAllInLinks(inLinks);
            if (MapLink.isName(node.name())) {
                told.setName(node.name());
            }
            JunctionMap map = new JunctionMap(
                    node.name(),
                    node.number(),
                    node.eastM(),
                    node.northM(),
                    MapData.newBuilder().addNodes(told).build());
            if (inLinks.size() <= LINKS_MAX && fits(map)) {
                maps.add(map);
            } else if (inLinks.size() == 1) {
                leftOut++;
            } else {
                add(node, refPos, inLinks.subList(0, inLinks.size() / 2));
                add(node, refPos, inLinks.subList(inLinks.size() / 2, inLinks.size()));
            }
        }

        private boolean fits(JunctionMap map) {
            try {
                return codec.encode(map.frame(0)).length <= frameBytesMax;
            } catch (ValueException e) {
                return false; // counted as left out: a place that no message can tell
            }
        }
    }
}
