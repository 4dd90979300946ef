package io.github.scimexporter.cli;

import io.github.scimexporter.config.PrometheusDuration;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.status.Words;
import io.github.scimexporter.sync.TokenHeartbeats;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One token and its history, for people. */
final class TokenPage {
  private record Line(Instant time, String text) {}

  private final Token token;
  private final Optional<SyncConfig> sync;
  private final Instant now;

  /**
   * Makes a page.
   *
   * @param sync its sync, where it is configured here
   * @param now the moment that it looks at
   */
  TokenPage(Token token, Optional<SyncConfig> sync, Instant now) {
    this.token = token;
    this.sync = sync;
    this.now = now;
  }

  /**
   * Prints it.
   *
   * @param heartbeats those that are known under it
   * @param source a sentence that says whose they are, or why none are known
   */
  void print(Optional<TokenHeartbeats> heartbeats, String source, PrintWriter out) {
    out.printf(
        "Token %s%s%n",
        token.id(), token.name().isEmpty() ? "" : " " + Columns.printable(token.name()));
    say(
        out,
        "used by",
        "sync " + token.sync() + ", " + token.purpose().label() + ", " + token.state().label());
    say(out, "client", token.clientId());
    say(out, "scopes", String.join(" ", token.scopes()));
    say(
        out,
        token.expiry().isBefore(now) ? "expired" : "expires",
        Words.utc(token.expiry())
            + " ("
            + Words.in(ZoneId.systemDefault(), token.expiry())
            + "), "
            + Words.until(Duration.between(now, token.expiry())));
    say(out, "warns", token.isInUse() ? warnings() : "no more, since it is retired");
    out.println();
    history(heartbeats).forEach(line -> out.printf("%s  %s%n", Words.utc(line.time), line.text));
    out.printf("%n%s%n", source);
  }

  private static void say(PrintWriter out, String what, String text) {
    if (!text.isEmpty()) {
      out.printf("  %-8s %s%n", what, Columns.printable(text));
    }
  }

  private String warnings() {
    if (!token.warnings().isEmpty()) {
      return steps(token.warnings()) + ": steps of its own";
    }
    if (sync.isEmpty()) {
      return "as its sync says, which is not configured here";
    }
    Map<Severity, Duration> steps = sync.get().tokenWarnings();
    return steps.isEmpty()
        ? "never: its sync has no steps"
        : steps(steps) + ": the steps of its sync";
  }

  private static String steps(Map<Severity, Duration> steps) {
    return new TreeMap<>(steps)
            .entrySet().stream()
                .map(
                    step ->
                        step.getKey().label() + " " + PrometheusDuration.format(step.getValue()))
                .collect(Collectors.joining(", "))
        + " before";
  }

  private List<Line> history(Optional<TokenHeartbeats> heartbeats) {
    List<Line> lines = new ArrayList<>();
    token.issued().ifPresent(time -> lines.add(new Line(time, "issued")));
    token.history().forEach(event -> lines.add(new Line(event.time(), words(event))));
    heartbeats.ifPresent(
        seen -> {
          lines.add(new Line(seen.first(), "first heartbeat under it"));
          lines.add(new Line(seen.last(), "last heartbeat under it"));
        });
    lines.add(new Line(token.expiry(), token.expiry().isBefore(now) ? "expired" : "expires"));
    lines.sort(Comparator.comparing(Line::time));
    return lines;
  }

  private static String words(TokenEvent event) {
    String what =
        switch (event.kind()) {
          case REGISTERED -> "registered";
          case REPLACED -> "replaced by token " + event.other().orElse("(unknown)");
          case RETIRED -> "retired";
          case REVOKED -> "revoked: the server was seen to refuse it afterwards";
        };
    return what + Columns.printable(Actors.words(event.by()));
  }
}
