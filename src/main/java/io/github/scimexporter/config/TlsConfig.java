package io.github.scimexporter.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What secures a connection; files of PEM text. Verification cannot be switched off: a token would
 * be sent to whoever answers.
 *
 * @param caFile whom to trust; empty: whom Java trusts
 * @param certFile the client's own certificate, and perhaps those that lead to its issuer
 * @param keyFile the key of that certificate; there if and only if it is
 */
public record TlsConfig(Optional<Path> caFile, Optional<Path> certFile, Optional<Path> keyFile) {
  /** Whom Java trusts, and no certificate of one's own. */
  public static final TlsConfig DEFAULT =
      new TlsConfig(Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks that certificate and key come together. */
  public TlsConfig {
    if (certFile.isPresent() != keyFile.isPresent()) {
      throw new IllegalArgumentException("a certificate and its key are configured together");
    }
  }
}
