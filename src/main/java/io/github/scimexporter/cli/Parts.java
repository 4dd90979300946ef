package io.github.scimexporter.cli;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.entra.EntraWatch;
import io.github.scimexporter.heartbeatlog.HeartbeatLog;
import io.github.scimexporter.probe.Prober;
import io.github.scimexporter.state.EvidenceKeeper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What works by the configuration.
 *
 * @param keeper reads the logs
 * @param prober asks the endpoints
 * @param entra asks Microsoft Graph
 * @param heartbeatLog is told what happens
 */
record Parts(EvidenceKeeper keeper, Prober prober, EntraWatch entra, HeartbeatLog heartbeatLog) {
  /**
   * Lets all of them work by another configuration.
   *
   * @throws CommandFailure if one of them refuses; all go on as before then
   */
  void configure(Setup next) throws CommandFailure {
    List<SyncConfig> syncs = next.configuration().syncs();
    try {
      // First of all, since the others never refuse.
      heartbeatLog.configure(next.configuration());
    } catch (IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    keeper.configure(next.configuration(), next.sources());
    prober.configure(syncs);
    entra.configure(syncs);
  }

  /** Writes what has happened into the heartbeat log. */
  void tell(Setup setup, Instant now) {
    heartbeatLog.update(
        keeper.observe(), setup.registry().reading().registry(), entra.readings(), now);
  }
}
