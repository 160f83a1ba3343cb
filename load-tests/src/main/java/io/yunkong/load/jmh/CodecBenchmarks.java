package io.yunkong.load.jmh;

import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.BsmView;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import io.yunkong.wire.uper.ValueException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The codecs on one thread. Every benchmark has met all kinds of messages before, as an edge has: what the compiler can do for one kind alone does not count. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CodecBenchmarks {
    private static final int MIXED_ROUNDS = 20_000;

    private final MessageCodec codec = MessageCodec.of(Edition.E2020);
    private final BsmView view = new BsmView();
    private final MessageFrame bsmMessage = SampleFrames.bsm();
    private final MessageFrame spatMessage = SampleFrames.spat();
    private final MessageFrame mapMessage = SampleFrames.map();
    private byte[] bsm = {};
    private byte[] spat = {};
    private byte[] map = {};

    /** Encodes the samples and lets the compiler see all of them. */
    @Setup
    public void meetAllKinds() throws UperException, ValueException {
        bsm = codec.encode(bsmMessage);
        spat = codec.encode(spatMessage);
        map = codec.encode(mapMessage);
        for (int i = 0; i < MIXED_ROUNDS; i++) {
            codec.encode(codec.decode(bsm));
            codec.encode(codec.decode(spat));
            codec.encode(codec.decode(map));
        }
    }

    @Benchmark
    public long bsmByView() throws UperException {
        view.wrap(bsm, 0, bsm.length);
        return view.id() + view.latitude() + view.longitude() + view.speed() + view.heading() + view.eventFlags();
    }

    @Benchmark
    public byte[] bsmDecodeEncode() throws UperException, ValueException {
        return codec.encode(codec.decode(bsm));
    }

    @Benchmark
    public MessageFrame spatDecode() throws UperException {
        return codec.decode(spat);
    }

    @Benchmark
    public byte[] spatEncode() throws ValueException {
        return codec.encode(spatMessage);
    }

    @Benchmark
    public MessageFrame mapDecode() throws UperException {
        return codec.decode(map);
    }

    @Benchmark
    public byte[] mapEncode() throws ValueException {
        return codec.encode(mapMessage);
    }
}
