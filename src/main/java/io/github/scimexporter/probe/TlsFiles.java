package io.github.scimexporter.probe;

import io.github.scimexporter.config.TlsConfig;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nl.altindag.ssl.pem.util.PemUtils;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a TLS configuration hold at one time.
 *
 * <p>Equal if they hold the same; a class rather than a record, whose words would show the key.
 */
final class TlsFiles {
  private final TlsConfig config;
  private final Optional<String> authorities;
  private final Optional<String> certificate;
  private final Optional<String> key;

  private TlsFiles(TlsConfig config) throws UnusableFile {
    this.config = config;
    authorities = text(config.caFile());
    certificate = text(config.certFile());
    key = text(config.keyFile());
  }

  /** Reads the files. */
  static TlsFiles read(TlsConfig config) throws UnusableFile {
    return new TlsFiles(config);
  }

  private static Optional<String> text(Optional<Path> file) throws UnusableFile {
    return file.isEmpty() ? Optional.empty() : Optional.of(UnusableFile.read(file.get()));
  }

  /**
   * Makes what secures connections.
   *
   * @param requests told when a server asks for the client's certificate
   */
  SSLContext context(CertificateRequests requests) throws UnusableFile {
    KeyManager own =
        requests.answeredWith(
            certificate.isPresent() && key.isPresent()
                ? Optional.of(identity(certificate.get(), key.get()))
                : Optional.empty());
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager trust = new ServerTrust(authorities.isEmpty() ? javasOwn() : configured());
      init(context, own, trust);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  @SuppressWarnings("NullAway") // null means Java's own randomness
  private static void init(SSLContext context, KeyManager own, TrustManager trust)
      throws GeneralSecurityException {
    context.init(new KeyManager[] {own}, new TrustManager[] {trust}, null);
  }

  private X509ExtendedTrustManager configured() throws UnusableFile {
    try {
      return PemUtils.parseTrustMaterial(authorities.orElseThrow());
    } catch (RuntimeException e) {
      throw new UnusableFile(
          config.caFile().orElseThrow(),
          "holds no certificate that can be read (-----BEGIN CERTIFICATE-----)");
    }
  }

  private X509ExtendedKeyManager identity(String certificates, String privateKey)
      throws UnusableFile {
    try {
      PemUtils.parseCertificate(certificates);
    } catch (RuntimeException e) {
      throw new UnusableFile(
          config.certFile().orElseThrow(),
          "holds no certificate that can be read (-----BEGIN CERTIFICATE-----)");
    }
    try {
      // Not shown with its cause, which may quote the file.
      return PemUtils.parseIdentityMaterial(certificates, privateKey, null);
    } catch (RuntimeException e) {
      throw new UnusableFile(
          config.keyFile().orElseThrow(),
          "holds no key that can be read (-----BEGIN PRIVATE KEY-----, without a password)");
    }
  }

  @SuppressWarnings("NullAway") // null means the authorities that Java trusts
  private static X509ExtendedTrustManager javasOwn() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Java trusts nobody"));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlsFiles that
        && authorities.equals(that.authorities)
        && certificate.equals(that.certificate)
        && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return authorities.hashCode() * 31 + certificate.hashCode();
  }

  /** Not what they hold. */
  @Override
  public String toString() {
    return "(TLS files)";
  }
}
