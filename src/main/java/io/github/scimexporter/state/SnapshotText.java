package io.github.scimexporter.state;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scimexporter.sync.Block;
import io.github.scimexporter.sync.Resolution;
import io.github.scimexporter.sync.SyncState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Puts snapshots into words, one after the other, as {@link SnapshotJson} reads them. A scrape
 * waits for that, so what has not changed since the last one is not put into words again: of a sync
 * without news nothing, and of one with news only what is not of older days. Not safe for use by
 * several threads.
 */
final class SnapshotText {
  /** How a sync ends after the hours of a day: the hours, the history and the sync itself. */
  private static final byte[] END = bytes("}}}");

  private final JsonMapper json;
  private Map<String, SyncText> last = Map.of();

  /** A sync in words. */
  private static final class SyncText {
    private final SyncState state;

    /** All but the days before the newest, without the end. */
    private final byte[] newest;

    /** The days before the newest. */
    private final SortedMap<Long, Block> days;

    /** Those days in words, each after a comma. */
    private final byte[] older;

    private SyncText(SyncState state, byte[] newest, SortedMap<Long, Block> days, byte[] older) {
      this.state = state;
      this.newest = newest;
      this.days = days;
      this.older = older;
    }
  }

  SnapshotText(JsonMapper json) {
    this.json = json;
  }

  /** Writes a snapshot. */
  void write(Snapshot snapshot, OutputStream out) throws IOException {
    Map<String, SyncText> now = new HashMap<>();
    out.write(bytes("{\"version\":" + SnapshotJson.VERSION + ",\"syncs\":{"));
    String separator = "";
    for (Map.Entry<String, SyncState> sync : snapshot.ledger().syncs().entrySet()) {
      SyncText text = text(sync.getKey(), sync.getValue());
      now.put(sync.getKey(), text);
      out.write(bytes(separator));
      out.write(json.writeValueAsBytes(sync.getKey()));
      out.write(':');
      out.write(text.newest);
      out.write(text.older);
      out.write(END);
      separator = ",";
    }
    out.write(bytes("},\"logs\":"));
    out.write(json.writeValueAsBytes(SnapshotJson.logs(snapshot)));
    out.write(bytes(",\"files\":"));
    out.write(json.writeValueAsBytes(SnapshotJson.files(snapshot)));
    out.write('}');
    last = now;
  }

  private SyncText text(String name, SyncState state) throws IOException {
    SyncText known = last.get(name);
    if (known != null && known.state.equals(state)) {
      return known;
    }
    SortedMap<Long, Block> all = state.history().blocks(Resolution.HOUR);
    SortedMap<Long, Block> days =
        all.isEmpty() ? Collections.emptySortedMap() : all.headMap(all.lastKey());
    byte[] newest = json.writeValueAsBytes(SnapshotJson.sync(state));
    return new SyncText(
        state,
        Arrays.copyOf(newest, newest.length - END.length),
        days,
        known != null && known.days.equals(days) ? known.older : older(days));
  }

  private byte[] older(SortedMap<Long, Block> days) throws IOException {
    if (days.isEmpty()) {
      return new byte[0];
    }
    byte[] object = json.writeValueAsBytes(HistoryJson.days(days));
    object[0] = ',';
    return Arrays.copyOf(object, object.length - 1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
