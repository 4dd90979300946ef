package io.github.scimexporter.probe;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whether a server asked for a client certificate. How servers then end the connection
 * often does not say so: by an alert of another name, or by closing it, where Java may notice that
 * it can no longer write before it has read the alert.
 */
final class CertificateRequests {
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Whether the answer to that was good enough for the server, at any time. */
  private final AtomicBoolean satisfied = new AtomicBoolean();

  /** Whether a server asked since this was forgotten. */
  boolean wasAsked() {
    return asked.get();
  }

  void forget() {
    asked.set(false);
  }

  /** Whether it asked, and never answered a request since the certificate was last changed. */
  boolean isPerhapsRefused() {
    return asked.get() && !satisfied.get();
  }

  /** The server answered a request: it takes the certificate, or does without one. */
  void satisfy() {
    satisfied.set(true);
  }

  /**
   * What answers a server that asks.
   *
   * @param own the client's certificate and key; without them the answer is that there is none
   */
  X509ExtendedKeyManager answeredWith(Optional<X509ExtendedKeyManager> own) {
    satisfied.set(false);
    return new Answering(own, asked);
  }

  private static final class Answering extends X509ExtendedKeyManager {
    private final @Nullable X509ExtendedKeyManager own;
    private final AtomicBoolean asked;

    Answering(Optional<X509ExtendedKeyManager> own, AtomicBoolean asked) {
      this.own = own.orElse(null);
      this.asked = asked;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
        String[] keyTypes, Principal[] issuers, SSLEngine engine) {
      asked.set(true);
      return own == null ? null : own.chooseEngineClientAlias(keyTypes, issuers, engine);
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal[] issuers, Socket socket) {
      asked.set(true);
      return own == null ? null : own.chooseClientAlias(keyTypes, issuers, socket);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
      return own == null ? null : own.getClientAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return own == null ? null : own.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      return own == null ? null : own.getPrivateKey(alias);
    }

    /** A client serves nobody. */
    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
      return null;
    }

    /** A client serves nobody. */
    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return null;
    }
  }
}
