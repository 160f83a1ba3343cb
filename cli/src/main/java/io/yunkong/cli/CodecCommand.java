package io.yunkong.cli;

import io.yunkong.wire.schema.Edition;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;

/** Translates and checks C-V2X messages without any network. */
@Command(
        name = "codec",
        description = "Translates messages of T/CSAE 53 and 157 between UPER and JSON, and checks reference encodings.",
        mixinStandardHelpOptions = true,
        footer = {"", "The notation of the messages: docs/codec.md"},
        subcommands = {CodecDecode.class, CodecEncode.class, CodecVerify.class})
final class CodecCommand {
    static final String AUTO = "auto";

    /** The edition of a flag's value. */
    static Edition edition(String name) {
        return switch (name) {
            case "2020" -> Edition.E2020;
            case "2019" -> Edition.E2019;
            default ->
                throw new CommandFailure(ExitCode.USAGE, "no such edition: edition=" + name + ", known=2020 2019");
        };
    }

    /** The flag's value of an edition. */
    static String name(Edition edition) {
        return switch (edition) {
            case E2020 -> "2020";
            case E2019 -> "2019";
        };
    }

    /** For the completion of the shell. */
    static final class Editions implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("2020", "2019").iterator();
        }
    }

    /** For the completion of the shell. */
    static final class EditionsOrAuto implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("2020", "2019", AUTO).iterator();
        }
    }
}
