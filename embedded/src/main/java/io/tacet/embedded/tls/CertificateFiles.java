package io.tacet.embedded.tls;

import java.nio.file.Path;

/**
 * A certificate and its private key, as PEM files. Immutable.
 *
 * @param certificate with its chain; may be read by all
 * @param key PKCS #8; only its owner may read it
 */
public record CertificateFiles(Path certificate, Path key) {}
