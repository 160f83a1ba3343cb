package io.yunkong.identity;

import io.yunkong.identity.DeviceRegistry.Outcome;
import io.yunkong.identity.Enrolment.Issued;
import io.yunkong.identity.Enrolment.Refused;
import java.io.IOException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Decides which devices get certificates: registers them, hands out one-time codes, issues for a code or for a certificate that is about
 * to run out, and takes devices back. Works on the folder of a {@link CertificateAuthority}; any number of processes may. Thread-safe.
 */
public final class RegistrationAuthority {
    /** How long a device certificate holds unless said otherwise. */
    public static final Duration DEVICE_LIFE = Duration.ofHours(24);
    /** How long a code is good unless said otherwise. */
    public static final Duration CODE_LIFE = Duration.ofMinutes(10);
    /** How long a code may be good. */
    public static final Duration CODE_LIFE_MAX = Duration.ofDays(7);

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration CRL_EVERY = Duration.ofDays(1);
    private static final int CERTIFICATES_MAX = 16;
    private static final int CODES_MAX = 16;
    private static final int REASON_MAX = 120;

    private final CertificateAuthority authority;
    private final DeviceRegistry registry;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Duration deviceLife;

    /** A code, to be shown once. */
    public record NewCode(String code, Instant validUntil, Device device) {}

    /**
     * Works on the authority's folder.
     *
     * @param deviceLife how long the certificates of devices hold, 1 minute to 90 days
     */
    public RegistrationAuthority(
            CertificateAuthority authority, InstantSource clock, SecureRandom random, Duration deviceLife) {
        if (deviceLife.compareTo(Duration.ofMinutes(1)) < 0 || deviceLife.compareTo(Duration.ofDays(90)) > 0) {
            throw new IllegalArgumentException(
                    "device life out of range: s=" + deviceLife.toSeconds() + ", limit=60..7776000");
        }
        this.authority = authority;
        this.clock = clock;
        this.random = random;
        this.deviceLife = deviceLife;
        registry = new DeviceRegistry(authority.folder());
    }

    /** A station id for a device that brings none: of 64 random bits, not 0; {@link #add} refuses one that is taken. */
    public static long newStationId(SecureRandom random) {
        long id = random.nextLong();
        return id == 0 ? newStationId(random) : id;
    }

    /**
     * Registers a device, or one anew that was taken back, and makes its first code.
     *
     * @throws IdentityException when the id is taken, or one of its stations is another device's
     */
    public NewCode add(DeviceIdentity identity, Duration codeLife) throws IOException {
        checkCodeLife(codeLife);
        String id = identity.deviceId();
        return registry.update(before -> {
            Optional<Device> known = before.find(id);
            if (known.isPresent() && known.get().revoked().isEmpty()) {
                throw new IdentityException(
                        "device exists: device=" + id + "; nothing changed; another code: v2x device code " + id);
            }
            if (known.isEmpty() && before.devices().size() >= DeviceRegistry.DEVICES_MAX) {
                throw new IdentityException("registry full: devices="
                        + before.devices().size() + ", limit=" + DeviceRegistry.DEVICES_MAX + "; nothing changed");
            }
            for (Device other : before.devices().values()) {
                if (other.revoked().isEmpty()
                        && other.identity().stationIds().stream().anyMatch(identity.stationIds()::contains)) {
                    throw new IdentityException(
                            "station taken: device=" + other.identity().deviceId() + " has it; nothing changed");
                }
            }
            Instant now = now();
            List<Device.Issued> old = known.map(Device::certificates).orElse(List.of());
            return coded(before, new Device(identity, now, Optional.empty(), List.of(), old), now, codeLife);
        });
    }

    /**
     * Makes another code for a device: the first ran out, or the device lost its key.
     *
     * @throws IdentityException when there is no such device, or it was taken back
     */
    public NewCode newCode(String deviceId, Duration codeLife) throws IOException {
        checkCodeLife(codeLife);
        return registry.update(before -> {
            Device device = get(before, deviceId);
            if (device.revoked().isPresent()) {
                throw new IdentityException(
                        "device revoked: device=" + deviceId + "; no code; this registers it anew: ./v2x device add "
                                + device.identity().registration() + " --dir " + authority.folder());
            }
            return coded(before, device, now(), codeLife);
        });
    }

    /** Every device, by id. */
    public List<Device> devices() throws IOException {
        return List.copyOf(registry.read().devices().values());
    }

    /**
     * Takes a device back: its certificates stand on the new revocation list at once, its codes die.
     *
     * @param reason for people, may be empty, 120 characters at most
     * @return how many certificates of it were still good; absent = it had been taken back before
     * @throws IdentityException when there is no such device
     */
    public Optional<Long> revoke(String deviceId, String reason) throws IOException {
        if (reason.length() > REASON_MAX) {
            throw new IdentityException("reason too long: length=" + reason.length() + ", limit=" + REASON_MAX);
        }
        Optional<Long> revoked = registry.update(before -> {
            Device device = get(before, deviceId);
            if (device.revoked().isPresent()) {
                return Outcome.unchanged(Optional.<Long>empty());
            }
            Instant now = now();
            long good = device.certificates().stream()
                    .filter(one -> one.revokedAt().isEmpty() && one.notAfter().isAfter(now))
                    .count();
            Registered after = before.with(device.revokedAt(now, reason)).withCrlNumber(before.crlNumber() + 1);
            return Outcome.changed(after, Optional.of(good));
        });
        publish();
        return revoked;
    }

    /**
     * Brings the revocation list in line with the registry; does nothing when it is, and not old.
     *
     * @return whether a new one was written
     */
    public boolean publish() throws IOException {
        return registry.update(before -> {
            Instant now = now();
            if (isCurrent(before, now)) {
                return Outcome.unchanged(false);
            }
            // A number is never used for two lists: an edge takes the list of a higher number only.
            Registered after = before.withCrlNumber(before.crlNumber() + 1);
            authority.publish(revoked(after, now), after.crlNumber());
            return Outcome.changed(after, true);
        });
    }

    /** Issues for a code, once. */
    Enrolment enrol(String code, String request) throws IOException {
        String sha256 = EnrolmentCode.sha256(code);
        return registry.update(before -> {
            Instant now = now();
            Optional<Device> found = before.devices().values().stream()
                    .filter(device -> device.findCode(sha256).isPresent())
                    .findFirst();
            if (found.isEmpty()) {
                return refused(Refusal.UNKNOWN_CODE, "code unknown; nothing issued");
            }
            Device device = found.get();
            Device.Code asked = device.findCode(sha256).orElseThrow();
            if (device.revoked().isPresent()) {
                return refused(Refusal.DEVICE_REVOKED, "device revoked; nothing issued");
            }
            if (asked.usedAt().isPresent()) {
                return refused(
                        Refusal.USED_CODE, "code used: at=" + asked.usedAt().get() + "; nothing issued");
            }
            if (now.isAfter(asked.validUntil())) {
                return refused(Refusal.EXPIRED_CODE, "code expired: at=" + asked.validUntil() + "; nothing issued");
            }
            return issue(before, device.withCodeUsed(asked, now), request, Optional.empty(), now);
        });
    }

    /** Issues to a device that has shown this certificate, which the caller has checked against the authority and its list. */
    Enrolment renew(DeviceIdentity shown, X509Certificate certificate, String request) throws IOException {
        return registry.update(before -> {
            Instant now = now();
            Optional<Device> device = before.find(shown.deviceId());
            Optional<Device.Issued> issued = device.flatMap(one -> one.findIssued(certificate.getSerialNumber()));
            if (device.isEmpty() || issued.isEmpty()) {
                return refused(Refusal.CERTIFICATE_REFUSED, "certificate not in the registry; nothing issued");
            }
            if (device.get().revoked().isPresent() || issued.get().revokedAt().isPresent()) {
                return refused(Refusal.DEVICE_REVOKED, "device revoked; nothing issued");
            }
            return issue(before, device.get(), request, Optional.of(certificate.getPublicKey()), now);
        });
    }

    private Outcome<Enrolment> issue(
            Registered before, Device device, String request, Optional<PublicKey> oldKey, Instant now)
            throws IOException {
        PublicKey key;
        try {
            key = CertificateRequest.key(request);
        } catch (IdentityException e) {
            return refused(Refusal.BAD_REQUEST_KEY, e.getMessage() + "; nothing issued");
        }
        if (oldKey.isPresent() && oldKey.get().equals(key)) {
            return refused(Refusal.BAD_REQUEST_KEY, "key not new: renewal wants another key; nothing issued");
        }
        Device tidy = device.since(now.minus(REMEMBERED));
        long held = tidy.certificates().stream()
                .filter(one -> one.revokedAt().isEmpty() && one.notAfter().isAfter(now))
                .count();
        if (held >= CERTIFICATES_MAX) {
            return refused(
                    Refusal.TOO_MANY_CERTIFICATES,
                    "too many certificates: held=" + held + ", limit=" + CERTIFICATES_MAX + "; nothing issued");
        }
        List<X509Certificate> chain = authority.issueDevice(device.identity(), key, deviceLife);
        X509Certificate own = chain.getFirst();
        Device.Issued issued =
                new Device.Issued(own.getSerialNumber(), own.getNotAfter().toInstant(), Optional.empty());
        return Outcome.changed(before.with(tidy.withCertificate(issued)), new Issued(device.identity(), chain));
    }

    private Outcome<NewCode> coded(Registered before, Device device, Instant now, Duration life)
            throws IdentityException {
        Device tidy = device.since(now.minus(REMEMBERED));
        if (tidy.codes().size() >= CODES_MAX) {
            throw new IdentityException("too many codes: device="
                    + device.identity().deviceId() + ", limit=" + CODES_MAX + "; nothing changed");
        }
        String code = EnrolmentCode.random(random);
        Instant until = now.plus(life);
        Device coded = tidy.withCode(new Device.Code(EnrolmentCode.sha256(code), until, Optional.empty()));
        return Outcome.changed(before.with(coded), new NewCode(code, until, coded));
    }

    private boolean isCurrent(Registered registered, Instant now) {
        try {
            RevocationList list = authority.published();
            return list.number().longValue() == registered.crlNumber()
                    && now.isBefore(list.thisUpdate().plus(CRL_EVERY));
        } catch (IOException e) {
            // Missing or spoilt: a new one is due.
            return false;
        }
    }

    /** Those that still hold, and those that ran out lately: the clocks of edges are never quite the same. */
    private static List<Device.Issued> revoked(Registered registered, Instant now) {
        return registered.devices().values().stream()
                .flatMap(device -> device.certificates().stream())
                .filter(one -> one.revokedAt().isPresent())
                .filter(one -> one.notAfter().isAfter(now.minus(REMEMBERED)))
                .toList();
    }

    private static Device get(Registered registered, String deviceId) throws IdentityException {
        return registered
                .find(deviceId)
                .orElseThrow(() -> new IdentityException("no such device: device=" + deviceId + "; nothing changed"));
    }

    private static Outcome<Enrolment> refused(Refusal refusal, String text) {
        return Outcome.unchanged(new Refused(refusal, text));
    }

    /** To the second, as certificates tell time. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static void checkCodeLife(Duration life) throws IdentityException {
        if (life.compareTo(Duration.ofSeconds(1)) < 0 || life.compareTo(CODE_LIFE_MAX) > 0) {
            throw new IdentityException(
                    "code validity out of range: s=" + life.toSeconds() + ", limit=1.." + CODE_LIFE_MAX.toSeconds());
        }
    }
}
