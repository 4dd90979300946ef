package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps which heartbeats of one sync came while which token was in use, in any order. */
final class TokenLedger {
  private final SortedMap<String, TokenHeartbeats> heartbeats;
  private List<TokenWindow> windows = List.of();

  TokenLedger(Map<String, TokenHeartbeats> start) {
    heartbeats = new TreeMap<>(start);
  }

  /** Changes the windows, and forgets the tokens that have none: so this never grows for good. */
  void watch(List<TokenWindow> newWindows) {
    windows = newWindows;
    heartbeats
        .keySet()
        .retainAll(newWindows.stream().map(TokenWindow::token).collect(Collectors.toSet()));
  }

  void heartbeat(Instant time) {
    // By index: an iterator would be made for each request.
    for (int i = 0; i < windows.size(); i++) {
      TokenWindow window = windows.get(i);
      if (window.contains(time)) {
        heartbeats.put(window.token(), with(heartbeats.get(window.token()), time));
      }
    }
  }

  SortedMap<String, TokenHeartbeats> heartbeats() {
    return heartbeats;
  }

  private static TokenHeartbeats with(@Nullable TokenHeartbeats known, Instant time) {
    return known == null ? new TokenHeartbeats(time, time) : known.with(time);
  }
}
