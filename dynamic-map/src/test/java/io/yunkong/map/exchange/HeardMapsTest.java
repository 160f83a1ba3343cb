package io.yunkong.map.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yunkong.map.road.ImportedMap;
import io.yunkong.map.road.LaneKind;
import io.yunkong.map.road.Zone;
import io.yunkong.map.road.ZoneException;
import io.yunkong.map.road.ZoneFolder;
import io.yunkong.wire.csae.Link;
import io.yunkong.wire.csae.MapData;
import io.yunkong.wire.csae.Node;
import io.yunkong.wire.schema.Edition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What roadside units tell again and again, in any order and among other things. */
final class HeardMapsTest {
    private static final long SEED = 20_261_121;

    private static final byte[] BSM =
            HexFormat.of().parseHex("00000AC8A9060606060625DC094C694115E40BBDE80000003E87E8401FFFC00B41E00280");

    private static void hear(HeardMaps maps, Object sender, byte[] datagram) {
        maps.hear(sender, Arrays.copyOf(datagram, datagram.length + 100), datagram.length);
    }

    private static void hear(HeardMaps maps, MapData map) throws Exception {
        hear(maps, "unit", MapMessageImportTest.frame(map, Edition.E2020));
    }

    private static MapData node(Node node) {
        return MapData.newBuilder().setMsgCnt(2).addNodes(node).build();
    }

    private static Link named(String name) {
        return MapMessageImportTest.map().getNodes(1).getInLinks(0).toBuilder()
                .setName(name)
                .build();
    }

    private static Node middle(Link... links) {
        return MapMessageImportTest.map().getNodes(1).toBuilder()
                .clearInLinks()
                .addAllInLinks(List.of(links))
                .build();
    }

    @Test
    void theSameMessagesMakeTheSameZoneInAnyOrderAndHoweverOften() throws Exception {
        Zone zone = ZoneFolder.read(Path.of("..", "zones", "deqing"));
        List<byte[]> frames = new ArrayList<>();
        // short frames, so that large junctions are told in several
        MapMessages messages = MapMessages.of(zone, 400);
        assertThat(messages.leftOut()).isZero();
        messages.maps().forEach(map -> frames.add(map.octets()));
        HeardMaps once = new HeardMaps();
        frames.forEach(frame -> hear(once, "unit", frame));
        assertThat(once.counts().nodes()).isLessThan(frames.size());

        HeardMaps often = new HeardMaps();
        Random random = new Random(SEED);
        for (int round = 0; round < 3; round++) {
            Collections.shuffle(frames, random);
            frames.forEach(frame -> hear(often, random.nextInt(5), frame));
        }

        assertThat(often.counts().senders()).isEqualTo(5);
        assertThat(often.counts().maps()).isEqualTo(3L * frames.size());
        assertThat(often.counts().nodes()).isEqualTo(once.counts().nodes());
        ImportedMap map = often.imported();
        assertThat(map.zone().version())
                .as("seed " + SEED)
                .isEqualTo(once.imported().zone().version());
        assertThat(map.report().warnings()).isEqualTo(once.imported().report().warnings());
        assertThat(map.report().lanes().get(LaneKind.VEHICLE)).isEqualTo((int) zone.lanes().lanes().stream()
                .filter(lane -> lane.kind() == LaneKind.VEHICLE && !lane.insideJunction())
                .count());
    }

    @Test
    void ofANodeTheLastTellingCountsAndItsPartsAreKept() throws Exception {
        HeardMaps maps = new HeardMaps();
        hear(maps, node(middle(named("a"), named("b"))));
        hear(maps, node(middle(named("c"))));
        assertThat(maps.imported().report().lanes()).containsEntry(LaneKind.VEHICLE, 6);
        assertThat(maps.imported().report().warnings())
                .doesNotContainKey("node told again and differently: the last telling taken");

        hear(maps, node(middle(named("a"))));
        assertThat(maps.imported().report().lanes()).as("b is gone").containsEntry(LaneKind.VEHICLE, 4);
        assertThat(maps.imported().report().warnings())
                .containsEntry("node told again and differently: the last telling taken", 1);
        assertThat(maps.counts().nodes()).isEqualTo(1);
    }

    @Test
    void bothEditionsAreUnderstoodAndEverythingElseIsCounted() throws Exception {
        HeardMaps maps = new HeardMaps();
        byte[] whole = MapMessageImportTest.frame(MapMessageImportTest.map(), Edition.E2020);
        hear(maps, "new", whole);
        hear(maps, "old", MapMessageImportTest.frame(MapMessageImportTest.map(), Edition.E2019));
        hear(maps, "vehicle", BSM);
        hear(maps, "vehicle", BSM);
        hear(maps, "edge", new byte[] {(byte) 0xF5, 1, 2});
        hear(maps, "edge", new byte[] {(byte) 0xF6, 1, 2});
        hear(maps, "broken", Arrays.copyOf(whole, whole.length / 2));
        hear(maps, "broken", new byte[0]);
        hear(maps, "broken", new byte[] {0x7F});

        HeardMaps.Counts counts = maps.counts();
        assertThat(counts.datagrams()).isEqualTo(9);
        assertThat(counts.senders()).isEqualTo(5);
        assertThat(counts.maps()).isEqualTo(2);
        assertThat(counts.nodes()).isEqualTo(4);
        assertThat(counts.others()).isEqualTo(Map.of("bsm", 2L, "session or sealed", 2L));
        assertThat(counts.malformed()).isEqualTo(Map.of("truncated", 2L, "unknown_alternative", 1L));
        assertThat(maps.imported().report().lanes()).containsEntry(LaneKind.VEHICLE, 5);
    }

    @Test
    void whatIsKeptHasABoundAndWhatIsBeyondIsCounted() throws Exception {
        HeardMaps small = new HeardMaps(2_000);
        for (int i = 0; i < 100; i++) {
            hear(small, node(middle(named("link " + i))));
        }
        long kept = 100 - small.counts().beyondLimit();
        assertThat(kept).isBetween(1L, 8L);
        assertThat(small.imported().report().lanes()).containsEntry(LaneKind.VEHICLE, (int) (2 * kept));
        hear(small, node(middle(named("link 0"))));
        assertThat(100 - small.counts().beyondLimit())
                .as("what is known may be told again")
                .isEqualTo(kept);

        HeardMaps large = new HeardMaps();
        for (int i = 0; i < HeardMaps.TELLINGS_MAX + 3; i++) {
            hear(large, node(middle(named("link " + i))));
        }
        assertThat(large.counts().beyondLimit()).isEqualTo(3);
        for (int i = 0; i < HeardMaps.SENDERS_MAX + 5; i++) {
            hear(large, i, BSM);
        }
        assertThat(large.counts().senders()).isEqualTo(HeardMaps.SENDERS_MAX);
    }

    @Test
    void nodesWithoutLanesMakeNoZone() throws Exception {
        HeardMaps maps = new HeardMaps();
        hear(maps, node(middle()));
        hear(maps, node(middle()));
        assertThat(maps.counts().beyondLimit()).isZero();
        assertThatThrownBy(maps::imported)
                .isInstanceOf(ZoneException.class)
                .hasMessage("roadside units: no lanes; map refused");
    }
}
