package io.github.scimexporter.probe;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A client without a certificate, which remembers whether a server asked for one: the alert by
 * which servers then end the handshake often does not say so.
 */
final class NoCertificate extends X509ExtendedKeyManager {
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Whether the server ever asked. */
  boolean wasAskedFor() {
    return asked.get();
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal[] issuers, SSLEngine engine) {
    asked.set(true);
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    asked.set(true);
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return null;
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return null;
  }
}
