package io.yunkong.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedHostsTest {
    @ParameterizedTest(name = "bound to {0}: {1} -> {2}")
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, localhost, true",
        "127.0.0.1, LocalHost, true",
        "127.0.0.1, console.example, true",
        "127.0.0.1, Console.Example, true",
        "127.0.0.1, evil.example, false",
        "127.0.0.1, console.example.evil.example, false",
        "127.0.0.1, 127.0.0.1.evil.example, false",
        "127.0.0.1, 10.0.0.1, false",
        "127.0.0.1, '', false",
        "127.0.0.1, , false",
        "10.1.2.3, 10.1.2.3, true",
        "::1, [::1], true",
        "::1, [0:0:0:0:0:0:0:1], true",
        "fd00::1, [fd00::2], false",
    })
    void onlyTheBoundAddressLocalhostAndConfiguredNamesAreServed(String bound, String host, boolean served) {
        ServedHosts hosts = new ServedHosts(InetAddress.ofLiteral(bound), Set.of("console.example"));
        assertThat(hosts.serves(host)).isEqualTo(served);
    }

    @ParameterizedTest(name = "{0} at {1} forwarded for {2}: {3}")
    @CsvSource({
        "http, 127.0.0.1, 8080, , http://127.0.0.1:8080",
        "http, localhost, -1, , http://localhost",
        "http, console.example, -1, https, https://console.example",
        "http, Console.Example, 8443, https, https://Console.Example:8443",
        "http, console.example, -1, http, http://console.example",
        "http, console.example, -1, , http://console.example",
        "http, console.example, -1, 'https, http', http://console.example",
        "http, console.example, -1, ftp, http://console.example",
        "http, localhost, 8080, https, http://localhost:8080",
        "http, 127.0.0.1, 8080, https, http://127.0.0.1:8080",
    })
    void linksLeadBackWhereTheReaderCameFrom(
            String scheme, String host, int port, @Nullable String forwarded, String origin) {
        ServedHosts hosts = new ServedHosts(InetAddress.ofLiteral("127.0.0.1"), Set.of("console.example"));
        assertThat(hosts.origin(scheme, HostAndPort.create(host, port), forwarded))
                .isEqualTo(origin);
    }
}
