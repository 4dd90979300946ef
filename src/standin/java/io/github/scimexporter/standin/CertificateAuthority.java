package io.github.scimexporter.standin;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that issues certificates for servers and clients, all made on the spot. */
public final class CertificateAuthority {
  /** Key stores are in memory only; a password is asked for all the same. */
  static final String PASSWORD = "not-a-secret";

  private static final Duration LONG = Duration.ofDays(365);

  private final SecureRandom random = new SecureRandom();
  private final Issued own;

  /**
   * A certificate and its key.
   *
   * @param chain the certificate, and its issuer's where that is not its own
   */
  public record Issued(List<X509Certificate> chain, PrivateKey key) {
    /** Copies the chain. */
    public Issued {
      chain = List.copyOf(chain);
    }

    /** The certificate itself. */
    public X509Certificate certificate() {
      return chain.get(0);
    }

    /** The chain as PEM. */
    public String certificatePem() {
      return pem(chain.toArray());
    }

    /** The key as PEM, as {@code openssl genpkey} writes it. */
    public String keyPem() {
      try {
        return pem(new JcaPKCS8Generator(key, null).generate());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * The key as PEM in the older form of its kind ({@code BEGIN RSA PRIVATE KEY} for a client).
     */
    public String olderKeyPem() {
      return pem(key);
    }

    KeyStore keyStore() {
      try {
        KeyStore store = empty();
        store.setKeyEntry(
            "own", key, PASSWORD.toCharArray(), chain.toArray(new Certificate[chain.size()]));
        return store;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A new authority of that name. */
  public CertificateAuthority(String name) {
    KeyPair pair = newKeys("EC", 256);
    X509Certificate certificate =
        issue(
            pair,
            new X500Principal("CN=" + name),
            pair,
            new X500Principal("CN=" + name),
            Instant.now().minus(LONG),
            Instant.now().plus(LONG),
            List.of());
    own = new Issued(List.of(certificate), pair.getPrivate());
  }

  /** What others trust it by. */
  public Issued own() {
    return own;
  }

  /** Issues a certificate for these hosts that is valid now; for a client if there are none. */
  public Issued issue(String... hosts) {
    return issue(Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(LONG), hosts);
  }

  /** Issues a certificate for these hosts, names or addresses. */
  public Issued issue(Instant from, Instant until, String... hosts) {
    // The clients' are of the kind whose older form is still met most.
    KeyPair pair = hosts.length == 0 ? newKeys("RSA", 2048) : newKeys("EC", 256);
    X509Certificate certificate =
        issue(
            new KeyPair(own.certificate().getPublicKey(), own.key()),
            own.certificate().getSubjectX500Principal(),
            pair,
            new X500Principal("CN=" + (hosts.length == 0 ? "client" : hosts[0])),
            from,
            until,
            Arrays.asList(hosts));
    return new Issued(List.of(certificate, own.certificate()), pair.getPrivate());
  }

  KeyStore trustStore() {
    try {
      KeyStore store = empty();
      store.setCertificateEntry("authority", own.certificate());
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate issue(
      KeyPair issuer,
      X500Principal issuerName,
      KeyPair subject,
      X500Principal subjectName,
      Instant from,
      Instant until,
      List<String> hosts) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuerName,
              new BigInteger(64, random),
              Date.from(from),
              Date.from(until),
              subjectName,
              subject.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(issuerName.equals(subjectName)));
      if (!hosts.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                hosts.stream().map(CertificateAuthority::generalName).toArray(GeneralName[]::new)));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName generalName(String host) {
    return new GeneralName(
        host.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static KeyPair newKeys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return store;
  }

  private static String pem(Object... objects) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
