package io.yunkong.cli;

import io.yunkong.map.road.Zone;
import io.yunkong.map.warn.DeclaredParameter;
import io.yunkong.map.warn.ParameterInForce;
import io.yunkong.map.warn.ZoneParameters;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the parameters of the warning applications: of a zone, or the standard ones. */
@Command(
        name = "parameters",
        description = {
            "Tells every parameter of the warning applications: its value in the zone, unit and range, and what the zone sets in its"
                    + " parameters.yaml. Without a zone: the standard values. With an application: those of that one."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 done, 1 the zone is refused, 2 wrong usage"})
final class ZoneParametersCommand implements Callable<Integer> {
    private static final String PAGE_HEAD = """
            # Parameters

            What decides when the warning applications warn: a group of parameters for each application, called by its code in lower case ([glossary](glossary.md)), and
            `lifecycle`, which all their warnings share. A zone sets what it wants otherwise in its [parameters.yaml](zone-format.md#parametersyaml), also
            [while everything runs](operating.md#other-parameters). The evidence of a warning names every parameter of its application with its value.

            `./v2x zone parameters --markdown > docs/parameters.md` writes this page anew; a test fails when it is stale.
            """;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "ZONE",
            index = "0",
            arity = "0..1",
            description = "Name of a shipped zone, or a folder (default: no zone, the standard values). May be left out"
                    + " before an application.")
    private @Nullable String first;

    @Parameters(
            paramLabel = "APPLICATION",
            index = "1",
            arity = "0..1",
            description = "The code of an application, such as fcw, or lifecycle (default: all).")
    private @Nullable String second;

    @Option(names = "--markdown", description = "Writes the page docs/parameters.md, which is of no zone.")
    private boolean markdown;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            if (first != null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "the page is of no zone and of all applications: argument=" + first
                                + ", limit=none with --markdown; nothing told");
            }
            out.print(page(ZoneParameters.standard()));
            out.flush();
            return ExitCode.OK;
        }
        boolean groupOnly = first != null
                && second == null
                && isGroup(first)
                && !Zones.names().contains(first);
        String name = groupOnly ? null : first;
        String group = groupOnly ? first : second;
        if (group != null && !isGroup(group)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no such application: application=" + group + nearest(group, groups()));
        }
        if (name == null) {
            tell(out, of(group, ZoneParameters.standard()));
        } else {
            Zone zone = Zones.read(zoneName(name));
            out.printf("zone %s, version %s%n", zone.name(), zone.version());
            tell(out, of(group, ZoneParameters.of(zone)));
        }
        return ExitCode.OK;
    }

    private static List<ParameterInForce> of(@Nullable String group, List<ParameterInForce> parameters) {
        return parameters.stream()
                .filter(one -> group == null || one.group().equals(lowerCase(group)))
                .toList();
    }

    private static boolean isGroup(String name) {
        return groups().contains(lowerCase(name));
    }

    private static List<String> groups() {
        return ZoneParameters.standard().stream()
                .map(ParameterInForce::group)
                .distinct()
                .toList();
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String nearest(String name, List<String> known) {
        return ", nearest=" + Nearest.to(lowerCase(name), known) + ", applications=" + groups();
    }

    /** Somebody who names no zone may have meant an application. */
    private static String zoneName(String name) {
        if (Files.isDirectory(Path.of(name)) || Zones.names().contains(name)) {
            return name;
        }
        List<String> known =
                Stream.concat(Zones.names().stream(), groups().stream()).toList();
        throw new CommandFailure(
                ExitCode.USAGE,
                "no such zone or application: argument=" + name + nearest(name, known) + ", zones=" + Zones.names()
                        + "; or give a folder");
    }

    private static void tell(PrintWriter out, List<ParameterInForce> parameters) {
        for (ParameterInForce parameter : parameters) {
            DeclaredParameter declared = parameter.declared();
            String line = String.format(
                    "%-9s %-31s %8s %-4s in %-12s %s",
                    parameter.group(),
                    declared.name(),
                    DeclaredParameter.plain(parameter.value()),
                    declared.unit(),
                    declared.range(),
                    Stream.of(
                                    declared.atMost().isEmpty() ? "" : "at most " + declared.atMost(),
                                    parameter.set()
                                            ? "set by the zone, standard "
                                                    + DeclaredParameter.plain(declared.standard())
                                            : "")
                            .filter(remark -> !remark.isEmpty())
                            .collect(Collectors.joining("; ")));
            out.println(line.stripTrailing());
        }
    }

    private static String page(List<ParameterInForce> parameters) {
        StringBuilder page = new StringBuilder(PAGE_HEAD);
        String group = "";
        for (ParameterInForce parameter : parameters) {
            if (!parameter.group().equals(group)) {
                group = parameter.group();
                page.append("\n## ").append(group).append("\n\n");
                page.append("| name | standard | unit | range | |\n|---|---|---|---|---|\n");
            }
            DeclaredParameter declared = parameter.declared();
            page.append("| `").append(declared.name()).append("` | ");
            page.append(DeclaredParameter.plain(declared.standard())).append(" | ");
            page.append(declared.unit()).append(" | ");
            page.append(declared.range())
                    .append(declared.whole() ? ", whole" : "")
                    .append(declared.atMost().isEmpty() ? "" : ", at most `" + declared.atMost() + "`")
                    .append(" | ");
            page.append(declared.about()).append(" |\n");
        }
        return page.toString();
    }
}
