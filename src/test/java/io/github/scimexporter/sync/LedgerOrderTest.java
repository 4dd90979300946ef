package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The ledger does not care about order, nor about how often it was stopped and started again. */
class LedgerOrderTest {
  private static final int CASES = 400;
  private static final Instant NOW = Instant.parse("2025-11-21T12:00:00Z");
  private static final SyncState START = SyncState.watchedSince(Instant.EPOCH);
  private static final List<Target> TARGETS = List.of(Target.values());
  private static final List<Method> METHODS = List.of(Method.values());
  private static final int[] CODES = {200, 201, 204, 400, 401, 401, 401, 403, 404, 409, 429, 500};

  @Test
  void shuffledEvidenceReadByLedgersOneAfterAnotherGivesWhatTheWordsMean() {
    Seed seed = Seed.get();
    for (int number = 0; number < CASES; number++) {
      Random random = seed.random(number);
      List<Evidence> evidence = evidence(random);
      List<TokenWindow> tokens = tokens(random);
      SyncState meaning = meaning(evidence, tokens);
      for (int order = 0; order < 3; order++) {
        Collections.shuffle(evidence, random);
        assertThat(read(evidence, tokens, random)).as(seed.describe(number)).isEqualTo(meaning);
      }
    }
  }

  private static final long[] SPANS = {20, 600_000, 86_400_000L, 86_400_000L * 400};

  private static List<Evidence> evidence(Random random) {
    List<Evidence> evidence = new ArrayList<>();
    int count = random.nextInt(80);
    // A short span makes times coincide, a longer one reaches past both ends of what is believed,
    // the longest past all that is kept by hour and minute.
    long spanMillis = SPANS[random.nextInt(SPANS.length)];
    for (int i = 0; i < count; i++) {
      if (random.nextInt(10) == 0) {
        evidence.add(new Evidence.ForeignRequest("s", CODES[random.nextInt(CODES.length)]));
        continue;
      }
      if (random.nextInt(10) == 0) {
        evidence.add(new Evidence.Execution("s", time(random, spanMillis)));
        continue;
      }
      int code = CODES[random.nextInt(CODES.length)];
      Target target = TARGETS.get(random.nextInt(TARGETS.size()));
      Instant time = time(random, spanMillis);
      Method method = METHODS.get(random.nextInt(METHODS.size()));
      OptionalLong duration =
          random.nextInt(3) == 0
              ? OptionalLong.empty()
              : OptionalLong.of(random.nextLong(1L << (1 + random.nextInt(62))));
      evidence.add(
          new Evidence.Request("s", method, code, Outcome.of(code, target), time, duration));
    }
    return evidence;
  }

  private static List<TokenWindow> tokens(Random random) {
    List<TokenWindow> tokens = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tokens.add(
          new TokenWindow(
              "token" + i,
              NOW.plusMillis(random.nextLong(-300_000, 300_000)),
              NOW.plusMillis(random.nextLong(-300_000, 300_000))));
    }
    return tokens;
  }

  private static Instant time(Random random, long spanMillis) {
    return random.nextInt(20) == 0
        ? Instant.parse("1999-12-31T23:59:59Z")
        : NOW.plusMillis(random.nextLong(spanMillis) - spanMillis / 2);
  }

  private static boolean isBelieved(Instant time) {
    return !time.isAfter(NOW.plusSeconds(120))
        && !time.isBefore(Instant.parse("2000-01-01T00:00:00Z"));
  }

  private static SyncState read(List<Evidence> evidence, List<TokenWindow> tokens, Random random) {
    SyncLedger ledger = new SyncLedger(START);
    ledger.watch(tokens);
    for (Evidence one : evidence) {
      if (random.nextInt(8) == 0) {
        ledger = new SyncLedger(ledger.state());
        ledger.watch(tokens);
      }
      ledger.apply(one, NOW);
    }
    return ledger.state();
  }

  /** What the contract's words say of the evidence as a set. */
  private static SyncState meaning(List<Evidence> evidence, List<TokenWindow> tokens) {
    TreeMap<RequestKey, Long> requests = new TreeMap<>();
    TreeMap<Integer, Long> foreign = new TreeMap<>();
    DurationHistogram.Tally durations = DurationHistogram.NONE.tally();
    List<Evidence.Request> believed = new ArrayList<>();
    Map<Source, Instant> lastSuccess = new EnumMap<>(Source.class);
    for (Evidence one : evidence) {
      if (one instanceof Evidence.Request request) {
        requests.merge(new RequestKey(request.method(), request.code()), 1L, Long::sum);
        request.durationMicros().ifPresent(durations::add);
        if (isBelieved(request.time())) {
          believed.add(request);
        }
      } else if (one instanceof Evidence.ForeignRequest other) {
        foreign.merge(other.code(), 1L, Long::sum);
      } else if (one instanceof Evidence.Execution execution && isBelieved(execution.ended())) {
        lastSuccess.merge(Source.ENTRA, execution.ended(), (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
    Optional<Instant> success =
        believed.stream()
            .filter(request -> request.outcome() == Outcome.SUCCESS)
            .map(Evidence.Request::time)
            .max(Instant::compareTo);
    TreeMap<String, TokenHeartbeats> heartbeats = new TreeMap<>();
    for (TokenWindow token : tokens) {
      List<Instant> under =
          believed.stream()
              .filter(request -> request.outcome() == Outcome.SUCCESS)
              .map(Evidence.Request::time)
              .filter(time -> !time.isBefore(token.from()) && time.isBefore(token.until()))
              .sorted()
              .toList();
      if (!under.isEmpty()) {
        heartbeats.put(
            token.token(), new TokenHeartbeats(under.get(0), under.get(under.size() - 1)));
      }
    }
    success.ifPresent(time -> lastSuccess.put(Source.ACCESS_LOG, time));
    Map<Outcome, Instant> lastFailure = new EnumMap<>(Outcome.class);
    Map<Outcome, TreeMap<Long, Long>> since = new EnumMap<>(Outcome.class);
    for (Evidence.Request request : believed) {
      if (!request.outcome().isFailure()) {
        continue;
      }
      lastFailure.merge(request.outcome(), request.time(), (a, b) -> a.compareTo(b) > 0 ? a : b);
      if (success.isEmpty() || request.time().isAfter(success.get())) {
        since
            .computeIfAbsent(request.outcome(), none -> new TreeMap<>())
            .merge(request.time().toEpochMilli(), 1L, Long::sum);
      }
    }
    Map<Outcome, Failures> failures = new EnumMap<>(Outcome.class);
    since.forEach((outcome, times) -> failures.put(outcome, new Failures(1, times)));
    return new SyncState(
        Instant.EPOCH,
        requests,
        foreign,
        believed.stream().map(Evidence.Request::time).min(Instant::compareTo),
        lastSuccess,
        lastFailure,
        failures,
        heartbeats,
        durations.histogram(),
        new History(
            Map.of(
                Resolution.HOUR, blocks(evidence, 3600, 24, 90),
                Resolution.MINUTE, blocks(evidence, 60, 60, 7))));
  }

  /** The believed evidence by day and hour, or by hour and minute, as text. */
  private static SortedMap<Long, Block> blocks(
      List<Evidence> evidence, long stepSeconds, int slots, int kept) {
    SortedMap<Long, SortedMap<String, int[]>> counts = new TreeMap<>();
    for (Evidence one : evidence) {
      Instant time;
      String series;
      if (one instanceof Evidence.Request request) {
        time = request.time();
        series = request.outcome().label() + " " + request.code();
      } else if (one instanceof Evidence.Execution execution) {
        time = execution.ended();
        series = "entra";
      } else {
        continue;
      }
      if (isBelieved(time)) {
        long slot = Math.floorDiv(time.getEpochSecond(), stepSeconds);
        int[] numbers =
            counts
                .computeIfAbsent(Math.floorDiv(slot, slots), none -> new TreeMap<>())
                .computeIfAbsent(series, none -> new int[slots]);
        int index = Math.floorMod(slot, slots);
        numbers[index] = series.equals("entra") ? 1 : numbers[index] + 1;
      }
    }
    SortedMap<Long, Block> blocks = new TreeMap<>();
    Resolution resolution = slots == 24 ? Resolution.HOUR : Resolution.MINUTE;
    counts.forEach(
        (number, ofBlock) -> {
          if (number > counts.lastKey() - kept) {
            SortedMap<String, String> text = new TreeMap<>();
            ofBlock.forEach((series, numbers) -> text.put(series, text(numbers)));
            blocks.put(number, Block.parse(resolution, text));
          }
        });
    return blocks;
  }

  private static String text(int[] numbers) {
    return Arrays.stream(numbers)
        .mapToObj(number -> number == 0 ? "" : Integer.toString(number))
        .collect(Collectors.joining(","));
  }
}
