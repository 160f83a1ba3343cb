package io.yunkong.cloud.gateway;

import io.vertx.core.buffer.Buffer;
import io.yunkong.wire.EdgeHello;
import io.yunkong.wire.EdgeToCloud;
import io.yunkong.wire.LinkHeartbeat;
import io.yunkong.wire.Observation;
import io.yunkong.wire.ObservationBatch;
import io.yunkong.wire.StationEvent;
import io.yunkong.wire.Warning;
import io.yunkong.wire.frame.FrameHeader;
import io.yunkong.wire.frame.FrameType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@link LinkFrames}: the same messages and the same end however the octets are cut, which the first of them says. */
public final class LinkFramesFuzzer {
    private static final Pattern REASON = Pattern.compile("[a-z0-9_]{1,40}");

    private LinkFramesFuzzer() {}

    /** What one reading came to. */
    private record Outcome(List<EdgeToCloud> messages, List<String> reasons) {
        static Outcome of(List<Buffer> parts) {
            Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
            LinkFrames frames = new LinkFrames(
                    outcome.messages::add,
                    (_, cause) -> {
                        throw cause;
                    },
                    outcome.reasons::add);
            parts.forEach(frames::handle);
            return outcome;
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Buffer octets = Buffer.buffer(input).slice(1, input.length);
        Outcome whole = Outcome.of(List.of(octets));
        if (!Outcome.of(cut(octets, new SplittableRandom(input[0]))).equals(whole)) {
            throw new AssertionError("depends on how it is cut: cut=" + input[0]);
        }
        if (whole.reasons.size() > 1) {
            throw new AssertionError("ends more than once: reasons=" + whole.reasons);
        }
        whole.reasons.forEach(LinkFramesFuzzer::check);
        for (EdgeToCloud message : whole.messages) {
            Optional<String> fault = EdgeMessages.findFault(message, "strip");
            fault.ifPresent(LinkFramesFuzzer::check);
        }
    }

    private static List<Buffer> cut(Buffer octets, SplittableRandom random) {
        List<Buffer> parts = new ArrayList<>();
        for (int at = 0; at < octets.length(); ) {
            int end = Math.min(octets.length(), at + 1 + random.nextInt(8));
            parts.add(octets.slice(at, end));
            at = end;
        }
        return parts;
    }

    /** It becomes the name of a counter. */
    private static void check(String reason) {
        if (!REASON.matcher(reason).matches()) {
            throw new AssertionError("no reason to count under: reason=" + reason);
        }
    }

    static Stream<byte[]> seeds() {
        Stream<byte[]> good = Stream.of(
                        EdgeToCloud.newBuilder()
                                .setHello(EdgeHello.newBuilder()
                                        .setProtocolVersion(1)
                                        .setEdgeId("edge-1")
                                        .setZone("strip")
                                        .setZoneVersion("00")),
                        EdgeToCloud.newBuilder()
                                .setBatch(ObservationBatch.newBuilder()
                                        .setSequence(1)
                                        .addObservations(Observation.getDefaultInstance())),
                        EdgeToCloud.newBuilder()
                                .setStation(StationEvent.newBuilder().setStationId(7)),
                        EdgeToCloud.newBuilder()
                                .setEdgeWarning(
                                        Warning.newBuilder().setWarningId("w").setZone("strip")),
                        EdgeToCloud.newBuilder()
                                .setHeartbeat(LinkHeartbeat.newBuilder().setSentAtUs(1)))
                .map(message -> frame(message.build().toByteArray()));
        Stream<byte[]> bad = Stream.of(
                        "000000",
                        "00ffff03",
                        "01000201",
                        "0000030300",
                        "00474554",
                        "00000503f2010100",
                        "00000403060108ff")
                .map(HexFormat.of()::parseHex);
        return Stream.of(good, bad, Stream.of(frame(new byte[3000]), frame(new byte[] {0x0A, 0}), new byte[0]))
                .flatMap(seeds -> seeds);
    }

    /** After the octet that says how it is cut. */
    private static byte[] frame(byte[] payload) {
        int header = FrameHeader.encode(FrameType.LINK, payload.length, FrameHeader.LINK_FRAME_BYTES_MAX);
        return Buffer.buffer()
                .appendByte((byte) 7)
                .appendMedium(header)
                .appendBytes(payload)
                .getBytes();
    }
}
