package io.yunkong.cloud.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.yunkong.map.road.TileId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileSharesTest {
    @ParameterizedTest(name = "{0} tiles, {1} nodes")
    @CsvSource({"2,2", "3,2", "4,2", "4,3", "9,2", "64,5", "1,3"})
    void everyNodeGetsItsFairNumberOrOneMore(int tiles, int nodes) {
        Map<TileId, String> shares = TileShares.share("zone", tiles(tiles), nodes(nodes));
        assertThat(shares).hasSize(tiles);
        for (String node : nodes(nodes)) {
            assertThat(Collections.frequency(shares.values(), node)).isBetween(tiles / nodes, tiles / nodes + 1);
        }
    }

    @Test
    void orderOfNodesDoesNotMatter() {
        assertThat(TileShares.share("zone", tiles(16), List.of("a", "b", "c")))
                .isEqualTo(TileShares.share("zone", tiles(16), List.of("c", "a", "b")));
    }

    @Test
    void thirdNodeTakesItsShareAndLeavesMostOthersAlone() {
        Map<TileId, String> two = TileShares.share("zone", tiles(60), nodes(2));
        Map<TileId, String> three = TileShares.share("zone", tiles(60), nodes(3));
        long moved = three.entrySet().stream()
                .filter(e -> !e.getValue().equals(two.get(e.getKey())))
                .count();
        assertThat(moved).isBetween(20L, 40L);
    }

    @Test
    void noNodeNoShare() {
        assertThat(TileShares.share("zone", tiles(3), List.of())).isEmpty();
    }

    private static List<TileId> tiles(int count) {
        List<TileId> tiles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tiles.add(new TileId(i % 8 - 4, i / 8));
        }
        return tiles;
    }

    private static List<String> nodes(int count) {
        return List.of("cloud-1", "cloud-2", "cloud-3", "cloud-4", "cloud-5").subList(0, count);
    }
}
