package io.yunkong.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.yunkong.edge.link.LinkSecurity;
import io.yunkong.map.exchange.HeardMaps;
import io.yunkong.map.road.ImportedMap;
import io.yunkong.map.road.ZoneException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/** Where a map to be imported comes from: a file, or the roadside units that tell theirs. */
final class MapSource {
    private static final Duration FOR_DEFAULT = Duration.ofSeconds(10);

    /**
     * A map and what is to be said of where it came from.
     *
     * @param where it came from
     * @param heard null = it is a file
     */
    record Taken(ImportedMap map, String where, @Nullable Heard heard) {}

    /** What came in, and in which time. */
    record Heard(HeardMaps.Counts counts, double seconds) {
        void tell(PrintWriter out) {
            out.printf(
                    Locale.ROOT,
                    "heard     %6d datagrams from %d senders in %.1f s: %d MAP of %d nodes%n",
                    counts.datagrams(),
                    counts.senders(),
                    seconds,
                    counts.maps(),
                    counts.nodes());
            counts.others().forEach((kind, count) -> out.printf(Locale.ROOT, "no map    %6d %s%n", count, kind));
            counts.malformed().forEach((reason, count) -> out.printf(Locale.ROOT, "malformed %6d %s%n", count, reason));
            if (counts.beyondLimit() > 0) {
                out.printf(Locale.ROOT, "dropped   %6d tellings of nodes beyond the limit%n", counts.beyondLimit());
            }
        }

        void write(JsonGenerator object) throws IOException {
            Json.field(object, "heard", heard -> {
                heard.writeNumberField("datagrams", counts.datagrams());
                heard.writeNumberField("senders", counts.senders());
                Json.decimal(heard, "seconds", seconds);
                heard.writeNumberField("maps", counts.maps());
                heard.writeNumberField("nodes", counts.nodes());
                heard.writeNumberField("beyond_limit", counts.beyondLimit());
                Json.counts(heard, "no_map", counts.others());
                Json.counts(heard, "malformed", counts.malformed());
            });
        }
    }

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The map.")
    private @Nullable Path file;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "In place of FILE: hear the MAP messages that roadside units send here as UDP datagrams, a"
                    + " frame each. Not where an edge listens.")
    private @Nullable InetSocketAddress listen;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long to listen, such as 30s (default: 10s). Ctrl-C ends it early and imports what was"
                    + " heard.")
    private @Nullable Duration time;

    @Option(
            names = "--allow-plaintext",
            description = "Lets --listen be bound to an address that other machines reach. For trusted networks only.")
    private boolean allowPlaintext;

    /**
     * Whether it is roadside units.
     *
     * @param given which flags stand on the command line: those of the environment do not count against a file
     * @throws CommandFailure when it is neither, or both
     */
    boolean listens(ParseResult given) {
        boolean asked = given.hasMatchedOption("--listen") || given.hasMatchedOption("--for");
        if (file != null && !asked) {
            return false;
        }
        if (file != null || listen == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "one map at a time: give FILE, or --listen HOST:PORT and --for TIME; nothing read");
        }
        return true;
    }

    /** The file's map. */
    Taken read() {
        Path there = Objects.requireNonNull(file);
        return new Taken(MapFile.imported(there), there.toString(), null);
    }

    /**
     * The map that roadside units tell.
     *
     * @param err where it says that it listens
     */
    Taken hear(PrintWriter err, Interruption interruption) {
        InetSocketAddress at = Objects.requireNonNull(listen);
        if (LinkSecurity.isOpen(at)) {
            if (!allowPlaintext) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "listener not on loopback: listen=" + Text.address(at)
                                + "; nothing heard: use --allow-plaintext on a network that is trusted");
            }
            err.println("warning: --allow-plaintext: whoever reaches " + Text.address(at)
                    + " can tell a map; look at the zone before it is used");
        }
        long timeNs = (time == null ? FOR_DEFAULT : time).toNanos();
        HeardMaps maps = new HeardMaps();
        long beganNs = System.nanoTime();
        String where;
        try (MapListener listener = new MapListener(at)) {
            where = Text.address(listener.address());
            err.printf(
                    Locale.ROOT,
                    "listening: address=%s, for_s=%.1f; Ctrl-C ends it and imports what was heard%n",
                    where,
                    timeNs / 1e9);
            err.flush();
            listener.listen(maps, () -> System.nanoTime() - beganNs >= timeNs || interruption.isAsked());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "cannot hear: address=" + Text.address(at) + ", reason=" + e.getMessage());
        }
        Heard heard = new Heard(maps.counts(), (System.nanoTime() - beganNs) / 1e9);
        if (heard.counts().maps() == 0) {
            throw new CommandFailure(ExitCode.FAILURE, nothing(where, heard));
        }
        try {
            return new Taken(maps.imported(), "roadside units heard at " + where, heard);
        } catch (ZoneException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        }
    }

    private static String nothing(String where, Heard heard) {
        StringBuilder text = new StringBuilder("no MAP message heard: address=" + where);
        text.append(String.format(Locale.ROOT, ", seconds=%.1f, datagrams=", heard.seconds()));
        text.append(heard.counts().datagrams());
        for (Map<String, Long> counts :
                List.of(heard.counts().others(), heard.counts().malformed())) {
            counts.forEach((name, count) ->
                    text.append(", ").append(name.replace(' ', '_')).append('=').append(count));
        }
        return text.append("; nothing written").toString();
    }
}
