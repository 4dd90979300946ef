package io.github.scimexporter.status;

import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.sync.SyncState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one sync.
 *
 * @param config what is configured
 * @param verdict how it stands with the sync
 * @param others what else is to be said, the gravest first: a token that ends soon, a log that
 *     cannot be read. It may be graver than the verdict
 * @param origin where it is provisioned from, completed by what Microsoft Graph tells
 * @param state what was seen; empty until the logs were read to their end
 * @param missed how many heartbeats are missed
 * @param tokens its tokens, the one that ends first on top, retired ones last
 * @param probe the last probe
 * @param graph what Microsoft Graph says; empty where it is not asked
 * @param logs its logs
 */
public record SyncStatus(
    SyncConfig config,
    Verdict verdict,
    List<Verdict> others,
    ProvisionedFrom origin,
    Optional<SyncState> state,
    long missed,
    List<TokenStatus> tokens,
    Optional<ProbeResult> probe,
    Optional<EntraReading> graph,
    List<LogStatus> logs) {
  /** Copies the lists. */
  public SyncStatus {
    others = List.copyOf(others);
    tokens = List.copyOf(tokens);
    logs = List.copyOf(logs);
  }

  /** How urgent it is in all: the verdict may say that it works, and a token may end soon. */
  public Level level() {
    return Stream.concat(Stream.of(verdict), others.stream())
        .map(Verdict::level)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
