package io.yunkong.cli;

import io.yunkong.wire.json.JsonForm;
import io.yunkong.wire.json.JsonFormException;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.ValueException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Option(names = "--file", paramLabel = "FILE", description = "A text file with a message on each line.")
    private @Nullable Path file;

    @Option(
            names = "--edition",
            paramLabel = "EDITION",
            defaultValue = "2020",
            completionCandidates = CodecCommand.Editions.class,
            description = "Release of the message set: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String edition = "2020";

    private boolean refused;

    @Override
    public Integer call() {
        Edition wanted = CodecCommand.edition(edition);
        if (file != null) {
            if (!messages.isEmpty()) {
                throw new CommandFailure(ExitCode.USAGE, "two inputs: messages and --file; nothing encoded");
            }
            CodecInput.lines(file.toString(), CodecInput.open(file), (place, text) -> encode(place, text, wanted));
        } else if (messages.isEmpty() || messages.equals(List.of("-"))) {
            CodecInput.lines("stdin", System.in, (place, text) -> encode(place, text, wanted));
        } else {
            for (int i = 0; i < messages.size(); i++) {
                encode("argument " + (i + 1), messages.get(i), wanted);
            }
        }
        return refused ? ExitCode.FAILURE : ExitCode.OK;
    }

    private void encode(String place, String json, Edition wanted) {
        try {
            byte[] frame = MessageCodec.of(wanted).encode(JsonForm.of(wanted).read(json));
            spec.commandLine().getOut().println(HexFormat.of().withUpperCase().formatHex(frame));
        } catch (JsonFormException | ValueException e) {
            refused = true;
            spec.commandLine().getErr().println("v2x: " + place + ": " + e.getMessage());
        }
    }
}
