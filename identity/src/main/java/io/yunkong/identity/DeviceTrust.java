package io.yunkong.identity;

import io.yunkong.identity.Verdict.Bad;
import io.yunkong.identity.Verdict.Good;
import io.yunkong.identity.Verdict.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose devices may connect: the certificate authorities of one file and, when there is one, the list of what they have taken back.
 * Checks a chain as RFC 5280 section 6 says, and that it is a device's. {@link #refresh} takes new files without a restart, each by itself:
 * an authority that is taken out of its file is out, whatever has become of the list. A list in force stays until one that can be used
 * replaces it, even when its signer is trusted no more: it can only take back. An issuing authority whose root stays in the file is still
 * believed from a device that shows it along with its own certificate.
 * {@code refresh} by one thread, everything else by any.
 */
public final class DeviceTrust {
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"; // RFC 5280 section 4.2.1.12
    private static final int CHAIN_MAX = 6;

    /** @param listFault what is wrong with the list's file as it is now, if it is not the list in force */
    private record State(
            List<X509Certificate> authorities, Optional<RevocationList> revoked, Optional<String> listFault) {}

    /** Where the signatures of a chain lead. */
    private sealed interface Chain {
        record To(X509Certificate authority) implements Chain {}

        record Broken(Bad why) implements Chain {}
    }

    private final Path authorities;
    private final Optional<Path> crl;
    private final FileWatch authoritiesWatch;
    private final FileWatch crlWatch;
    private volatile State state;

    private DeviceTrust(Path authorities, Optional<Path> crl) throws IOException {
        this.authorities = authorities;
        this.crl = crl;
        authoritiesWatch = new FileWatch(List.of(authorities));
        crlWatch = new FileWatch(crl.stream().toList());
        List<X509Certificate> read = Pem.readCertificates(authorities);
        state = new State(read, readList(read, Optional.empty()), Optional.empty());
    }

    /**
     * Reads the files.
     *
     * @param authorities PEM, the certificates of the authorities that sign devices, and of those that sign lists
     * @param crl revocation list, PEM or DER, signed by one of them; the file may come later: {@link #complaint} says while it is missing
     * @throws IdentityException when a file is not readable, or the list was not signed by one of the authorities
     */
    public static DeviceTrust read(Path authorities, Optional<Path> crl) throws IOException {
        return new DeviceTrust(authorities, crl);
    }

    /**
     * Reads the files again when they have changed; true = something new is in force: ask {@link #isRevoked} and {@link #trusts} about every
     * live session. A list that is gone, older than the one in force or otherwise of no use is no reason to throw: {@link #complaint} says
     * it, for as long as it is so.
     *
     * @throws IdentityException when the new authorities are of no use; those in force stay so, and it is said once for each change. A new
     *     list has come into force nevertheless
     */
    public boolean refresh() throws IOException {
        boolean changed;
        try {
            changed = authoritiesWatch.reload(this::loadAuthorities);
        } catch (IOException e) {
            refreshList();
            throw e;
        }
        return refreshList() || changed;
    }

    private void loadAuthorities() throws IOException {
        state = new State(Pem.readCertificates(authorities), state.revoked(), state.listFault());
    }

    private boolean refreshList() {
        try {
            return crlWatch.reload(this::loadList);
        } catch (IOException e) {
            return false; // loadList has kept it for the complaint
        }
    }

    private void loadList() throws IOException {
        State before = state;
        try {
            Optional<RevocationList> list = readList(before.authorities(), before.revoked());
            state = new State(before.authorities(), list, Optional.empty());
        } catch (IOException e) {
            state = new State(before.authorities(), before.revoked(), Optional.of(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /**
     * What an operator should know of the revocation list; empty when its file is the list in force, signed by a trusted authority and not
     * past its next update. The text stays the same until something changes.
     */
    public Optional<String> complaint(Instant now) {
        if (crl.isEmpty()) {
            return Optional.of(
                    "no revocation list configured; revoked devices are let in until their certificates run out");
        }
        State current = state;
        if (current.revoked().isEmpty()) {
            return Optional.of(current.listFault().orElse("revocation list missing: file=" + crl.get())
                    + "; revoked devices are let in");
        }
        RevocationList list = current.revoked().get();
        boolean stale = now.isAfter(list.nextUpdate());
        Optional<String> fault = current.listFault()
                .or(() -> list.isOfOneOf(current.authorities())
                        ? Optional.empty()
                        : Optional.of("revocation list of an authority no longer trusted: file=" + crl.get()));
        if (fault.isPresent()) {
            return Optional.of(
                    fault.get() + "; the one in force stays" + (stale ? ", stale since " + list.nextUpdate() : ""));
        }
        return stale
                ? Optional.of(
                        "revocation list stale: file=" + crl.get() + ", due=" + list.nextUpdate() + "; still in force")
                : Optional.empty();
    }

    /** How many certificates the list in force names; 0 without one. */
    public int revokedCount() {
        return state.revoked().map(RevocationList::size).orElse(0);
    }

    /** Whether the certificate's issuer has taken it back. */
    public boolean isRevoked(X509Certificate certificate) {
        State now = state;
        return now.revoked().isPresent() && now.revoked().get().names(certificate);
    }

    /** Whether an authority is still one of those that are trusted. */
    public boolean trusts(X509Certificate authority) {
        return state.authorities().contains(authority);
    }

    /**
     * Checks what a peer has shown.
     *
     * @param chain the device's own certificate first, as {@code SSLSession.getPeerCertificates} gives it; null or empty = none was shown
     */
    public Verdict check(X509Certificate @Nullable [] chain, Instant now) {
        if (chain == null || chain.length == 0) {
            return new Bad(Reason.NO_CERTIFICATE, "no certificate shown");
        }
        if (chain.length > CHAIN_MAX) {
            return new Bad(Reason.UNKNOWN_CA, "chain too long: certificates=" + chain.length + ", limit=" + CHAIN_MAX);
        }
        State current = state;
        X509Certificate own = chain[0];
        return switch (path(chain, current, now)) {
            case Chain.Broken(Bad why) -> why;
            case Chain.To(X509Certificate authority) ->
                revoked(chain, current)
                        .or(() -> purpose(own))
                        .<Verdict>map(bad -> bad)
                        .orElseGet(() -> good(own, authority));
        };
    }

    private static Verdict good(X509Certificate own, X509Certificate authority) {
        try {
            return new Good(DeviceIdentity.of(own), own, authority);
        } catch (IdentityException e) {
            return new Bad(Reason.NO_IDENTITY, "certificate without an identity: " + e.getMessage());
        }
    }

    /** The list as its file is now; empty = there is none, and none was in force. */
    private Optional<RevocationList> readList(List<X509Certificate> trusted, Optional<RevocationList> inForce)
            throws IOException {
        if (crl.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.exists(crl.get())) {
            if (inForce.isPresent()) {
                throw new IdentityException("revocation list gone: file=" + crl.get());
            }
            return Optional.empty();
        }
        RevocationList list = RevocationList.read(crl.get(), trusted);
        // The numbers and dates of an authority that is trusted no more must not keep its successor's list out.
        if (inForce.isPresent() && inForce.get().isOfOneOf(trusted) && list.isOlderThan(inForce.get())) {
            throw new IdentityException("revocation list older than the one in force: file=" + crl.get() + ", number="
                    + list.number() + ", in_force=" + inForce.get().number());
        }
        return Optional.of(list);
    }

    private static Chain path(X509Certificate[] chain, State state, Instant now) {
        try {
            Set<TrustAnchor> anchors = new HashSet<>();
            state.authorities().forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setDate(Date.from(now));
            parameters.setRevocationEnabled(false); // by our own list, below
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(untilTrusted(chain, state));
            var found = (PKIXCertPathValidatorResult)
                    CertPathValidator.getInstance("PKIX").validate(path, parameters);
            X509Certificate authority = found.getTrustAnchor().getTrustedCert();
            return authorityOutOfTime(chain, state, now)
                    .<Chain>map(Chain.Broken::new)
                    .orElse(new Chain.To(authority));
        } catch (CertPathValidatorException e) {
            if (e.getReason() == BasicReason.EXPIRED) {
                return new Chain.Broken(new Bad(
                        Reason.EXPIRED,
                        "certificate expired: at=" + chain[0].getNotAfter().toInstant()));
            }
            if (e.getReason() == BasicReason.NOT_YET_VALID) {
                return new Chain.Broken(new Bad(
                        Reason.NOT_YET_VALID,
                        "certificate not yet valid: from="
                                + chain[0].getNotBefore().toInstant()));
            }
            return unknown();
        } catch (CertificateException e) {
            return unknown();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no PKIX in this JVM", e);
        }
    }

    /** The chain up to the first certificate that is itself trusted; that one is the anchor and not part of the path. */
    private static List<X509Certificate> untilTrusted(X509Certificate[] chain, State state) {
        List<X509Certificate> path = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            if (state.authorities().contains(certificate)) {
                break;
            }
            path.add(certificate);
        }
        return path;
    }

    /** RFC 5280 leaves it open whether an anchor can run out; here it does. */
    private static Optional<Bad> authorityOutOfTime(X509Certificate[] chain, State state, Instant now) {
        X509Certificate last = untilTrusted(chain, state).isEmpty()
                ? chain[0]
                : untilTrusted(chain, state).getLast();
        boolean current = state.authorities().stream()
                .filter(authority -> authority.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                .anyMatch(authority -> !now.isAfter(authority.getNotAfter().toInstant()));
        return current ? Optional.empty() : Optional.of(new Bad(Reason.EXPIRED, "certificate authority expired"));
    }

    private static Optional<Bad> revoked(X509Certificate[] chain, State state) {
        for (X509Certificate certificate : chain) {
            if (state.revoked().isPresent() && state.revoked().get().names(certificate)) {
                return Optional.of(new Bad(Reason.REVOKED, "certificate revoked" + named(chain[0])));
            }
        }
        return Optional.empty();
    }

    /** Whose certificate of a trusted authority it is. */
    private static String named(X509Certificate own) {
        try {
            return ": device=" + DeviceIdentity.of(own).deviceId();
        } catch (IdentityException e) {
            return ""; // an authority's, or one for something else
        }
    }

    private static Optional<Bad> purpose(X509Certificate own) {
        try {
            List<String> purposes = own.getExtendedKeyUsage();
            if (own.getBasicConstraints() < 0 && purposes != null && purposes.contains(CLIENT_AUTH)) {
                return Optional.empty();
            }
        } catch (CertificateParsingException e) {
            // Says as little of a purpose as one without the field.
        }
        return Optional.of(new Bad(Reason.WRONG_PURPOSE, "certificate not for client authentication"));
    }

    private static Chain unknown() {
        return new Chain.Broken(new Bad(Reason.UNKNOWN_CA, "certificate not issued by an authority trusted here"));
    }
}
