package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says in plain words what happened to a sync, the gravest first. */
public final class Diagnosis {
  private Diagnosis() {}

  /**
   * One sentence for each thing to know.
   *
   * @param words how times are told
   */
  public static List<String> of(SyncState state, Function<Instant, String> words) {
    List<String> sentences = new ArrayList<>();
    if (state.requests().isEmpty()) {
      sentences.add(
          state.foreignRequests().isEmpty()
              ? "No request on the endpoint's path was found: it is not the path that the client"
                  + " uses, or the client does not reach this server."
              : "Requests on the endpoint's path were found, but none by the configured clients.");
      return sentences;
    }
    for (Outcome outcome : Outcome.values()) {
      state
          .failingSince(outcome)
          .ifPresent(since -> sentences.add(failing(outcome, words.apply(since), state)));
    }
    Optional<Instant> last = state.lastSuccess(Source.ACCESS_LOG);
    if (last.isPresent()) {
      // Whether that is long ago is not for the evidence to say.
      String since = sentences.isEmpty() ? ", and nothing has failed since." : ".";
      sentences.add("The last success was at " + words.apply(last.get()) + since);
    } else {
      sentences.add("No request ever succeeded.");
    }
    return sentences;
  }

  /**
   * What it means that Entra runs and the access log shows nothing of it; empty if that is not so.
   * It is no trouble by itself: a cycle may have nothing to send.
   *
   * @param tolerance how much older the log's last heartbeat may be than Entra's
   * @param words how times are told
   */
  public static Optional<String> ofEntraAlone(
      SyncState state, Duration tolerance, Function<Instant, String> words) {
    Optional<Instant> inLog = state.lastSuccess(Source.ACCESS_LOG);
    boolean failing =
        Arrays.stream(Outcome.values())
            .anyMatch(outcome -> state.failingSince(outcome).isPresent());
    return state
        .lastSuccess(Source.ENTRA)
        .filter(
            ended ->
                !failing && inLog.map(last -> last.isBefore(ended.minus(tolerance))).orElse(true))
        .map(
            ended ->
                "Entra ended a cycle at "
                    + words.apply(seconds(ended))
                    + ", and the access log "
                    + inLog
                        .map(
                            last ->
                                "shows no success since "
                                    + words.apply(seconds(last))
                                    + ": it had nothing to send")
                        .orElse(
                            "never showed a success: it had nothing to send yet, or endpoint, clients or logs are not this sync's"));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String failing(Outcome outcome, String since, SyncState state) {
    long count = state.failures(outcome).count();
    String times = count == 1 ? "1 request" : count + " requests";
    String meaning =
        switch (outcome) {
          case UNAUTHORIZED ->
              "Rejected (401) since %s, %s: the token has expired, was revoked, or another one is"
                  + " presented.";
          case FORBIDDEN ->
              "Forbidden (403) since %s, %s: the token lacks a scope, or the client may not do this.";
          case NOT_FOUND ->
              "Not found (404 on Users or Groups) since %s, %s: the path or the domain in the URL"
                  + " is wrong.";
          case THROTTLED -> "Throttled (429) since %s, %s.";
          case SERVER_ERROR -> "Server errors (5xx) since %s, %s: see the server's own log.";
          case SUCCESS, OTHER -> "%s, %s";
        };
    return String.format(meaning, since, times);
  }
}
