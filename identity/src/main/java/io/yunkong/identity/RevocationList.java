package io.yunkong.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** A certificate revocation list (RFC 5280 section 5) whose signature has been checked. Immutable. */
final class RevocationList {
    private static final int CRL_SIGN = 6; // KeyUsage bit, RFC 5280 section 4.2.1.3

    private final X500Principal issuer;
    private final PublicKey key;
    private final BigInteger number;
    private final Instant thisUpdate;
    private final Instant nextUpdate;
    private final Set<BigInteger> serials;

    private RevocationList(X509CRL crl, PublicKey key, BigInteger number) {
        issuer = crl.getIssuerX500Principal();
        this.key = key;
        this.number = number;
        thisUpdate = crl.getThisUpdate().toInstant();
        nextUpdate =
                crl.getNextUpdate() == null ? thisUpdate : crl.getNextUpdate().toInstant();
        Set<BigInteger> named = new HashSet<>();
        Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
        if (entries != null) {
            entries.forEach(entry -> named.add(entry.getSerialNumber()));
        }
        serials = Set.copyOf(named);
    }

    static RevocationList read(Path file, List<X509Certificate> authorities) throws IOException {
        X509CRL crl = Pem.readCrl(file);
        X509Certificate signer = authorities.stream()
                .filter(authority -> signed(crl, authority))
                .findFirst()
                .orElseThrow(
                        () -> new IdentityException("revocation list not signed by a trusted authority: file=" + file));
        Set<String> critical = crl.getCriticalExtensionOIDs();
        if (critical != null && !critical.isEmpty()) {
            // A delta or a partial list would pass for the whole one.
            throw new IdentityException("revocation list of a kind not understood: file=" + file);
        }
        return new RevocationList(crl, signer.getPublicKey(), number(crl, file));
    }

    private static boolean signed(X509CRL crl, X509Certificate authority) {
        boolean[] usage = authority.getKeyUsage();
        if (!authority.getSubjectX500Principal().equals(crl.getIssuerX500Principal())
                || (usage != null && !usage[CRL_SIGN])) {
            return false;
        }
        try {
            crl.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static BigInteger number(X509CRL crl, Path file) throws IOException {
        byte[] extension = crl.getExtensionValue(Extension.cRLNumber.getId());
        if (extension == null) {
            throw new IdentityException("revocation list without a number: file=" + file);
        }
        try {
            return ASN1Integer.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension))
                    .getValue();
        } catch (IOException | IllegalArgumentException e) {
            throw new IdentityException("revocation list with an unreadable number: file=" + file, e);
        }
    }

    BigInteger number() {
        return number;
    }

    Instant thisUpdate() {
        return thisUpdate;
    }

    Instant nextUpdate() {
        return nextUpdate;
    }

    int size() {
        return serials.size();
    }

    boolean names(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(issuer) && serials.contains(certificate.getSerialNumber());
    }

    /** Whether one of these has signed it: an authority is its name and its key. */
    boolean isOfOneOf(List<X509Certificate> authorities) {
        return authorities.stream()
                .anyMatch(authority -> authority.getSubjectX500Principal().equals(issuer)
                        && authority.getPublicKey().equals(key));
    }

    /** Of two lists of one authority the lower number is the older. Lists of different ones are compared by date. */
    boolean isOlderThan(RevocationList other) {
        return (issuer.equals(other.issuer) && key.equals(other.key))
                ? number.compareTo(other.number) < 0
                : thisUpdate.isBefore(other.thisUpdate);
    }
}
