package io.yunkong.load.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who is who in a recording: for scorers, never for the system. One owner. */
public final class AnswerKey {
    private final double fromS;
    private final List<Site> sites;
    private final Map<String, Integer> stations = new TreeMap<>();
    private final List<Called> called = new ArrayList<>();
    private long ghosts;
    private double toS;

    private record Called(String site, int number, double sinceS, int userId) {}

    /** @param fromS start of the recording in the time of the truth, seconds */
    public AnswerKey(double fromS, List<Site> sites) {
        this.fromS = fromS;
        this.toS = fromS;
        this.sites = List.copyOf(sites);
    }

    /** Start of the recording in the time of the truth, seconds. */
    public double fromS() {
        return fromS;
    }

    /** End of the recording in the time of the truth, seconds. */
    public double toS() {
        return toS;
    }

    public List<Site> sites() {
        return sites;
    }

    /** Id of the truth by id of the station. */
    public Map<String, Integer> stations() {
        return stations;
    }

    /** Ghosts that were seen. */
    public long ghosts() {
        return ghosts;
    }

    /** A vehicle sends by this id. */
    public void sends(String stationId, int userId) {
        stations.put(stationId, userId);
    }

    /** The recording ends here in the time of the truth, seconds. */
    public void ends(double atS) {
        toS = atS;
    }

    void called(String site, int number, double sinceS, int userId) {
        called.add(new Called(site, number, sinceS, userId));
    }

    void haunted() {
        ghosts++;
    }

    /** One line of JSON with its end. */
    String json(String truth, long seed, double equippedShare) {
        JsonLine line = new JsonLine().open('{').name("bsm").open('{');
        stations.forEach((station, user) -> line.name(station).whole(user));
        line.close('}').name("rsu").open('[');
        for (Site site : sites) {
            line.open('{').name("id").text(site.id());
            line.name("lat").decimal(site.latitudeDeg(), 7).name("lon").decimal(site.longitudeDeg(), 7);
            line.name("range").decimal(site.rangeM(), 1);
            line.name("bias_m")
                    .open('[')
                    .decimal(site.biasEastM(), 3)
                    .decimal(site.biasNorthM(), 3)
                    .close(']');
            line.close('}');
        }
        line.close(']').name("rsm").open('[');
        for (Called call : called) {
            line.open('[')
                    .text(call.site)
                    .whole(call.number)
                    .decimal(call.sinceS, 3)
                    .whole(call.userId)
                    .close(']');
        }
        line.close(']').name("ghosts").whole(ghosts);
        line.name("t0").decimal(fromS, 1).name("t1").decimal(toS, 1);
        line.name("truth")
                .text(truth)
                .name("seed")
                .whole(seed)
                .name("penetration")
                .decimal(equippedShare, 3);
        return line.close('}').end();
    }
}
