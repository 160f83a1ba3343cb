package io.yunkong.cli;

import java.net.URI;
import picocli.CommandLine.Option;

/** The flag {@code --http} of commands that ask a cloud node; it is called as where the node says which address that is. */
final class CloudFlag {
    @Option(
            names = "--http",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1:8080",
            description =
                    "The cloud node's console and API: HOST:PORT, or the address that v2x demo and v2x cloud print"
                            + " (default: ${DEFAULT-VALUE}).")
    private String address = "";

    /** @throws CommandFailure if it is no address */
    CloudApi api() {
        try {
            URI uri = URI.create(address.contains("://") ? address : "http://" + address);
            boolean root = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
            if (uri.getHost() != null && root && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return new CloudApi(uri.resolve("/"));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "not an address: --http " + address + ", expected HOST:PORT or http://HOST:PORT/; nothing asked");
    }
}
