package io.yunkong.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag {@code --lang} of commands that speak in sentences. */
final class LanguageFlag {
    @Option(
            names = "--lang",
            paramLabel = "LANG",
            description = "Language of the sentences, zh or en (default: as LANG in the environment says).")
    private @Nullable String wanted;

    /** @throws CommandFailure if it is none of those known */
    Language language() {
        String name = wanted == null ? ofEnvironment() : wanted;
        return switch (name) {
            case "zh" -> Language.CHINESE;
            case "en" -> Language.ENGLISH;
            default ->
                throw new CommandFailure(ExitCode.USAGE, "no such language: --lang " + name + ", known=[en, zh]");
        };
    }

    private static String ofEnvironment() {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = System.getenv(name);
            if (value != null && !value.isEmpty()) {
                return value.toLowerCase(Locale.ROOT).startsWith("zh") ? "zh" : "en";
            }
        }
        return "en";
    }
}
