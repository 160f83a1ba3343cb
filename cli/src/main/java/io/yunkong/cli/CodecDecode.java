package io.yunkong.cli;

import io.yunkong.wire.csae.MessageFrame;
import io.yunkong.wire.json.JsonForm;
import io.yunkong.wire.schema.Edition;
import io.yunkong.wire.uper.AnyEditionCodec;
import io.yunkong.wire.uper.MessageCodec;
import io.yunkong.wire.uper.UperException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** UPER frames in, one JSON object a line out. */
@Command(
        name = "decode",
        description = {
            "Reads UPER message frames and prints each as a JSON object on a line of its own, in the notation that encode reads.",
            "A message of edition 2019 is printed as {\"edition\":\"2019\",\"value\":{...}}, so that encode gives the same octets again.",
            "A frame that is refused is named on the error output with bit and field; those behind it are read all the same."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all decoded, 1 some refused, 2 wrong usage"})
final class CodecDecode implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "HEX",
            arity = "0..*",
            description =
                    "Frames in hexadecimal digits, with or without 0x; - or none: lines of the standard input, a frame each.")
    private List<String> frames = List.of();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "A file that holds one frame as octets; for a text of hexadecimal digits use - and the standard input.")
    private @Nullable Path file;

    @Option(
            names = "--edition",
            paramLabel = "EDITION",
            defaultValue = CodecCommand.AUTO,
            completionCandidates = CodecCommand.EditionsOrAuto.class,
            description =
                    "Release of the message set: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}: whichever fits, and says so"
                            + " when it is another one than that of the frame before).")
    private String edition = CodecCommand.AUTO;

    /** Made when needed: every start of the program makes all commands. */
    private @Nullable AnyEditionCodec anyEdition;

    private Edition likely = Edition.E2020;
    private boolean refused;

    @Override
    public Integer call() {
        if (!edition.equals(CodecCommand.AUTO)) {
            likely = CodecCommand.edition(edition);
        }
        if (file != null) {
            if (!frames.isEmpty()) {
                throw new CommandFailure(ExitCode.USAGE, "two inputs: frames and --file; nothing decoded");
            }
            // One octet more than a frame may have, so that the codec says what is wrong.
            byte[] octets = CodecInput.octets(file, MessageCodec.FRAME_OCTETS_MAX + 1);
            decode(
                    file.toString(),
                    octets,
                    CodecInput.isHexText(octets)
                            ? "looks like hexadecimal text; --file takes octets, use - for text: v2x codec decode - < FILE"
                            : "");
        } else if (frames.isEmpty() || frames.equals(List.of("-"))) {
            CodecInput.lines("stdin", System.in, this::decode);
        } else {
            for (int i = 0; i < frames.size(); i++) {
                decode("argument " + (i + 1), frames.get(i));
            }
        }
        return refused ? ExitCode.FAILURE : ExitCode.OK;
    }

    private void decode(String place, String hex) {
        try {
            decode(place, CodecInput.hex(hex), "");
        } catch (CodecFailure e) {
            refuse(place, String.valueOf(e.getMessage()));
        }
    }

    /**
     * @param supposition what is the matter if it cannot be decoded; empty = what the codec says
     */
    private void decode(String place, byte[] frame, String supposition) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            // Reading may tell another edition, and with it other names.
            MessageFrame message = read(place, frame);
            out.println(
                    switch (likely) {
                        case E2019 -> JsonForm.writeWithEdition(new JsonForm.InEdition(likely, message));
                        case E2020 -> JsonForm.of(likely).write(message);
                    });
        } catch (UperException e) {
            refuse(place, supposition.isEmpty() ? String.valueOf(e.getMessage()) : supposition);
        }
    }

    private MessageFrame read(String place, byte[] frame) throws UperException {
        if (!edition.equals(CodecCommand.AUTO)) {
            return MessageCodec.of(likely).decode(frame);
        }
        AnyEditionCodec codec = anyEdition == null ? new AnyEditionCodec() : anyEdition;
        anyEdition = codec;
        AnyEditionCodec.Decoded decoded = codec.decode(frame, 0, frame.length, likely);
        if (decoded.edition() != likely) {
            likely = decoded.edition();
            String name = CodecCommand.name(likely);
            spec.commandLine().getErr().println("v2x: " + place + ": edition told by the frame: edition=" + name);
        }
        return decoded.frame();
    }

    private void refuse(String place, String why) {
        refused = true;
        spec.commandLine().getErr().println("v2x: " + place + ": " + why);
    }
}
