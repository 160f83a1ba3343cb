package io.yunkong.map.road;

import java.util.List;

/**
 * A bus line: a closed or open chain of roads with stops on it.
 *
 * @param id name in the zone files
 * @param titleZh name shown in Chinese
 * @param titleEn name shown in English
 * @param loop whether the last road leads into the first
 * @param roads directed road ids in order; neighbours are connected
 * @param stops in order of travel
 */
public record BusLine(String id, String titleZh, String titleEn, boolean loop, List<String> roads, List<Stop> stops) {
    /**
     * @param id name in the zone files
     * @param lane index of the lane the bus stops in
     * @param sM where its front stops, metres along the lane
     * @param dwellS usual dwell, seconds, [0, 600]
     */
    public record Stop(String id, String titleZh, String titleEn, int lane, double sM, double dwellS) {}

    public BusLine {
        roads = List.copyOf(roads);
        stops = List.copyOf(stops);
    }
}
