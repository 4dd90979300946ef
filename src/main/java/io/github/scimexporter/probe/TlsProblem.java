package io.github.scimexporter.probe;

/** Why there is no secure connection. */
public enum TlsProblem {
  CERTIFICATE_EXPIRED("Renew the server's certificate."),
  CERTIFICATE_NOT_YET_VALID("Set the clock of this host, or wait, or renew the certificate."),
  UNKNOWN_CA(
      "Name the file with the issuer's certificate in probe.tls_config.ca_file, or have the server"
          + " send those between its own and a known issuer's."),
  WRONG_HOST_NAME("Write the host in the sync's endpoint as the certificate names it."),
  CLIENT_CERTIFICATE(
      "Give a client certificate that the server trusts in probe.tls_config.cert_file and"
          + " key_file."),
  CERTIFICATE_REFUSED("Have the server's certificate replaced by one that clients accept."),
  HANDSHAKE("Let the server speak TLS 1.2 or 1.3 with usual ciphers."),
  NO_TLS("Write http:// in the sync's endpoint if it is to be so, or the port that speaks TLS."),
  FILES("Correct the file, or probe.tls_config.");

  private final String advice;

  TlsProblem(String advice) {
    this.advice = advice;
  }

  /** What to do next: a sentence. */
  public String advice() {
    return advice;
  }
}
