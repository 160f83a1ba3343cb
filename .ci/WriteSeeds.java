import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Writes what a fuzzer starts from, one file each: {@code WriteSeeds.java CLASS FOLDER}. */
final class WriteSeeds {
    public static void main(String[] arguments) throws Exception {
        Method seeds = Class.forName(arguments[0]).getDeclaredMethod("seeds");
        seeds.setAccessible(true);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        int number = 0;
        for (Object seed : ((Stream<?>) seeds.invoke(null)).toList()) {
            Files.write(folder.resolve("seed-" + number++), (byte[]) seed);
        }
    }
}
