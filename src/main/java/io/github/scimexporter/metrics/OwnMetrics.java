package io.github.scimexporter.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;

/** The metrics of the exporter itself. */
final class OwnMetrics {
  /**
   * What they are made of.
   *
   * @param ready whether every file was read to the size that it had at the start
   * @param stateWritten whether the last write of the state worked
   * @param lastClockStep when the clock was set last; 1970 if it was not
   * @param registryUp whether the last reading of the token registry worked
   * @param reloaded whether the last reading of the configuration worked
   * @param since when the configuration in force was read
   */
  record State(
      boolean ready,
      boolean stateWritten,
      Instant lastClockStep,
      boolean registryUp,
      boolean reloaded,
      Instant since) {}

  private OwnMetrics() {}

  static List<MetricSnapshot> of(BuildInfo build, State state) {
    return List.of(
        new Family(
                "scim_exporter_build",
                "What the exporter was built from and runs on.",
                "version",
                "revision",
                "java_version")
            .add(1, build.version(), build.revision(), build.javaVersion())
            .info(),
        new Family(
                "scim_exporter_ready",
                "1 while the evidence metrics are served, 0 while files are still being caught up.")
            .add(state.ready())
            .gauge(),
        new Family(
                "scim_exporter_state_write_success", "1 when the last write of the state worked.")
            .add(state.stateWritten())
            .gauge(),
        new Family(
                "scim_exporter_last_clock_step_timestamp_seconds",
                "When the exporter's clock was last set by more than 30 seconds; 0 when it was not"
                    + " since the start.")
            .add(state.lastClockStep())
            .gauge(),
        new Family(
                "scim_token_registry_up", "1 when the last reading of the token registry worked.")
            .add(state.registryUp())
            .gauge(),
        new Family(
                "scim_config_last_reload_successful",
                "1 when the last reading of the configuration worked.")
            .add(state.reloaded())
            .gauge(),
        new Family(
                "scim_config_last_reload_success_timestamp_seconds",
                "When the configuration in force was read.")
            .add(state.since())
            .gauge());
  }
}
