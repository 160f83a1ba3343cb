package io.yunkong.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.device.KindName;
import java.io.IOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a certificate says of a device, and what it says in vain. */
final class DeviceIdentityTest {
    private static final CertificateWriter WRITER = new CertificateWriter(new SecureRandom());
    private static final String[] BUS = {
        "urn:yunkong:kind:onboard-unit", "urn:yunkong:zone:longzi-lake", "urn:yunkong:station:00000000000003e9"
    };

    @Test
    void readsIdKindsZonesStationsAndRelay() throws IOException {
        DeviceIdentity identity = DeviceIdentity.of(certificate(
                "rsu-01",
                "urn:yunkong:kind:roadside-unit",
                "urn:yunkong:kind:onboard-unit",
                "urn:yunkong:zone:longzi-lake",
                "urn:yunkong:zone:deqing",
                "urn:yunkong:station:ffffffffffffffff",
                "urn:yunkong:relay"));
        assertThat(identity)
                .isEqualTo(new DeviceIdentity(
                        "rsu-01",
                        Set.of(DeviceKind.DEVICE_KIND_ROADSIDE_UNIT, DeviceKind.DEVICE_KIND_ONBOARD_UNIT),
                        Set.of("longzi-lake", "deqing"),
                        Set.of(-1L),
                        true));
    }

    @Test
    void everyKindHasANameThatIsReadAgain() throws IOException {
        for (String kind : KindName.all()) {
            DeviceIdentity identity = DeviceIdentity.of("x-01", List.of(kind), List.of("deqing"), List.of(), false);
            assertThat(identity.kindNames()).containsExactly(kind);
            assertThat(DeviceIdentity.of(certificate("x-01", identity.uris().toArray(String[]::new))))
                    .isEqualTo(identity);
        }
        assertThatThrownBy(() -> DeviceIdentity.of("x-01", List.of("tank"), List.of("deqing"), List.of(), false))
                .hasMessageContaining("emergency-vehicle, public-transport");
    }

    @Test
    void whatIsWrittenIsWhatIsRead() throws IOException {
        DeviceIdentity identity = Site.bus("bus-01");
        assertThat(DeviceIdentity.of(certificate("bus-01", identity.uris().toArray(String[]::new))))
                .isEqualTo(identity);
    }

    @Test
    void rightsOfOthersAndOfLaterReleasesAreIgnored() throws IOException {
        String[] more = Stream.concat(Stream.of(BUS), Stream.of("urn:other:thing", "urn:yunkong:operator:admin"))
                .toArray(String[]::new);
        assertThat(DeviceIdentity.of(certificate("bus-01", more)).relay()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    bus-01,     urn:yunkong:zone:longzi-lake,                                device without a kind
                    bus-01,     urn:yunkong:kind:onboard-unit,                               device without a usable zone
                    bus-01,     urn:yunkong:kind:aeroplane urn:yunkong:zone:a,               right=kind
                    bus-01,     urn:yunkong:kind:onboard-unit urn:yunkong:zone:A_B,          usable zone
                    bus-01,     urn:yunkong:kind:onboard-unit urn:yunkong:zone:a urn:yunkong:station:3e9,  station id not readable
                    bus-01,     urn:yunkong:kind:onboard-unit urn:yunkong:zone:a urn:yunkong:station:0000000000000000,  station id zero
                    bus 01,     urn:yunkong:kind:onboard-unit urn:yunkong:zone:a,            device id not usable
                    """)
    void anythingMissingOrUnreadableIsNoIdentity(String id, String uris, String reason) {
        assertThatThrownBy(() -> DeviceIdentity.of(certificate(id, uris.split(" "))))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void moreRightsThanTheLimitAreNoIdentity() {
        String[] many = Stream.concat(
                        Stream.of(BUS),
                        IntStream.range(0, DeviceIdentity.RIGHTS_MAX).mapToObj(n -> "urn:yunkong:zone:z" + n))
                .toArray(String[]::new);
        assertThatThrownBy(() -> DeviceIdentity.of(certificate("bus-01", many)))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("limit=" + DeviceIdentity.RIGHTS_MAX);
    }

    private static X509Certificate certificate(String name, String... uris) throws IOException {
        KeyPair keys = WRITER.newKey();
        Instant now = Instant.now();
        X509Certificate root = WRITER.root("root", keys, now, Duration.ofDays(1));
        List<GeneralName> names = Stream.of(uris)
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toList();
        return WRITER.server(
                name,
                names,
                keys.getPublic(),
                new CertificateWriter.Signer(root, keys.getPrivate()),
                now,
                Duration.ofHours(1));
    }
}
