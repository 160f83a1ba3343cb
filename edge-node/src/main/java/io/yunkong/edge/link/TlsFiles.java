package io.yunkong.edge.link;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a TLS listener, all PEM. They are looked at every second; new ones are taken without a restart.
 *
 * @param certificate the edge's own certificate, then those of its issuers
 * @param key its private key, PKCS#8, not encrypted
 * @param trust certificates of the authorities that sign devices
 * @param crl the authorities' revocation list; empty = revoked devices are let in until their certificates run out
 */
public record TlsFiles(Path certificate, Path key, Path trust, Optional<Path> crl) {}
