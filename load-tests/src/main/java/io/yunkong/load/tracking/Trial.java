package io.yunkong.load.tracking;

import io.yunkong.load.observe.AnswerKey;
import io.yunkong.load.observe.NoiseModel;
import io.yunkong.load.observe.ObservationGenerator;
import io.yunkong.load.observe.Site;
import io.yunkong.load.observe.SitePlanner;
import io.yunkong.map.replay.Replay;
import io.yunkong.map.replay.ReplayOutput;
import io.yunkong.map.road.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One recording made, given to both trackers and scored; nothing is written to files. Immutable.
 *
 * @param ours the product's
 * @param plain of the plain tracker
 */
record Trial(Score ours, Score plain) {
    static Trial run(Truth truth, Zone zone, NoiseModel model, long seed) throws IOException {
        double fromS = truth.ticks().getFirst().atS();
        double toS = truth.ticks().getLast().atS();
        List<Site> sites = SitePlanner.plan(truth.source(), fromS, toS, model.siting(), seed);
        TrackLines tracks = new TrackLines();
        TrackLines plainTracks = new TrackLines();
        PlainTracker plain = new PlainTracker(zone.plane(), plainTracks);
        try {
            Replay replay = new Replay(zone, new Collector(tracks));
            AnswerKey key = new ObservationGenerator(truth.users(), model, seed)
                    .generate(truth.source(), fromS, toS, sites, line -> {
                        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
                        replay.line(octets, 0, octets.length - 1);
                        plain.line(line);
                    });
            replay.end();
            plain.tellUntil(toS - fromS + 1);
            return new Trial(TrackScorer.score(truth, key, tracks), TrackScorer.score(truth, key, plainTracks));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private record Collector(TrackLines tracks) implements ReplayOutput {
        @Override
        public boolean wantsTracks() {
            return true;
        }

        @Override
        public void tracks(CharSequence line) {
            try {
                tracks.read(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void warning(CharSequence line) {
            // only tracks are scored
        }
    }
}
