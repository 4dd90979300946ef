package io.github.scimexporter.cli;

import io.github.scimexporter.accesslog.follow.FormatCheck;
import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.accesslog.follow.PathCheck;
import io.github.scimexporter.accesslog.follow.QueryCheck;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.GraphCredential;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.entra.EntraWatch;
import io.github.scimexporter.probe.ProbeFiles;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.TokenRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * Looks at the logs before they are followed, and at what probes are configured with: what is wrong
 * with them shows at the start.
 */
final class StartCheck {
  private StartCheck() {}

  /**
   * Refuses what could not be used as it is configured.
   *
   * @throws CommandFailure if a directory cannot be listed, two logs would read one file, or a
   *     probe could not secure its connection
   */
  static void refuse(Configuration configuration) throws CommandFailure {
    for (AccessLogConfig log : configuration.accessLogs()) {
      for (String problem : LogSources.unreadableDirectories(log)) {
        throw new CommandFailure(
            configuration.file() + ": access_logs: " + log.name() + ": " + problem);
      }
    }
    Optional<String> overlap = PathCheck.overlap(configuration.accessLogs());
    if (overlap.isPresent()) {
      throw new CommandFailure(configuration.file() + ": " + overlap.get());
    }
    for (SyncConfig sync : configuration.syncs()) {
      Optional<String> problem = sync.probe().flatMap(ProbeFiles::tlsProblem);
      if (problem.isPresent()) {
        throw new CommandFailure(key(configuration, sync) + ".probe.tls_config: " + problem.get());
      }
    }
  }

  /** One line for each token file of a probe that cannot be read now; it may still come. */
  static List<String> tokenFiles(Configuration configuration) {
    List<String> warnings = new ArrayList<>();
    for (SyncConfig sync : configuration.syncs()) {
      sync.probe()
          .flatMap(ProbeFiles::tokenProblem)
          .ifPresent(
              problem ->
                  warnings.add(
                      key(configuration, sync)
                          + ".probe.token_file: "
                          + problem
                          + "; until then the endpoint is asked without a token"));
    }
    return warnings;
  }

  /**
   * One line for each sync whose files for Microsoft Graph cannot be used now; they may still come.
   */
  static List<String> graphFiles(Configuration configuration, InstantSource clock) {
    Map<String, String> problems =
        new EntraWatch(configuration.syncs(), evidence -> {}, clock).fileProblems();
    return configuration.syncs().stream()
        .filter(sync -> problems.containsKey(sync.name()))
        .map(sync -> key(configuration, sync) + "." + problems.get(sync.name()))
        .toList();
  }

  private static String key(Configuration configuration, SyncConfig sync) {
    return configuration.file() + ": syncs[" + configuration.syncs().indexOf(sync) + "]";
  }

  /**
   * Secrets for Microsoft Graph of which nobody will be warned before they expire: one line each.
   */
  static List<String> unregisteredSecrets(Configuration configuration, TokenRegistry registry) {
    List<String> hints = new ArrayList<>();
    for (SyncConfig sync : configuration.syncs()) {
      if (sync.entra().isPresent()
          && sync.entra().get().credential() instanceof GraphCredential.ClientSecret secret
          && registry.tokens().stream()
              .noneMatch(
                  token ->
                      token.sync().equals(sync.name())
                          && token.purpose() == Purpose.GRAPH
                          && token.isInUse())) {
        hints.add(
            "sync "
                + sync.name()
                + ": the client secret for Microsoft Graph is not registered, so that nothing warns"
                + " before it expires; scim-exporter token add --config.file="
                + configuration.file()
                + " --sync="
                + sync.name()
                + " --purpose=graph --token-file="
                + secret.file()
                + " --valid-until=DATE");
      }
    }
    return hints;
  }

  /** Logs what should be known of a setup from now on. */
  static void log(Setup setup, Logger logger) {
    Configuration configuration = setup.configuration();
    warnings(configuration, setup.sources()).forEach(logger::warn);
    unregisteredSecrets(configuration, setup.registry().reading().registry()).forEach(logger::info);
  }

  /** What is not wrong, but should be known: one line each. */
  static List<String> warnings(Configuration configuration, LogSources sources) {
    List<String> warnings = new ArrayList<>(configuration.warnings());
    Stream.concat(
            sources.warnings().stream(),
            FormatCheck.warnings(configuration.accessLogs(), sources).stream())
        .forEach(warning -> warnings.add(configuration.file() + ": " + warning));
    for (SyncConfig sync : configuration.syncs()) {
      if (sync.probe().isPresent() && sync.clients().isEmpty()) {
        confused(configuration, sync, sources).ifPresent(warnings::add);
      }
    }
    return warnings;
  }

  /** The warning that a sync's own requests cannot be told from the exporter's. */
  private static Optional<String> confused(
      Configuration configuration, SyncConfig sync, LogSources sources) {
    return configuration.accessLogs().stream()
        .filter(log -> sync.logs().contains(log.name()) && QueryCheck.tellsNone(log, sources))
        .findFirst()
        .map(
            log ->
                key(configuration, sync)
                    + ".clients: not set, though the sync has a probe and log "
                    + log.name()
                    + " tells no query, by which the exporter's own requests are known: they would"
                    + " count as the sync's; name the addresses of its client, or have the query"
                    + " logged");
  }
}
