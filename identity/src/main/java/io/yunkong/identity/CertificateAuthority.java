package io.yunkong.identity;

import io.yunkong.identity.CertificateWriter.Signer;
import io.yunkong.identity.SafeFiles.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/**
 * A certificate authority that is a folder: {@code root.pem} and its key (10 years), {@code issuing.pem} and its key (2 years, signs
 * everything below), {@code trust.pem} (both certificates: what an edge needs to check devices), {@code crl.pem}, {@code servers/} with a
 * certificate and a key for each server, and the device registry. Key files are readable for their owner only. Thread-safe.
 */
public final class CertificateAuthority {
    /** How long a server certificate holds. */
    public static final Duration SERVER_LIFE = Duration.ofDays(365);

    static final Duration CRL_LIFE = Duration.ofDays(7);
    private static final Duration ROOT_LIFE = Duration.ofDays(3650);
    private static final Duration ISSUING_LIFE = Duration.ofDays(730);
    private static final Pattern SERVER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern SITE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");
    private static final int HOSTS_MAX = 32;

    private final Path folder;
    private final InstantSource clock;
    private final CertificateWriter writer;
    private final X509Certificate root;
    private final Signer issuing;

    /**
     * A certificate of the folder.
     *
     * @param name its common name
     * @param purpose root, issuing or server
     */
    public record Item(String name, String purpose, Instant notAfter, Path file) {}

    private CertificateAuthority(Path folder, InstantSource clock, SecureRandom random) throws IOException {
        this.folder = folder;
        this.clock = clock;
        writer = new CertificateWriter(random);
        if (!Files.exists(folder.resolve("root.pem"))) {
            throw new IdentityException(
                    "no certificate authority here: folder=" + folder + "; make one with: v2x pki init");
        }
        root = Pem.readCertificates(folder.resolve("root.pem")).getFirst();
        Credentials read = Credentials.read(folder.resolve("issuing.pem"), folder.resolve("issuing.key"));
        issuing = new Signer(read.chain().getFirst(), read.privateKey());
    }

    /**
     * Makes one.
     *
     * @param site in the names of its certificates, 1 to 40 letters, digits, blanks and {@code . _ -}
     * @throws IdentityException when the folder exists and is not empty, or cannot be written
     */
    public static CertificateAuthority init(Path folder, String site, InstantSource clock, SecureRandom random)
            throws IOException {
        if (!SITE.matcher(site).matches()) {
            throw new IdentityException("site name not usable: length=" + site.length()
                    + ", expected 1 to 40 letters, digits, blanks . _ -");
        }
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw new IdentityException("folder not empty: folder=" + folder + "; nothing changed");
        }
        Path absolute = folder.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new IdentityException("not a folder for this: folder=" + folder);
        }
        SafeFiles.folder(parent);
        // Made aside and renamed: there is never half an authority.
        Path aside = parent.resolve("." + absolute.getFileName() + "-" + Long.toHexString(random.nextLong()));
        try {
            Files.createDirectory(aside);
            Files.createDirectory(aside.resolve("servers"));
            fill(aside, site, clock.instant(), new CertificateWriter(random));
            Files.move(aside, absolute, StandardCopyOption.ATOMIC_MOVE);
        } catch (IdentityException e) {
            throw e;
        } catch (IOException e) {
            throw SafeFiles.notWritable(folder, e);
        } finally {
            delete(aside);
        }
        return open(folder, clock, random);
    }

    /**
     * Opens one.
     *
     * @throws IdentityException when there is none in the folder, or its files cannot be read
     */
    public static CertificateAuthority open(Path folder, InstantSource clock, SecureRandom random) throws IOException {
        return new CertificateAuthority(folder, clock, random);
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** The certificates of the authorities, for {@link DeviceTrust}. */
    public Path trustFile() {
        return folder.resolve("trust.pem");
    }

    /** What was taken back, for {@link DeviceTrust}. */
    public Path crlFile() {
        return folder.resolve("crl.pem");
    }

    /** Where the certificate of a server is. */
    public Path serverCertificate(String name) {
        return folder.resolve("servers").resolve(name + ".pem");
    }

    /** Where the key of a server is. */
    public Path serverKey(String name) {
        return folder.resolve("servers").resolve(name + ".key");
    }

    /**
     * Issues a server certificate.
     *
     * @param hosts names and addresses that clients dial, 1 to 32
     * @param renew replaces the certificate of a server that has one, and keeps its key: servers take it up while they run. Otherwise the
     *     server must be new.
     * @return when it runs out
     */
    public Instant issueServer(String name, List<String> hosts, boolean renew) throws IOException {
        if (!SERVER_NAME.matcher(name).matches()) {
            throw new IdentityException(
                    "server name not usable: length=" + name.length() + ", expected 1 to 63 of A-Z a-z 0-9 . -");
        }
        if (hosts.isEmpty() || hosts.size() > HOSTS_MAX) {
            throw new IdentityException("hosts out of range: hosts=" + hosts.size() + ", limit=" + HOSTS_MAX);
        }
        List<GeneralName> names = new ArrayList<>();
        for (String host : hosts) {
            names.add(host(host));
        }
        Path certificate = serverCertificate(name);
        Path key = serverKey(name);
        SafeFiles.folder(folder.resolve("servers"));
        if (renew) {
            PublicKey publicKey =
                    Credentials.read(certificate, key).chain().getFirst().getPublicKey();
            X509Certificate issued = writer.server(name, names, publicKey, issuing(), clock.instant(), SERVER_LIFE);
            SafeFiles.replace(certificate, Pem.text(List.of(issued, issuing.certificate())), Readers.EVERYBODY);
            return issued.getNotAfter().toInstant();
        }
        if (Files.exists(certificate)) {
            throw new IdentityException(
                    "server exists: file=" + certificate + "; not overwritten; --renew replaces the certificate");
        }
        KeyPair keys = writer.newKey();
        X509Certificate issued = writer.server(name, names, keys.getPublic(), issuing(), clock.instant(), SERVER_LIFE);
        SafeFiles.create(key, Pem.text("PRIVATE KEY", keys.getPrivate().getEncoded()), Readers.OWNER);
        SafeFiles.create(certificate, Pem.text(List.of(issued, issuing.certificate())), Readers.EVERYBODY);
        return issued.getNotAfter().toInstant();
    }

    /** Issues a device certificate; the chain, the device's own first. */
    List<X509Certificate> issueDevice(DeviceIdentity identity, PublicKey key, Duration life) throws IOException {
        return List.of(writer.device(identity, key, issuing(), clock.instant(), life), issuing.certificate());
    }

    /** Signs and replaces the revocation list. */
    void publish(Collection<Device.Issued> revoked, long number) throws IOException {
        X509CRL list = writer.revocationList(revoked, number, issuing(), clock.instant(), CRL_LIFE);
        try {
            SafeFiles.replace(crlFile(), Pem.text("X509 CRL", list.getEncoded()), Readers.EVERYBODY);
        } catch (CRLException e) {
            throw new IOException("revocation list not made", e);
        }
    }

    /** The list in the folder; refused when it was not signed here. */
    RevocationList published() throws IOException {
        return RevocationList.read(crlFile(), List.of(issuing.certificate()));
    }

    /** What is there, with when it runs out. */
    public List<Item> show() throws IOException {
        List<Item> items = new ArrayList<>();
        items.add(item(root, "root", folder.resolve("root.pem")));
        items.add(item(issuing.certificate(), "issuing", folder.resolve("issuing.pem")));
        try (Stream<Path> servers = Files.list(folder.resolve("servers"))) {
            for (Path file : servers.filter(path -> path.toString().endsWith(".pem"))
                    .sorted()
                    .toList()) {
                items.add(item(Pem.readCertificates(file).getFirst(), "server", file));
            }
        }
        return items;
    }

    private Signer issuing() throws IdentityException {
        Instant until = issuing.certificate().getNotAfter().toInstant();
        if (!clock.instant().isBefore(until)) {
            throw new IdentityException("issuing certificate expired: at=" + until + "; nothing issued");
        }
        return issuing;
    }

    private static void fill(Path folder, String site, Instant now, CertificateWriter writer) throws IOException {
        KeyPair rootKeys = writer.newKey();
        X509Certificate root = writer.root(site + " root", rootKeys, now, ROOT_LIFE);
        KeyPair issuingKeys = writer.newKey();
        Signer rootSigner = new Signer(root, rootKeys.getPrivate());
        X509Certificate issuing =
                writer.issuing(site + " issuing", issuingKeys.getPublic(), rootSigner, now, ISSUING_LIFE);
        SafeFiles.create(
                folder.resolve("root.key"),
                Pem.text("PRIVATE KEY", rootKeys.getPrivate().getEncoded()),
                Readers.OWNER);
        SafeFiles.create(folder.resolve("root.pem"), Pem.text(List.of(root)), Readers.EVERYBODY);
        SafeFiles.create(
                folder.resolve("issuing.key"),
                Pem.text("PRIVATE KEY", issuingKeys.getPrivate().getEncoded()),
                Readers.OWNER);
        SafeFiles.create(folder.resolve("issuing.pem"), Pem.text(List.of(issuing)), Readers.EVERYBODY);
        SafeFiles.create(folder.resolve("trust.pem"), Pem.text(List.of(issuing, root)), Readers.EVERYBODY);
        SafeFiles.create(folder.resolve("devices.json"), Registered.NOTHING.text(), Readers.OWNER);
        X509CRL none =
                writer.revocationList(List.of(), 0, new Signer(issuing, issuingKeys.getPrivate()), now, CRL_LIFE);
        try {
            SafeFiles.create(folder.resolve("crl.pem"), Pem.text("X509 CRL", none.getEncoded()), Readers.EVERYBODY);
        } catch (CRLException e) {
            throw new IOException("revocation list not made", e);
        }
    }

    private static Item item(X509Certificate certificate, String purpose, Path file) {
        String name = certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
        return new Item(name, purpose, certificate.getNotAfter().toInstant(), file);
    }

    private static GeneralName host(String host) throws IdentityException {
        if (IPAddress.isValid(host)) {
            return new GeneralName(GeneralName.iPAddress, host);
        }
        if (!HOST_NAME.matcher(host).matches()) {
            throw new IdentityException(
                    "host not usable: host_length=" + host.length() + ", expected a name or an address without port");
        }
        return new GeneralName(GeneralName.dNSName, host);
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
