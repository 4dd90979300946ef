package io.github.scimexporter.config;

import java.time.Instant;

/**
 * The configuration by which the exporter works, and how the last attempt to replace it went.
 *
 * @param configuration the one in force
 * @param since when it was read
 * @param refused whether another one was refused since then
 */
public record InForce(Configuration configuration, Instant since, boolean refused) {
  /** One that was read just now. */
  public static InForce of(Configuration configuration, Instant now) {
    return new InForce(configuration, now, false);
  }

  /** The same, after another one was refused. */
  public InForce andAnotherRefused() {
    return new InForce(configuration, since, true);
  }
}
