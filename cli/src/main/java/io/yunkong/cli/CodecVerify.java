package io.yunkong.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the codec against reference encodings. */
@Command(
        name = "verify",
        description = {
            "Checks reference encodings, one JSON object a line: name, type (MessageFrame), edition (2020 or 2019), value, uper_hex.",
            "Decoding must give the value and encoding the octets; with \"decode_only\": true the former only; with \"error\": true"
                    + " decoding must fail. Each vector that does not hold is named with what differs; the last line counts."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all passed, 1 some failed or not readable, 2 wrong usage"})
final class CodecVerify implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of vectors (JSON lines).")
    private List<Path> files = List.of();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    private final List<Failure> failures = new ArrayList<>();
    private int passed;
    private boolean otherProtocol;

    /** A vector that does not hold. */
    private record Failure(String place, String name, String reason) {}

    @Override
    public Integer call() {
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new CommandFailure(ExitCode.USAGE, "no such file: file=" + file + "; nothing verified");
            }
        }
        files.forEach(this::verify);
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            out.println(Json.object(object -> {
                object.writeNumberField("passed", passed);
                object.writeNumberField("failed", failures.size());
                object.writeArrayFieldStart("failures");
                for (Failure failure : failures) {
                    object.writeStartObject();
                    object.writeStringField("place", failure.place());
                    object.writeStringField("name", failure.name());
                    object.writeStringField("reason", failure.reason());
                    object.writeEndObject();
                }
                object.writeEndArray();
            }));
        } else {
            out.printf("%d passed, %d failed%n", passed, failures.size());
        }
        return failures.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private void verify(Path file) {
        int before = passed + failures.size();
        otherProtocol = false;
        CodecInput.lines(file.toString(), CodecInput.open(file), this::verify);
        if (passed + failures.size() == before) {
            fail(new Failure(file.toString(), "", "no vectors in the file"));
        }
    }

    private void verify(String place, String line) {
        if (otherProtocol) {
            return;
        }
        try {
            CodecVector vector = CodecVector.parse(line);
            Optional<String> difference = vector.difference();
            difference.ifPresentOrElse(reason -> fail(new Failure(place, vector.name(), reason)), () -> passed++);
        } catch (CodecFailure e) {
            fail(new Failure(place, "", String.valueOf(e.getMessage())));
            // Every line would say the same.
            otherProtocol = e.endsTheFile();
        }
    }

    private void fail(Failure failure) {
        failures.add(failure);
        if (!json.wanted()) {
            String name = failure.name().isEmpty() ? "" : failure.name() + ": ";
            spec.commandLine().getOut().println(failure.place() + ": " + name + failure.reason());
        }
    }
}
