package io.yunkong.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyLength;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.gatling.javaapi.http.HttpDsl.ws;

import com.google.protobuf.InvalidProtocolBufferException;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.yunkong.load.budget.MessageClass;
import io.yunkong.load.fleet.Scene;
import io.yunkong.load.gatling.Measured;
import io.yunkong.load.gatling.SocketMessages;
import io.yunkong.wire.FeedTick;
import io.yunkong.wire.TrackState;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who looks on while vehicles drive: consoles on the live feed (WebSocket) and programs at the HTTP API. */
final class Operators {
    private static final int CONSOLES = 2;
    private static final double GETS_PER_SECOND = 2;
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Ticks that may come between two looks of a generator that is held up. */
    private static final int TICKS_KEPT = 200;

    private Operators() {}

    static ProtocolBuilder protocol(InetSocketAddress address) {
        String authority = address.getHostString() + ":" + address.getPort();
        return http.baseUrl("http://" + authority)
                .wsBaseUrl("ws://" + authority)
                .wsUnmatchedInboundMessageBufferSize(TICKS_KEPT)
                .disableWarmUp()
                .shareConnections();
    }

    static List<PopulationBuilder> of(String zone, Scene.Course course) {
        String base = "/api/v1/zones/" + zone;
        return Stream.of(
                        Stream.of(consoles(base, course)),
                        gets(MessageClass.API_ZONE, base, course),
                        gets(MessageClass.API_OBJECTS, base + "/objects", course),
                        gets(MessageClass.API_WARNINGS, base + "/warnings", course),
                        gets(MessageClass.API_METRICS, "/metrics", course))
                .flatMap(all -> all)
                .toList();
    }

    private static PopulationBuilder consoles(String base, Scene.Course course) {
        return scenario("consoles")
                .exec(ws(MessageClass.CONSOLE_CONNECT.key())
                        .connect(base + "/feed")
                        .subprotocol("v2x.v1.protobuf")
                        .await(Duration.ofSeconds(10))
                        .on(ws.checkBinaryMessage(MessageClass.CONSOLE_FIRST.key())
                                .check(bodyLength().gt(0))))
                .during(course.measured())
                .on(pause(LOOK).exec(SocketMessages.measure(Operators::ticks)))
                .exec(ws("close").close())
                .injectOpen(nothingFor(course.warmUp()), atOnceUsers(CONSOLES));
    }

    /** One request a user: the next does not wait for the answer (open loop). Those that warm up are not logged. */
    private static Stream<PopulationBuilder> gets(MessageClass what, String path, Scene.Course course) {
        HttpRequestActionBuilder get = http(what.key()).get(path).check(status().is(200));
        return Stream.of(
                scenario(what.key() + " warm-up")
                        .exec(get.silent())
                        .injectOpen(constantUsersPerSec(GETS_PER_SECOND).during(course.warmUp())),
                scenario(what.key())
                        .exec(get)
                        .injectOpen(
                                nothingFor(course.warmUp()),
                                constantUsersPerSec(GETS_PER_SECOND).during(course.measured())));
    }

    /** From tick to tick, and how old what each tells is when it arrives. */
    static List<Measured> ticks(Optional<SocketMessages.Arrived> before, List<SocketMessages.Arrived> ticks) {
        List<Measured> found = new ArrayList<>();
        Optional<SocketMessages.Arrived> last = before;
        for (SocketMessages.Arrived tick : ticks) {
            last.ifPresent(from -> found.add(new Measured(MessageClass.CONSOLE_GAP.key(), from.atMs(), tick.atMs())));
            age(tick).ifPresent(found::add);
            last = Optional.of(tick);
        }
        return found;
    }

    private static Optional<Measured> age(SocketMessages.Arrived arrived) {
        try {
            FeedTick tick = FeedTick.parseFrom(arrived.octets());
            int[] agesMs = tick.getTracksList().stream()
                    .mapToInt(TrackState::getAgeMs)
                    .sorted()
                    .toArray();
            if (agesMs.length == 0) {
                return Optional.empty();
            }
            long stateMs = tick.getAtUs() / 1000 - agesMs[agesMs.length / 2];
            return Optional.of(new Measured(MessageClass.CONSOLE_AGE.key(), stateMs, arrived.atMs()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("no feed tick: " + e.getMessage(), e);
        }
    }
}
