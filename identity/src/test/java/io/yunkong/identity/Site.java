package io.yunkong.identity;

import io.yunkong.wire.DeviceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A certificate authority of a test, with a clock that the test moves. */
final class Site implements InstantSource {
    private static final SecureRandom RANDOM = new SecureRandom();

    final Path folder;
    final CertificateAuthority authority;
    final RegistrationAuthority registration;
    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private Site(Path folder) throws IOException {
        this.folder = folder;
        authority = CertificateAuthority.init(folder, "Test site", this, RANDOM);
        registration = new RegistrationAuthority(authority, this, RANDOM, RegistrationAuthority.DEVICE_LIFE);
    }

    static Site in(Path folder) throws IOException {
        return new Site(folder);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static DeviceIdentity bus(String id) {
        return new DeviceIdentity(
                id, Set.of(DeviceKind.DEVICE_KIND_ONBOARD_UNIT), Set.of("longzi-lake"), Set.of(stationOf(id)), false);
    }

    static long stationOf(String id) {
        return 1_000_000L + id.hashCode();
    }

    static KeyPair newKey() {
        return new CertificateWriter(RANDOM).newKey();
    }

    /** A device enrolled without a service: what it would hold. */
    Held enrolled(DeviceIdentity identity) throws IOException {
        String code =
                registration.add(identity, RegistrationAuthority.CODE_LIFE).code();
        KeyPair keys = newKey();
        return switch (registration.enrol(code, CertificateRequest.pem("anything", keys))) {
            case Enrolment.Issued issued -> new Held(issued.chain(), keys.getPrivate());
            case Enrolment.Refused refused -> throw new AssertionError(refused.text());
        };
    }

    record Held(List<X509Certificate> chain, PrivateKey key) {
        X509Certificate own() {
            return chain.getFirst();
        }

        X509Certificate[] shown() {
            return chain.toArray(X509Certificate[]::new);
        }
    }

    DeviceTrust trust() throws IOException {
        return DeviceTrust.read(authority.trustFile(), Optional.of(authority.crlFile()));
    }
}
