package io.yunkong.identity;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A device as the registry knows it.
 *
 * @param identity its id and what it may speak as
 * @param addedAt when it was registered
 * @param revoked when and why it was taken back; absent = it was not
 * @param codes enrolment codes that are, or were lately, good for something; newest last
 * @param certificates what it was issued and has not long run out; newest last
 */
public record Device(
        DeviceIdentity identity,
        Instant addedAt,
        Optional<Revocation> revoked,
        List<Code> codes,
        List<Issued> certificates) {
    /** Where a device stands. */
    public enum State {
        /** It has never had a certificate. */
        WAITING,
        /** It has a certificate that holds. */
        ENROLLED,
        /** Its last certificate ran out before it renewed it; it needs a new code. */
        EXPIRED,
        /** It was taken back. */
        REVOKED
    }

    /** When and why a device was taken back; the reason may be empty. */
    public record Revocation(Instant at, String reason) {}

    /**
     * An enrolment code; itself it is kept nowhere.
     *
     * @param sha256 its digest, 64 hexadecimal digits
     * @param usedAt when it was used; absent = not yet
     */
    public record Code(String sha256, Instant validUntil, Optional<Instant> usedAt) {}

    /**
     * A certificate that was issued to it.
     *
     * @param revokedAt when it was taken back; absent = it was not
     */
    public record Issued(BigInteger serial, Instant notAfter, Optional<Instant> revokedAt) {}

    /** A device of these parts. */
    public Device {
        codes = List.copyOf(codes);
        certificates = List.copyOf(certificates);
    }

    /** Where it stands at a time. */
    public State stateAt(Instant now) {
        if (revoked.isPresent()) {
            return State.REVOKED;
        }
        return expiry().map(at -> at.isAfter(now) ? State.ENROLLED : State.EXPIRED)
                .orElse(State.WAITING);
    }

    /** When the newest certificate it may use runs out; absent = it has none. */
    public Optional<Instant> expiry() {
        return certificates.stream()
                .filter(certificate -> certificate.revokedAt().isEmpty())
                .map(Issued::notAfter)
                .max(Comparator.naturalOrder());
    }

    Device withCode(Code code) {
        return new Device(identity, addedAt, revoked, plus(codes, code), certificates);
    }

    Device withCodeUsed(Code code, Instant now) {
        Code used = new Code(code.sha256(), code.validUntil(), Optional.of(now));
        List<Code> others =
                codes.stream().map(one -> one.equals(code) ? used : one).toList();
        return new Device(identity, addedAt, revoked, others, certificates);
    }

    Device withCertificate(Issued certificate) {
        return new Device(identity, addedAt, revoked, codes, plus(certificates, certificate));
    }

    Optional<Code> findCode(String sha256) {
        return codes.stream().filter(code -> code.sha256().equals(sha256)).findFirst();
    }

    Optional<Issued> findIssued(BigInteger serial) {
        return certificates.stream()
                .filter(certificate -> certificate.serial().equals(serial))
                .findFirst();
    }

    /** Without what ran out before a time, except the newest certificate: it tells an expired device from a new one. */
    Device since(Instant limit) {
        List<Code> left =
                codes.stream().filter(code -> code.validUntil().isAfter(limit)).toList();
        List<Issued> held = certificates.stream()
                .filter(one -> one.notAfter().isAfter(limit) || one.equals(certificates.getLast()))
                .toList();
        return new Device(identity, addedAt, revoked, left, held);
    }

    /** Taken back, with every certificate; its codes stay known, for an answer, and are good for nothing. */
    Device revokedAt(Instant now, String reason) {
        List<Issued> all = certificates.stream()
                .map(one -> new Issued(
                        one.serial(),
                        one.notAfter(),
                        Optional.of(one.revokedAt().orElse(now))))
                .toList();
        return new Device(identity, addedAt, Optional.of(new Revocation(now, reason)), codes, all);
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
