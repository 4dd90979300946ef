package io.github.scimexporter.entra;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import nl.altindag.ssl.pem.util.PemUtils;

/** Certificates and keys of PEM text. Causes are left out of messages: they may quote of a key. */
final class PemFiles {
  private PemFiles() {}

  /** The certificates of a text, in its order. */
  static List<X509Certificate> certificates(String key, Path file, String text)
      throws GraphException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Certificate certificate : PemUtils.parseCertificate(text)) {
        certificates.add((X509Certificate) certificate);
      }
    } catch (RuntimeException e) {
      // The same as a text without any.
      certificates.clear();
    }
    if (certificates.isEmpty()) {
      throw noCertificate(key, file);
    }
    return certificates;
  }

  /** The RSA key of a text. */
  static PrivateKey rsaKey(String key, Path file, String text) throws GraphException {
    try {
      PrivateKey parsed = PemUtils.parsePrivateKey(text);
      if (parsed instanceof RSAKey) {
        return parsed;
      }
    } catch (RuntimeException e) {
      // The same as a text without one.
    }
    throw TextFile.wrong(
        key,
        file,
        "holds no RSA key without a password (-----BEGIN PRIVATE KEY-----); Entra takes no other"
            + " kind");
  }

  /** What trusts the certificates of a text, and no others. */
  static SSLContext trusting(String key, Path file, String text) throws GraphException {
    try {
      TrustManager trust = PemUtils.parseTrustMaterial(text);
      SSLContext context = SSLContext.getInstance("TLS");
      init(context, trust);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    } catch (RuntimeException e) {
      throw noCertificate(key, file);
    }
  }

  @SuppressWarnings("NullAway") // null means no certificate of one's own, and Java's own randomness
  private static void init(SSLContext context, TrustManager trust) throws GeneralSecurityException {
    context.init(null, new TrustManager[] {trust}, null);
  }

  private static GraphException noCertificate(String key, Path file) {
    return TextFile.wrong(
        key, file, "holds no certificate that can be read (-----BEGIN CERTIFICATE-----)");
  }
}
