package io.yunkong.cli;

import io.yunkong.wire.json.JsonForm;
import io.yunkong.wire.json.JsonFormException;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** JSON messages in, UPER frames in hexadecimal digits out. */
@Command(
        name = "encode",
        description = {
            "Reads messages as JSON, in the notation that decode prints, and prints each as the hexadecimal digits of its UPER frame.",
            "A message that says its edition, {\"edition\":\"2019\",\"value\":{...}}, is encoded in that one, any other in that of --edition.",
            "A message that is refused is named on the error output with its field; those behind it are read all the same."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all encoded, 1 some refused, 2 wrong usage"})
final class CodecEncode implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "JSON",
            arity = "0..*",
            description = "Messages, an object each; - or none: lines of the standard input, a message each.")
    private List<String> messages = List.of();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A text file with a message on each line (jq -c . puts it there).")
    private @Nullable Path file;

    @Option(
            names = "--edition",
            paramLabel = "EDITION",
            defaultValue = "2020",
            completionCandidates = CodecCommand.Editions.class,
            description =
                    "Release of the message set, of messages that do not say it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String edition = "2020";

    private Edition unsaid = Edition.E2020;
    private boolean refused;

    /** A line on which a message begins and does not end: broken, or the first of an indented message; the next line tells. */
    private @Nullable Begun begun;

    private record Begun(String place, String reason) {}

    @Override
    public Integer call() {
        unsaid = CodecCommand.edition(edition);
        if (file != null) {
            if (!messages.isEmpty()) {
                throw new CommandFailure(ExitCode.USAGE, "two inputs: messages and --file; nothing encoded");
            }
            lines(file.toString(), CodecInput.open(file));
        } else if (messages.isEmpty() || messages.equals(List.of("-"))) {
            lines("stdin", System.in);
        } else {
            for (int i = 0; i < messages.size(); i++) {
                encode("argument " + (i + 1), messages.get(i), this::refuse);
            }
        }
        return refused ? ExitCode.FAILURE : ExitCode.OK;
    }

    private void lines(String name, InputStream source) {
        CodecInput.lines(name, source, this::line);
        refuseBegun();
    }

    private void line(String place, String text) {
        Begun before = begun;
        if (before != null && !text.startsWith("{")) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    before.place()
                            + ": message goes over several lines: limit=one message a line, try jq -c . to get there;"
                            + " input not read on");
        }
        refuseBegun();
        encode(place, text, (where, reason) -> begun = new Begun(where, reason));
    }

    private void refuseBegun() {
        Begun before = begun;
        if (before != null) {
            begun = null;
            refuse(before.place(), before.reason());
        }
    }

    /**
     * @param beginning is told of a text that is only the beginning of a message
     */
    private void encode(String place, String json, BiConsumer<String, String> beginning) {
        try {
            spec.commandLine().getOut().println(encoded(json, unsaid));
        } catch (JsonFormException e) {
            (e.isBeginning() ? beginning : (BiConsumer<String, String>) this::refuse)
                    .accept(place, e.getMessage() + otherEdition(json));
        } catch (ValueException e) {
            refuse(place, e.getMessage() + otherEdition(json));
        }
    }

    private static String encoded(String json, Edition unsaid) throws JsonFormException, ValueException {
        JsonForm.InEdition message = JsonForm.read(json, unsaid);
        byte[] frame = MessageCodec.of(message.edition()).encode(message.frame());
        return HexFormat.of().withUpperCase().formatHex(frame);
    }

    /** What to do when a message that is refused would do in the other edition; empty: it would not. */
    private String otherEdition(String json) {
        Edition other = switch (unsaid) {
            case E2019 -> Edition.E2020;
            case E2020 -> Edition.E2019;
        };
        try {
            encoded(json, other);
        } catch (JsonFormException | ValueException e) {
            return "";
        }
        String name = CodecCommand.name(other);
        return "; it fits edition " + name + ": give --edition " + name;
    }

    private void refuse(String place, String reason) {
        refused = true;
        spec.commandLine().getErr().println("v2x: " + place + ": " + reason);
    }
}
