package io.github.scimexporter.page;

import io.github.scimexporter.status.Board;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.Times;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The page of one sync.
 *
 * @param card what its card says, too
 * @param ranges other ranges for the picture
 * @param tokens all its tokens
 * @param evidence what each source says
 */
public record Detail(
    Frame frame, Card card, List<Range> ranges, List<TokenRow> tokens, List<Group> evidence) {
  /** Copies the lists. */
  public Detail {
    ranges = List.copyOf(ranges);
    tokens = List.copyOf(tokens);
    evidence = List.copyOf(evidence);
  }

  static Detail of(Board board, SyncStatus sync, Optional<Range> asked) {
    Times times = new Times(board.time(), board.zone());
    return new Detail(
        Frame.of(sync.config().name(), "../", board, Stream.of(sync.level())),
        Card.of("s0", sync, times, asked),
        Arrays.asList(Range.values()),
        sync.tokens().stream().map(token -> TokenRow.of(token, times)).toList(),
        Evidence.of(sync, times));
  }
}
