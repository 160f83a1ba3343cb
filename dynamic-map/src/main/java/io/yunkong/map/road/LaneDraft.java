package io.yunkong.map.road;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lane of an imported network before it is finished. One owner. */
final class LaneDraft {
    static final double WIDTH_MAX_M = 20;
    static final double SPEED_MAX_MPS = 40;

    final String id;
    final Network.@Nullable SourceLane source;
    final @Nullable String junction;
    final LaneKind kind;
    Polyline line;
    /** The end that was cut off {@link #line}, null = none. */
    @Nullable Polyline tail;

    final double widthM;
    final double speedMps;
    final TurnDirection turn;
    final @Nullable SignalRef signal;
    final List<Integer> successors = new ArrayList<>();
    final List<Integer> predecessors = new ArrayList<>();
    final List<Integer> yieldsTo = new ArrayList<>();

    LaneDraft(
            String id,
            Network.@Nullable SourceLane source,
            @Nullable String junction,
            LaneKind kind,
            Polyline line,
            double widthM,
            double speedMps,
            TurnDirection turn,
            @Nullable SignalRef signal) {
        this.id = id;
        this.source = source;
        this.junction = junction;
        this.kind = kind;
        this.line = line;
        this.widthM = Math.min(widthM, WIDTH_MAX_M);
        this.speedMps = Math.min(speedMps, SPEED_MAX_MPS);
        this.turn = turn;
        this.signal = signal;
    }
}
