package io.yunkong.identity;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A certification request (PKCS#10, RFC 2986). Only its key counts: name and rights are those of the registry, whatever the request asks.
 */
final class CertificateRequest {
    private CertificateRequest() {}

    /**
     * The key that is to be certified.
     *
     * @throws IdentityException when the text is no request, its key is not P-256, or it was not signed with that key
     */
    static PublicKey key(String pem) throws IdentityException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
                throw new IdentityException("certificate request expected: BEGIN CERTIFICATE REQUEST (PKCS#10)");
            }
            if (!isP256(request.getSubjectPublicKeyInfo())) {
                throw new IdentityException("key type not accepted: expected=P-256");
            }
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new IdentityException("certificate request not signed with its own key");
            }
            return key;
        } catch (IdentityException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new IdentityException("certificate request not readable", e);
        } catch (RuntimeException e) {
            // Bouncy Castle tells of malformed ASN.1 in several unchecked ways.
            throw new IdentityException("certificate request not readable", e);
        }
    }

    /** A request for this key; the name in it is for people who read it. */
    static String pem(String name, KeyPair keys) throws IOException {
        try {
            var subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, name)
                    .build();
            PKCS10CertificationRequest request = new JcaPKCS10CertificationRequestBuilder(subject, keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
            return Pem.text("CERTIFICATE REQUEST", request.getEncoded());
        } catch (OperatorCreationException e) {
            throw new IOException("certificate request not made", e);
        }
    }

    private static boolean isP256(SubjectPublicKeyInfo key) {
        return key.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                && curve.equals(SECObjectIdentifiers.secp256r1);
    }
}
