package io.yunkong.sim.scenario;

import io.yunkong.map.road.Zone;
import io.yunkong.sim.client.Fleet;
import io.yunkong.sim.client.FleetEar;
import io.yunkong.sim.client.Frame;
import io.yunkong.sim.client.HeardAdvice;
import io.yunkong.sim.client.HeardFrame;
import io.yunkong.sim.client.HeardWarning;
import io.yunkong.sim.client.Station;
import io.yunkong.wire.time.UnixTime;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Where plays are played against an edge that runs: every station by a session of its own, in real time. One thread at a time. */
public final class Stage {
    private static final long CONNECT_MAX_US = 5_000_000;
    private static final long BEGIN_US = 300_000;
    private static final long LAST_WARNINGS_US = 500_000;
    private static final int HEARD_MAX = 10_000;

    /** Plays once played: what came of them in the same order, and what of their messages could not be sent; empty = nothing. */
    public record Take(List<Outcome> outcomes, String unsent) {
        public Take {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Keeps what event loops hear until the play is over. */
    private static final class Recorder implements FleetEar {
        private final ArrayBlockingQueue<Consumer<Ear>> heard = new ArrayBlockingQueue<>(HEARD_MAX);
        private final ArrayBlockingQueue<HeardFrame> frames = new ArrayBlockingQueue<>(HEARD_MAX);
        private final LongAdder unheard = new LongAdder();

        @Override
        public void hear(HeardWarning warning) {
            keep(ear -> ear.hear(warning));
        }

        @Override
        public void hear(HeardAdvice advice) {
            keep(ear -> ear.hear(advice));
        }

        private void keep(Consumer<Ear> one) {
            if (!heard.offer(one)) {
                unheard.increment();
            }
        }

        @Override
        public void hear(HeardFrame frame) {
            if (!frames.offer(frame)) {
                unheard.increment();
            }
        }

        /** What roadside units have heard since they were asked last. */
        List<HeardFrame> takeFrames() {
            List<HeardFrame> taken = new ArrayList<>();
            frames.drainTo(taken);
            return taken;
        }

        void replay(Ear to) {
            heard.forEach(one -> one.accept(to));
        }
    }

    /** The controllers of a play, and who looks at what they show. */
    private record LiveRound(LiveSignals signals, SignalJudge judge) {
        List<Frame> until(List<HeardFrame> heard, long untilUs) {
            heard.forEach(signals::hear);
            List<Frame> frames = signals.until(untilUs);
            frames.forEach(judge::see);
            return frames;
        }
    }

    private final Zone zone;
    private final InetSocketAddress edge;
    private final SignalNumbers numbers;
    private final InstantSource clock;

    /** @param edge where sessions are accepted */
    public Stage(Zone zone, InetSocketAddress edge, SignalNumbers numbers, InstantSource clock) {
        this.zone = zone;
        this.edge = edge;
        this.numbers = numbers;
        this.clock = clock;
    }

    /** Seconds that plays at the same time take when everybody is connected at once. */
    public static double expectedS(List<Play> together) {
        double lastsS = together.stream()
                .mapToDouble(play -> play.scenario().lastsS())
                .max()
                .orElse(0);
        return lastsS + (BEGIN_US + LAST_WARNINGS_US) / 1e6;
    }

    /** Plays plays that do not disturb each other at the same time. */
    public Take play(List<Play> together) {
        Recorder heard = new Recorder();
        List<String> troubles = new ArrayList<>();
        long startUs;
        String unsent = "";
        List<LiveRound> live = new ArrayList<>();
        try (Fleet fleet = new Fleet(new Fleet.Target(zone.name(), edge, null), clock, heard)) {
            for (Play play : together) {
                for (Station station : play.stations()) {
                    fleet.open(station);
                }
            }
            long untilUs = nowUs() + CONNECT_MAX_US;
            while (fleet.acceptedSessions() < fleet.openSessions() && nowUs() < untilUs) {
                LockSupport.parkNanos(2_000_000);
            }
            if (fleet.acceptedSessions() < fleet.openSessions()) {
                troubles.add("no session: accepted=" + fleet.acceptedSessions() + ", wanted=" + fleet.openSessions());
            }
            startUs = (nowUs() + BEGIN_US) / 1000 * 1000;
            long lastUs = startUs;
            for (Play play : together) {
                fleet.schedule(play.frames(startUs, numbers));
                live.add(new LiveRound(play.live(startUs, numbers), new SignalJudge(play, numbers, startUs)));
                lastUs = Math.max(lastUs, startUs + Math.round(play.scenario().lastsS() * 1e6));
            }
            while (nowUs() < lastUs + LAST_WARNINGS_US) {
                List<HeardFrame> frames = heard.takeFrames();
                live.forEach(round -> fleet.schedule(round.until(frames, nowUs())));
                LockSupport.parkNanos(5_000_000);
            }
            if (fleet.statistics().unsentFrames() > 0) {
                unsent = "not sent: frames=" + fleet.statistics().unsent();
            }
        }
        if (heard.unheard.sum() > 0) {
            troubles.add("too many messages: not_taken=" + heard.unheard.sum() + ", limit=" + HEARD_MAX);
        }
        return new Take(outcomes(together, startUs, heard, live, troubles), unsent);
    }

    private static List<Outcome> outcomes(
            List<Play> together, long startUs, Recorder heard, List<LiveRound> live, List<String> troubles) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < together.size(); i++) {
            Ear ear = new Ear(together.get(i), startUs);
            heard.replay(ear);
            outcomes.add(ear.outcome().with(troubles).with(live.get(i).judge().faults()));
        }
        return outcomes;
    }

    private long nowUs() {
        return UnixTime.nowUs(clock);
    }
}
