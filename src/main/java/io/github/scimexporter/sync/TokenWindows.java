package io.github.scimexporter.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The windows of all registered tokens whose use is watched, retired ones too.
 *
 * @param bySync the windows by the name of the sync
 */
public record TokenWindows(Map<String, List<TokenWindow>> bySync) {
  /** No token. */
  public static final TokenWindows NONE = new TokenWindows(Map.of());

  /** Copies map and lists. */
  public TokenWindows {
    Map<String, List<TokenWindow>> copy = new HashMap<>();
    bySync.forEach((sync, windows) -> copy.put(sync, List.copyOf(windows)));
    bySync = Map.copyOf(copy);
  }

  /** Those of one sync. */
  public List<TokenWindow> of(String sync) {
    return bySync.getOrDefault(sync, List.of());
  }
}
