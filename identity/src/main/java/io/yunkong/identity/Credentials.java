package io.yunkong.identity;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What a server or a device proves its name with: a certificate chain and the private key of its first certificate. {@link #refresh}
 * takes new files without a restart; the key manager always shows the newest, connections that are open keep what they began with.
 * {@code refresh} by one thread, everything else by any.
 */
public final class Credentials {
    private static final String ALIAS = "own";
    private static final byte[] PROOF = {'y', 'k'};

    private record Pair(List<X509Certificate> chain, PrivateKey key) {}

    private final Path certificates;
    private final Path key;
    private final FileWatch watch;
    private volatile Pair current;

    private Credentials(Path certificates, Path key) throws IOException {
        this.certificates = certificates;
        this.key = key;
        watch = new FileWatch(List.of(certificates, key));
        current = load(certificates, key);
    }

    /**
     * Reads both files.
     *
     * @param certificates PEM, the own certificate first, then those of its issuers
     * @param key PEM, PKCS#8, not encrypted; P-256 where Yunkong made it
     * @throws IdentityException when one of them is missing or not readable, or they do not belong together
     */
    public static Credentials read(Path certificates, Path key) throws IOException {
        return new Credentials(certificates, key);
    }

    /**
     * Reads the files again when they have changed; true = the new ones are in use.
     *
     * @throws IdentityException when the new ones are of no use; the old ones stay, and it is said once for each change
     */
    public boolean refresh() throws IOException {
        return watch.reload(() -> current = load(certificates, key));
    }

    /** The chain in use, the own certificate first. */
    public List<X509Certificate> chain() {
        return current.chain();
    }

    /** The key in use. */
    public PrivateKey privateKey() {
        return current.key();
    }

    /** When the own certificate runs out. */
    public Instant notAfter() {
        return chain().getFirst().getNotAfter().toInstant();
    }

    /** Shows what is in use at each handshake; for {@code SSLContext} and Netty's {@code SslContextBuilder}. */
    public X509ExtendedKeyManager keyManager() {
        return new Newest();
    }

    private static Pair load(Path certificates, Path key) throws IOException {
        List<X509Certificate> chain = Pem.readCertificates(certificates);
        PublicKey publicKey = chain.getFirst().getPublicKey();
        PrivateKey privateKey = Pem.readKey(key, publicKey.getAlgorithm());
        if (!belong(publicKey, privateKey)) {
            throw new IdentityException(
                    "key and certificate do not belong together: key=" + key + ", certificate=" + certificates);
        }
        return new Pair(chain, privateKey);
    }

    private static boolean belong(PublicKey publicKey, PrivateKey privateKey) {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> publicKey.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(PROOF);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROOF);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Has one alias; whether its key suits what the peer can do is left to the handshake. */
    private final class Newest extends X509ExtendedKeyManager {
        @Override
        public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return suits(keyTypes);
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return suits(keyTypes);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return suits(keyType);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return suits(keyType);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return current.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return current.key();
        }

        private @Nullable String suits(String... keyTypes) {
            String own = current.chain().getFirst().getPublicKey().getAlgorithm();
            for (String keyType : keyTypes) {
                if (keyType.equals(own)) {
                    return ALIAS;
                }
            }
            return null;
        }
    }
}
