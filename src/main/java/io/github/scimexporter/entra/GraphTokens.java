package io.github.scimexporter.entra;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import com.microsoft.aad.msal4j.MsalException;
import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.GraphCredential;
import io.github.scimexporter.config.Secret;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gets the tokens that Microsoft Graph wants to see, and keeps each until shortly before its end.
 */
final class GraphTokens {
  /** A token that ends sooner is not used any more: it must outlive a reading. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /**
   * A client, and what it proves itself with.
   *
   * @param proof the content of the credential's files
   */
  private record Login(String proof, ConfidentialClientApplication client) {}

  /**
   * A token that was had.
   *
   * @param from what gave it
   */
  private record Kept(Object from, Secret token, Instant expiry) {}

  private final EntraConfig config;
  private final InstantSource clock;
  private final GraphHttp http;
  private @Nullable Login login;
  private @Nullable ManagedIdentityApplication machine;
  private @Nullable Kept kept;

  GraphTokens(EntraConfig config, GraphHttp http, InstantSource clock) {
    this.config = config;
    this.http = http;
    this.clock = clock;
  }

  /** Reads the files that are needed, as asking for a token does. */
  void readFiles() throws GraphException {
    http.client();
    if (!(config.credential() instanceof GraphCredential.ManagedIdentity)) {
      client(config.credential());
    }
  }

  /**
   * A token.
   *
   * @param anew whether one that is kept will not do
   */
  Secret token(boolean anew) throws GraphException, InterruptedException {
    GraphCredential credential = config.credential();
    Object from =
        credential instanceof GraphCredential.ManagedIdentity identity
            ? machine(identity)
            : client(credential);
    Kept known = kept;
    if (anew
        || known == null
        || !known.from().equals(from)
        || known.expiry().isBefore(clock.instant().plus(MARGIN))) {
      // MSAL would keep it, too, but not of a login whose URL has a port.
      IAuthenticationResult result = wait(ask(from));
      known = new Kept(from, new Secret(result.accessToken()), result.expiresOnDate().toInstant());
      kept = known;
    }
    return known.token();
  }

  private CompletableFuture<IAuthenticationResult> ask(Object from) throws GraphException {
    URI graph = config.cloud().graph();
    if (from instanceof ConfidentialClientApplication client) {
      return client.acquireToken(
          ClientCredentialParameters.builder(Set.of(graph + "/.default")).skipCache(true).build());
    }
    try {
      return ((ManagedIdentityApplication) from)
          .acquireTokenForManagedIdentity(
              ManagedIdentityParameters.builder(graph.toString()).forceRefresh(true).build());
    } catch (Exception e) {
      throw failure(e);
    }
  }

  /** Credentials are renewed: the files are read each time, and a change is tried at once. */
  private ConfidentialClientApplication client(GraphCredential credential) throws GraphException {
    if (credential instanceof GraphCredential.ClientSecret secret) {
      String text = TextFile.secret("client_secret_file", secret.file());
      if (text.chars().anyMatch(sign -> sign <= ' ' || sign > '~')) {
        throw TextFile.wrong(
            "client_secret_file",
            secret.file(),
            "holds more than a secret; write the secret's Value alone");
      }
      return client(secret.clientId(), text, ClientCredentialFactory.createFromSecret(text));
    }
    if (credential instanceof GraphCredential.FederatedToken federated) {
      // Not refused where others may read it: Kubernetes writes it so, and it lives for an hour.
      String text = TextFile.text("federated_token_file", federated.tokenFile());
      return client(
          federated.clientId(), text, ClientCredentialFactory.createFromClientAssertion(text));
    }
    return client((GraphCredential.ClientCertificate) credential);
  }

  private ConfidentialClientApplication client(GraphCredential.ClientCertificate files)
      throws GraphException {
    String certificateText = TextFile.text("client_certificate_file", files.certificateFile());
    String keyText = TextFile.secret("client_key_file", files.keyFile());
    List<X509Certificate> chain =
        PemFiles.certificates("client_certificate_file", files.certificateFile(), certificateText);
    PrivateKey key = PemFiles.rsaKey("client_key_file", files.keyFile(), keyText);
    if (!(chain.get(0).getPublicKey() instanceof RSAKey published)
        || !(key instanceof RSAKey own)
        || !published.getModulus().equals(own.getModulus())) {
      throw TextFile.wrong(
          "client_key_file",
          files.keyFile(),
          "does not belong to the first certificate of " + files.certificateFile());
    }
    return client(
        files.clientId(),
        certificateText + keyText,
        ClientCredentialFactory.createFromCertificateChain(key, chain));
  }

  private ConfidentialClientApplication client(
      String clientId, String proof, IClientCredential credential) {
    Login known = login;
    if (known == null || !known.proof().equals(proof)) {
      try {
        known =
            new Login(
                proof,
                ConfidentialClientApplication.builder(clientId, credential)
                    .authority(config.loginUrl() + "/" + config.tenantId())
                    // The URL is the administrator's word; nobody else is asked about it.
                    .validateAuthority(false)
                    .instanceDiscovery(false)
                    .disableInternalRetries()
                    .httpClient(MsalHttp.login(http, clock))
                    .build());
      } catch (MalformedURLException e) {
        throw new IllegalStateException("the configuration takes no such URL", e);
      }
      login = known;
    }
    return known.client();
  }

  private ManagedIdentityApplication machine(GraphCredential.ManagedIdentity identity) {
    ManagedIdentityApplication known = machine;
    if (known == null) {
      known =
          ManagedIdentityApplication.builder(
                  identity
                      .clientId()
                      .map(ManagedIdentityId::userAssignedClientId)
                      .orElseGet(ManagedIdentityId::systemAssigned))
              .disableInternalRetries()
              // What gives this machine its identity is never behind a proxy.
              .httpClient(MsalHttp.managedIdentity(GraphHttp.direct(config.timeout()), clock))
              .build();
      machine = known;
    }
    return known;
  }

  private static IAuthenticationResult wait(CompletableFuture<IAuthenticationResult> pending)
      throws GraphException, InterruptedException {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** MSAL's own words may quote an answer; its code does not. */
  private static GraphException failure(Exception e) {
    String code = "";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof GraphException known) {
        return known;
      }
      if (cause instanceof MsalException msal && msal.errorCode() != null) {
        code = msal.errorCode();
      }
    }
    return new GraphException(
        "no token could be had ("
            + (code.isEmpty() ? e.getClass().getSimpleName() : code)
            + "); does this machine have a managed identity, the one that entra.client_id names?");
  }
}
