package io.github.scimexporter.probe;

import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Optional;

/** The server's certificate is not accepted; the message says why in words that may be shown. */
final class CertificateRefused extends CertificateException {
  private static final long serialVersionUID = 1L;

  private final TlsProblem problem;
  private final Instant expiry;

  CertificateRefused(TlsProblem problem, Instant expiry, String words, CertificateException cause) {
    super(words, cause);
    this.problem = problem;
    this.expiry = expiry;
  }

  /** When the certificate ends, or ended, that was the cause; empty if none was. */
  static Optional<Instant> expiry(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateRefused refused) {
        return Optional.of(refused.expiry);
      }
    }
    return Optional.empty();
  }

  TlsProblem problem() {
    return problem;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
