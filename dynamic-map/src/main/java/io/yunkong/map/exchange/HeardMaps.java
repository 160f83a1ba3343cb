package io.yunkong.map.exchange;

import io.yunkong.map.road.ImportedMap;
import io.yunkong.map.road.NetworkImport;
import io.yunkong.map.road.ZoneException;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.csae.Node;
import io.yunkong.wire.frame.DatagramSeal;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.AnyEditionCodec;
import io.yunkong.wire.uper.MessageKind;
import io.yunkong.wire.uper.UperException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * MAP messages (T/CSAE 53) as they are heard from roadside units, which say them again and again, until a zone is made of them. Of a node the
 * last telling counts. A node too large for one message is told in several with some of its links each, so a telling takes the place of
 * those before that have a link in common with it. The same messages make the same zone in whatever order they came. Bounded: what is beyond a limit is
 * counted. One owner.
 */
public final class HeardMaps {
    /** Senders that are told apart; those beyond are heard like all others. */
    public static final int SENDERS_MAX = 1_000;

    /** What is kept, octets as protobuf: some eighty times a shipped zone. */
    static final int OCTETS_MAX = 16 << 20;
    /** Messages in which one node may be told. */
    static final int TELLINGS_MAX = 64;
    /** What a telling costs beside its octets. */
    private static final int TELLING_OCTETS = 256;

    private static final String SOURCE = "roadside units";

    /**
     * What was heard.
     *
     * @param datagrams of any content = maps + others + malformed
     * @param senders up to {@link #SENDERS_MAX}
     * @param maps MAP messages
     * @param nodes told in those that are kept
     * @param beyondLimit tellings of nodes that there was no room for
     * @param others messages of other kinds, by kind
     * @param malformed no messages of either edition, by reason
     */
    public record Counts(
            long datagrams,
            int senders,
            long maps,
            int nodes,
            long beyondLimit,
            SortedMap<String, Long> others,
            SortedMap<String, Long> malformed) {
        public Counts {
            others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
            malformed = Collections.unmodifiableSortedMap(new TreeMap<>(malformed));
        }
    }

    private record Telling(Node node, NavigableSet<String> links, int octets) {
        static Telling of(Node node) {
            NavigableSet<String> links = new TreeSet<>();
            for (Link link : node.getInLinksList()) {
                links.add(MapMessageNetwork.key(link));
            }
            return new Telling(node, links, node.getSerializedSize() + TELLING_OCTETS);
        }

        boolean replaces(Telling before) {
            return links.isEmpty()
                    ? before.links().isEmpty()
                    : before.links().stream().anyMatch(links::contains);
        }

        String first() {
            return links.isEmpty() ? "" : links.first();
        }
    }

    private final AnyEditionCodec codec = new AnyEditionCodec();
    private final int octetsMax;
    private final Map<Object, Edition> senders = new HashMap<>();
    private final SortedMap<String, List<Telling>> nodes = new TreeMap<>();
    private final SortedMap<String, Long> others = new TreeMap<>();
    private final SortedMap<String, Long> malformed = new TreeMap<>();
    private long datagrams;
    private long maps;
    private long beyondLimit;
    private int octets;
    private int toldDifferently;

    public HeardMaps() {
        this(OCTETS_MAX);
    }

    HeardMaps(int octetsMax) {
        this.octetsMax = octetsMax;
    }

    /**
     * Takes a datagram, whatever is in it. A MAP message is a bare UPER MessageFrame of either edition.
     *
     * @param sender equals that of another datagram when both have one sender
     * @param buffer not kept
     */
    public void hear(Object sender, byte[] buffer, int length) {
        datagrams++;
        Edition likely = senders.getOrDefault(sender, Edition.E2020);
        if (senders.size() < SENDERS_MAX) {
            senders.putIfAbsent(sender, likely);
        }
        int first = length == 0 ? 0 : buffer[0] & 0xFF;
        if (first == FrameHeader.DATAGRAM_SESSION_MARKER || first == DatagramSeal.MARKER) {
            others.merge("session or sealed", 1L, Long::sum);
            return;
        }
        try {
            AnyEditionCodec.Decoded decoded = codec.decode(buffer, 0, length, likely);
            senders.replace(sender, decoded.edition());
            MessageFrame message = decoded.frame();
            if (message.getAlternativeCase() == MessageFrame.AlternativeCase.MAPFRAME) {
                maps++;
                message.getMapFrame().getNodesList().forEach(node -> keep(Telling.of(node)));
            } else {
                others.merge(word(MessageKind.of(first)), 1L, Long::sum);
            }
        } catch (UperException e) {
            malformed.merge(word(e.reason()), 1L, Long::sum);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void keep(Telling told) {
        String name = MapMessageNetwork.name(told.node().getId());
        List<Telling> before = nodes.getOrDefault(name, List.of());
        List<Telling> replaced = before.stream().filter(told::replaces).toList();
        int freed = replaced.stream().mapToInt(Telling::octets).sum();
        if (octets - freed + told.octets() > octetsMax || before.size() - replaced.size() == TELLINGS_MAX) {
            beyondLimit++;
            return;
        }
        if (!replaced.isEmpty() && !replaced.contains(told)) {
            toldDifferently++;
        }
        List<Telling> now = new ArrayList<>(before);
        now.removeAll(replaced);
        now.add(told);
        nodes.put(name, now);
        octets += told.octets() - freed;
    }

    /** What was heard so far. */
    public Counts counts() {
        return new Counts(datagrams, senders.size(), maps, nodes.size(), beyondLimit, others, malformed);
    }

    /**
     * One map of everything that was told so far.
     *
     * @throws ZoneException with the reason when no map can be made of it
     */
    public ImportedMap imported() throws ZoneException {
        MapMessageNetwork network = new MapMessageNetwork(SOURCE);
        for (List<Telling> tellings : nodes.values()) {
            List<Telling> ordered = new ArrayList<>(tellings);
            ordered.sort(Comparator.comparing(Telling::first));
            for (Telling telling : ordered) {
                network.add(MapData.newBuilder().addNodes(telling.node()).build(), 0);
            }
        }
        for (int i = 0; i < toldDifferently; i++) {
            network.warn("node told again and differently: the last telling taken");
        }
        return NetworkImport.of(network.linked());
    }
}
