package io.yunkong.cli;

import io.yunkong.identity.CertificateAuthority;
import io.yunkong.identity.RegistrationAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** The flag {@code --dir} of what works on the folder of the certificate authority. */
final class PkiFolder {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "pki",
            description = "Folder of the certificate authority (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    Path path() {
        return folder;
    }

    CertificateAuthority open() throws IOException {
        return CertificateAuthority.open(folder, InstantSource.system(), new SecureRandom());
    }

    RegistrationAuthority registration() throws IOException {
        return registration(open(), RegistrationAuthority.DEVICE_LIFE);
    }

    static RegistrationAuthority registration(CertificateAuthority authority, Duration deviceLife) {
        return new RegistrationAuthority(authority, InstantSource.system(), new SecureRandom(), deviceLife);
    }

    /** Runs what may find a file in the way: one line and exit code 1. */
    static <T> T tried(Callable<T> action) throws Exception {
        try {
            return action.call();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
        }
    }
}
