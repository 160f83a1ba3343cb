package io.yunkong.edge.link.tls;

import io.yunkong.edge.link.Refusal;
import io.yunkong.identity.DeviceIdentity;
import io.yunkong.identity.DeviceTrust;
import io.yunkong.identity.Verdict;
import io.yunkong.wire.DeviceKind;
import io.yunkong.wire.Hello;
import io.yunkong.wire.RefusalCode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is at the other end of a TLS connection, by his certificate. Immutable but for the trust, which may be lost. */
public final class TlsPeer {
    private final DeviceIdentity identity;
    private final List<X509Certificate> chain;
    private final X509Certificate authority;
    private final Instant notAfter;
    private final DeviceTrust trust;

    TlsPeer(Verdict.Good good, List<X509Certificate> chain, DeviceTrust trust) {
        this.identity = good.identity();
        this.authority = good.authority();
        this.chain = List.copyOf(chain);
        this.notAfter = chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
        this.trust = trust;
    }

    public DeviceIdentity identity() {
        return identity;
    }

    /** Why the device may not speak as what its Hello says; empty when it may. The device id has been checked for its form. */
    public Optional<Refusal> findRefusal(Hello said) {
        return findRefusal(said.getDeviceId(), said.getKind(), said.getZone())
                .or(() -> identity.stationIds().contains(said.getStationId())
                        ? Optional.empty()
                        : stationRefusal("station=" + DeviceIdentity.hex(said.getStationId())));
    }

    /** Why the device may not speak as such a one; empty when it may. The device id has been checked for its form. */
    public Optional<Refusal> findRefusal(String deviceId, DeviceKind kind, String zone) {
        String device = "device=" + identity.deviceId();
        if (!deviceId.equals(identity.deviceId())) {
            return refusal(
                    RefusalCode.REFUSAL_CODE_CERTIFICATE_DEVICE,
                    "certificate of another device: " + device + ", said=" + deviceId);
        }
        if (!identity.kinds().contains(kind)) {
            return refusal(
                    RefusalCode.REFUSAL_CODE_CERTIFICATE_KIND,
                    "certificate not for this kind: " + device + ", kind=" + kind);
        }
        if (!identity.zones().contains(zone)) {
            return refusal(RefusalCode.REFUSAL_CODE_CERTIFICATE_ZONE, "certificate not for this zone: " + device);
        }
        return Optional.empty();
    }

    /** The certificate is not for the station that the device would be. */
    public Optional<Refusal> stationRefusal(String station) {
        return refusal(
                RefusalCode.REFUSAL_CODE_CERTIFICATE_STATION,
                "certificate not for this station: device=" + identity.deviceId() + ", " + station);
    }

    /** Why the certificate is no longer good; empty while it is. */
    public Optional<Refusal> findLoss(Instant now) {
        if (chain.stream().anyMatch(trust::isRevoked)) {
            return refusal(RefusalCode.REFUSAL_CODE_REVOKED, "certificate revoked: device=" + identity.deviceId());
        }
        if (!trust.trusts(authority)) {
            return refusal(
                    RefusalCode.REFUSAL_CODE_REVOKED,
                    "certificate authority no longer trusted: device=" + identity.deviceId());
        }
        if (now.isAfter(notAfter)) {
            return refusal(
                    RefusalCode.REFUSAL_CODE_CERTIFICATE_EXPIRED,
                    "certificate expired: device=" + identity.deviceId() + ", at=" + notAfter);
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(RefusalCode code, String text) {
        return Optional.of(new Refusal(code, text + "; link closed"));
    }
}
