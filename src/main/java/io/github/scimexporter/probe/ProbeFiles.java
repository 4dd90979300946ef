package io.github.scimexporter.probe;

import io.github.scimexporter.config.FilePermissions;
import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.Secret;
import java.nio.file.Path;
import java.util.Optional;

/** The files that a probe is configured with. */
public final class ProbeFiles {
  private ProbeFiles() {}

  /** What is wrong with the files that secure connections, in one line; empty if nothing is. */
  public static Optional<String> tlsProblem(ProbeConfig probe) {
    try {
      TlsFiles.read(probe.tls()).context(new CertificateRequests());
      return Optional.empty();
    } catch (UnusableFile e) {
      return Optional.of(e.words());
    }
  }

  /** What is wrong with the token file, in one line; empty if nothing is, or none is configured. */
  public static Optional<String> tokenProblem(ProbeConfig probe) {
    try {
      token(probe);
      return Optional.empty();
    } catch (UnusableFile e) {
      return Optional.of(e.words());
    }
  }

  /** The token to ask with; empty if none is configured. */
  static Optional<Secret> token(ProbeConfig probe) throws UnusableFile {
    if (probe.tokenFile().isEmpty()) {
      return Optional.empty();
    }
    Path file = probe.tokenFile().get();
    Optional<String> open = FilePermissions.openToAll(file, "token");
    if (open.isPresent()) {
      throw new UnusableFile(file, open.get());
    }
    Secret token = new Secret(UnusableFile.read(file).strip());
    if (!EndpointClient.isSendable(token)) {
      throw new UnusableFile(file, "holds no token; write one into it, alone on one line");
    }
    return Optional.of(token);
  }
}
