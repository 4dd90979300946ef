package io.github.scimexporter.probe;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the servers that another trust manager trusts; of one that it does not trust it says why,
 * which the exceptions of Java leave to guessing.
 */
final class ServerTrust extends X509ExtendedTrustManager {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int MOST_NAMES = 5;

  private final X509ExtendedTrustManager trust;
  private final ServerText text = new ServerText(Optional.empty());

  ServerTrust(X509ExtendedTrustManager trust) {
    this.trust = trust;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      // Java lets a certificate expire unseen that is itself in the file of those to be trusted.
      chain[0].checkValidity();
      trust.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      throw refusal(chain, authType, engine.getPeerHost(), e);
    }
  }

  private CertificateRefused refusal(
      X509Certificate[] chain, String authType, String host, CertificateException e) {
    X509Certificate leaf = chain[0];
    if (cause(e, CertificateExpiredException.class)) {
      return refused(
          TlsProblem.CERTIFICATE_EXPIRED,
          leaf,
          isValid(leaf)
              ? "a certificate between the server's and its issuer's has expired"
              : "the server's certificate expired on " + leaf.getNotAfter().toInstant(),
          e);
    }
    if (cause(e, CertificateNotYetValidException.class)) {
      return refused(
          TlsProblem.CERTIFICATE_NOT_YET_VALID,
          leaf,
          "the server's certificate is valid only from " + leaf.getNotBefore().toInstant(),
          e);
    }
    if (cause(e, CertPathBuilderException.class)) {
      return refused(
          TlsProblem.UNKNOWN_CA,
          leaf,
          "the server's certificate is of an issuer that is not trusted here ("
              + text.shown(leaf.getIssuerX500Principal().getName())
              + ")",
          e);
    }
    if (!cause(e, CertPathValidatorException.class) && isTrustedWithoutName(chain, authType)) {
      return refused(
          TlsProblem.WRONG_HOST_NAME,
          leaf,
          "the server's certificate is for " + names(leaf) + ", not for " + host,
          e);
    }
    return refused(
        TlsProblem.CERTIFICATE_REFUSED,
        leaf,
        "the server's certificate is refused (" + text.shown(String.valueOf(e.getMessage())) + ")",
        e);
  }

  private static CertificateRefused refused(
      TlsProblem problem, X509Certificate leaf, String words, CertificateException cause) {
    return new CertificateRefused(problem, leaf.getNotAfter().toInstant(), words, cause);
  }

  private static boolean cause(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isValid(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private boolean isTrustedWithoutName(X509Certificate[] chain, String authType) {
    try {
      trust.checkServerTrusted(chain, authType);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  private String names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        return names.stream()
            .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
            .limit(MOST_NAMES)
            .map(name -> text.shown(String.valueOf(name.get(1))))
            .collect(Collectors.joining(", "));
      }
    } catch (CertificateParsingException e) {
      return "names that cannot be read";
    }
    return "no host (" + text.shown(certificate.getSubjectX500Principal().getName()) + ")";
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust.checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }
}
