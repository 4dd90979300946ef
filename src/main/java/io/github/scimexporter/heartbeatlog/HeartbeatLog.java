package io.github.scimexporter.heartbeatlog;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.HeartbeatLogConfig;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.heartbeatlog.HeartbeatEvent.Kind;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.token.Rejection;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what happens to each sync. What is already so when the exporter begins to see is history,
 * and is not told. Used by one thread.
 */
public final class HeartbeatLog implements AutoCloseable {
  private record Watches(SyncWatch sync, TokenWatch tokens, JobWatch jobs) {}

  private final Path storage;
  private Configuration configuration;
  private RolledFile file;
  private boolean started;
  private final Map<String, Watches> watches = new LinkedHashMap<>();

  /**
   * Opens the file.
   *
   * @param storage where the state is kept
   * @throws IOException if it cannot be written; the message names it
   */
  public HeartbeatLog(Configuration configuration, Path storage) throws IOException {
    this.configuration = configuration;
    this.storage = storage;
    file = open(configuration.heartbeatLog());
  }

  private RolledFile open(HeartbeatLogConfig config) throws IOException {
    return new RolledFile(config.path(storage), config);
  }

  /**
   * Goes on by another configuration. A sync that is new begins with what is then known of it.
   *
   * @throws IOException if another file is to be written and cannot be; nothing has changed then
   */
  public void configure(Configuration next) throws IOException {
    RolledFile before = file;
    boolean same = next.heartbeatLog().equals(configuration.heartbeatLog());
    RolledFile after = same ? before : open(next.heartbeatLog());
    Map<String, Watches> gone = new LinkedHashMap<>(watches);
    next.syncs().forEach(sync -> gone.remove(sync.name()));
    gone.values().forEach(this::end);
    watches.keySet().removeAll(gone.keySet());
    for (SyncConfig sync : next.syncs()) {
      Watches known = watches.get(sync.name());
      if (known != null) {
        known.sync().configure(sync);
        known.tokens().configure(sync);
      }
    }
    if (!same) {
      before.close();
    }
    file = after;
    configuration = next;
  }

  private void end(Watches known) {
    known.sync().end().forEach(event -> file.write(event.json()));
  }

  /**
   * Writes what has happened since the last look. The first look at which the logs were read to
   * their end is the one that is compared with.
   *
   * @param graph what Microsoft Graph says, by the name of the sync
   */
  public void update(
      Observation seen, TokenRegistry registry, Map<String, EntraReading> graph, Instant now) {
    if (!seen.ready()) {
      return;
    }
    List<HeartbeatEvent> events = new ArrayList<>();
    for (SyncConfig sync : configuration.syncs()) {
      SyncState state = seen.ledger().syncs().get(sync.name());
      if (state == null) {
        continue;
      }
      List<Token> tokens =
          registry.tokens().stream().filter(token -> token.sync().equals(sync.name())).toList();
      EntraReading jobs = graph.getOrDefault(sync.name(), EntraReading.NONE);
      Watches known = watches.get(sync.name());
      if (known == null) {
        watches.put(
            sync.name(),
            new Watches(
                new SyncWatch(sync, state, now),
                new TokenWatch(sync, tokens, now),
                new JobWatch(sync.name(), jobs)));
      } else {
        events.addAll(known.tokens().update(tokens, now));
        events.addAll(known.jobs().update(jobs, now));
        events.addAll(
            known.sync().update(state, Rejection.of(sync, registry, state, now).cause(), now));
      }
    }
    if (!started) {
      started = true;
      events.add(exporter(now, Kind.EXPORTER_STARTED));
    }
    events.forEach(event -> file.write(event.json()));
  }

  /** Writes what is under way and that the exporter ends, and closes the file. */
  public void stop(Instant now) {
    watches.values().forEach(this::end);
    file.write(exporter(now, Kind.EXPORTER_STOPPED).json());
    close();
  }

  @Override
  public void close() {
    file.close();
  }

  private static HeartbeatEvent exporter(Instant now, Kind kind) {
    return new HeartbeatEvent(now, Optional.empty(), kind, Map.of());
  }
}
