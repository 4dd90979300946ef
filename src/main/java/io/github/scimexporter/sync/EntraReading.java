package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Microsoft Graph said last of one sync.
 *
 * @param up whether the last reading worked
 * @param lastRead when a reading last worked; empty until the first
 * @param jobs the provisioning jobs, as of then
 * @param application the application, as of then
 */
public record EntraReading(
    boolean up, Optional<Instant> lastRead, List<EntraJob> jobs, EntraApplication application) {
  /** Nothing was read yet. */
  public static final EntraReading NONE =
      new EntraReading(false, Optional.empty(), List.of(), EntraApplication.UNKNOWN);

  /** Copies the list. */
  public EntraReading {
    jobs = List.copyOf(jobs);
  }

  /** The same, after a reading that did not work. */
  public EntraReading failed() {
    return new EntraReading(false, lastRead, jobs, application);
  }

  /** The same, with what is known of the application now. */
  public EntraReading with(EntraApplication known) {
    return new EntraReading(up, lastRead, jobs, known);
  }
}
