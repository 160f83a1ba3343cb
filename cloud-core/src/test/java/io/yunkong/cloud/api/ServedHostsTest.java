package io.yunkong.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
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
}
