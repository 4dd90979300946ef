package io.github.scimexporter.page;

import io.github.scimexporter.status.Board;
import io.github.scimexporter.status.Level;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first page.
 *
 * @param headline all syncs in a sentence
 * @param cards a card for each sync, the most urgent first
 */
public record Index(Frame frame, String headline, List<Card> cards) {
  /** Copies the list. */
  public Index {
    cards = List.copyOf(cards);
  }

  static Index of(Board board) {
    Times times = new Times(board.time(), board.zone());
    List<Card> cards = new ArrayList<>();
    for (SyncStatus sync : board.syncs()) {
      cards.add(Card.of("s" + cards.size(), sync, times, Optional.empty()));
    }
    String headline = headline(board);
    return new Index(Frame.of("SCIM provisioning", "./", board, levels(board)), headline, cards);
  }

  private static Stream<Level> levels(Board board) {
    return board.syncs().stream().map(SyncStatus::level);
  }

  private static String headline(Board board) {
    if (!board.ready()) {
      return "The logs are still being read";
    }
    if (board.syncs().isEmpty()) {
      return "No sync is configured";
    }
    int all = board.syncs().size();
    Level worst = levels(board).min(Level::compareTo).orElse(Level.OK);
    long count = levels(board).filter(level -> level == worst).count();
    String who = all == 1 ? "The sync" : count + " of " + all + " syncs";
    boolean one = all == 1 || count == 1;
    return switch (worst) {
      case CRITICAL -> who + (one ? " needs" : " need") + " you now";
      case WARNING -> who + (one ? " needs" : " need") + " a look";
      case UNKNOWN -> who + (one ? " is" : " are") + " not known yet";
      case INFO, PAUSED, OK -> all == 1 ? "The sync is well" : "All " + all + " syncs are well";
    };
  }
}
