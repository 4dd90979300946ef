package io.github.scimexporter.config;

import java.nio.file.Path;
import java.util.Optional;

/** How the exporter proves to Microsoft Entra ID who it is. */
public sealed interface GraphCredential {
  /**
   * A client secret.
   *
   * @param clientId the application (client) id of the exporter's own registration
   * @param file holds the secret's value alone
   */
  record ClientSecret(String clientId, Path file) implements GraphCredential {}

  /**
   * A certificate that is uploaded to the exporter's registration.
   *
   * @param clientId the application (client) id of the exporter's own registration
   * @param certificateFile the certificate, PEM
   * @param keyFile its RSA key, PEM
   */
  record ClientCertificate(String clientId, Path certificateFile, Path keyFile)
      implements GraphCredential {}

  /**
   * The identity that Azure gives to the machine.
   *
   * @param clientId which one, where it has several; empty: the machine's own
   */
  record ManagedIdentity(Optional<String> clientId) implements GraphCredential {}

  /**
   * A token of another identity provider that the registration trusts, as in Kubernetes.
   *
   * @param clientId the application (client) id of the exporter's own registration
   * @param tokenFile holds the other provider's token, which is renewed there
   */
  record FederatedToken(String clientId, Path tokenFile) implements GraphCredential {}
}
