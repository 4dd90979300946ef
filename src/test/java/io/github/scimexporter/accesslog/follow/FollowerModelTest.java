package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.LogFormat;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of a log directory: after every reading, each line that stands whole in a file
 * that can be read was counted exactly once, and no line ever twice.
 */
class FollowerModelTest {
  private static final int CASES = Integer.getInteger("scim.cases", 500);
  private static final int STEPS = 60;

  private enum Step {
    WRITE,
    WRITE_AGAIN,
    HALF,
    HEADER,
    RENAME,
    REOPEN,
    DATED,
    COPY,
    COPY_AND_TRUNCATE,
    TRUNCATE,
    TRUNCATE_AND_WRITE,
    DELETE,
    REPLACE,
    COMPRESS,
    AWAY,
    LINK,
    WAIT,
    SCRAPE,
    RESTART,
    KILL,
    READ,
    READ_AGAIN
  }

  /** Histories as wild as these would fill the report with warnings. */
  private static final Logger LOGGER = Logger.getLogger("io.github.scimexporter");

  @TempDir private Path directory;

  @BeforeEach
  void beSilent() {
    LOGGER.setLevel(Level.SEVERE);
  }

  @AfterEach
  void beHeard() {
    LOGGER.setLevel(null);
  }

  @Test
  void everyWholeLineCountsOnceWhateverHappensToItsFile() throws IOException {
    long seed = Long.getLong("scim.seed", new Random().nextLong());
    for (int i = 0; i < CASES; i++) {
      run(seed + i);
    }
  }

  private void run(long seed) throws IOException {
    Random random = new Random(seed);
    ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));
    List<Step> history = new ArrayList<>();
    Path own = Files.createDirectory(directory.resolve(Long.toString(seed)));
    try (RotatingWorld world = new RotatingWorld(own, random, clock);
        Reading reading =
            new Reading(
                Syncs.log(LogFormat.Named.AUTO, world.glob()),
                // Half of the worlds know files by no key, as on Windows.
                new FileWorld(FileSystems.getDefault(), random.nextBoolean()),
                List.of(),
                clock)) {
      for (int i = 0; i < STEPS; i++) {
        Step step = Step.values()[random.nextInt(Step.values().length)];
        history.add(step);
        take(step, world, reading, random, clock);
        if (step == Step.READ || step == Step.READ_AGAIN || i == STEPS - 1) {
          reading.read();
          check(world, reading, "-Dscim.seed=" + seed + " -Dscim.cases=1 " + history);
        }
      }
    }
  }

  private static void take(
      Step step, RotatingWorld world, Reading reading, Random random, ManualClock clock)
      throws IOException {
    switch (step) {
      case WRITE, WRITE_AGAIN -> world.writeLines();
      case HALF -> world.writeHalfALine();
      case HEADER -> world.writeHeaderOnly();
      case RENAME -> world.rotateByRename();
      case REOPEN -> world.reopen();
      case DATED -> world.openDatedFile();
      case COPY -> world.copy();
      case COPY_AND_TRUNCATE -> {
        world.reopen();
        world.copy();
        if (random.nextBoolean()) {
          reading.read();
        }
        world.truncateAndWrite();
      }
      case TRUNCATE -> world.truncate();
      case TRUNCATE_AND_WRITE -> world.truncateAndWrite();
      case DELETE -> world.delete();
      case REPLACE -> world.replaceByAnotherFile();
      case COMPRESS -> world.compressOldest();
      case AWAY -> {
        // A copy that nobody saw as long as the original was there, or that a crash made forget,
        // cannot be known as one later.
        reading.read();
        reading.save();
        world.takeAwayOrBringBack();
      }
      case LINK -> world.link();
      case WAIT -> clock.advance(Duration.ofMinutes(random.nextInt(20)));
      case SCRAPE -> reading.scrape();
      case RESTART -> reading.restart();
      case KILL -> reading.crash();
      case READ, READ_AGAIN -> {}
    }
  }

  private static void check(RotatingWorld world, Reading reading, String history)
      throws IOException {
    assertThat(reading.requests().entrySet())
        .as("nothing is counted twice; %s", history)
        .allMatch(count -> count.getValue() == 1);
    assertThat(reading.requests().keySet())
        .as("what was shown is not taken back; %s", history)
        .containsAll(reading.shown());
    assertThat(reading.requests().keySet())
        .as("what can be read is counted; %s", history)
        .containsAll(world.readable());
    assertThat(reading.follower().lagBytes()).as("lag; %s", history).isBetween(0L, 200L * 30);
  }
}
