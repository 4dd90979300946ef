package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.OptionalLong;

/** Something that was seen of a sync. Every source produces it, only the ledger consumes it. */
public sealed interface Evidence {
  /** The name of the sync that it is about. */
  String sync();

  /**
   * A request of the sync's own provisioning client.
   *
   * @param sync the sync's name
   * @param method the request's method
   * @param code the HTTP status that answered it
   * @param outcome what the answer means
   * @param time the event time that the line gives
   * @param durationMicros how long the answer took in microseconds, where the log tells
   */
  record Request(
      String sync,
      Method method,
      int code,
      Outcome outcome,
      Instant time,
      OptionalLong durationMicros)
      implements Evidence {
    /** Checks the duration. */
    public Request {
      if (durationMicros.orElse(0) < 0) {
        throw new IllegalArgumentException("an answer cannot take less than no time");
      }
    }

    /** A request of which the log does not tell how long it took. */
    public Request(String sync, Method method, int code, Outcome outcome, Instant time) {
      this(sync, method, code, outcome, time, OptionalLong.empty());
    }
  }

  /**
   * A request on the sync's path by somebody else: counted apart, evidence of nothing.
   *
   * @param sync the sync's name
   * @param code the HTTP status that answered it
   */
  record ForeignRequest(String sync, int code) implements Evidence {}

  /**
   * A finished execution of the sync's provisioning job in Microsoft Entra ID. It is a heartbeat,
   * and ends no failures: those are of the access log.
   *
   * @param sync the sync's name
   * @param ended when it ended, as Microsoft Graph says
   */
  record Execution(String sync, Instant ended) implements Evidence {}
}
