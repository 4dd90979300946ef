package io.github.scimexporter.standin;

import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * How a {@link SpotfireStandIn} speaks TLS; HTTP/2, too.
 *
 * @param identity its certificate
 * @param clients whose certificates a client must show one of; empty: it need not
 * @param protocols as Tomcat names them, e.g. {@code TLSv1.2+TLSv1.3}
 */
public record ServerTls(
    CertificateAuthority.Issued identity,
    Optional<CertificateAuthority> clients,
    String protocols) {
  /** Any version, no client certificate. */
  public static ServerTls of(CertificateAuthority.Issued identity) {
    return new ServerTls(identity, Optional.empty(), "TLSv1.2+TLSv1.3");
  }

  /** The same, asking clients for a certificate of that authority. */
  public ServerTls asking(CertificateAuthority authority) {
    return new ServerTls(identity, Optional.of(authority), protocols);
  }

  /** The same with other versions of the protocol. */
  public ServerTls speaking(String newProtocols) {
    return new ServerTls(identity, clients, newProtocols);
  }

  void secure(Connector connector) {
    connector.setScheme("https");
    connector.setSecure(true);
    connector.setProperty("SSLEnabled", "true");
    SSLHostConfig host = new SSLHostConfig();
    host.setProtocols(protocols);
    clients.ifPresent(
        authority -> {
          host.setCertificateVerification("required");
          host.setTrustStore(authority.trustStore());
        });
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystore(identity.keyStore());
    certificate.setCertificateKeystorePassword(CertificateAuthority.PASSWORD);
    host.addCertificate(certificate);
    connector.addSslHostConfig(host);
    connector.addUpgradeProtocol(new Http2Protocol());
  }
}
