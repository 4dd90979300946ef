package io.github.scimexporter.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Contestants side by side: one after the other in each round, another one first each time, after a
 * run of each that does not count.
 *
 * @param runs of each contestant, in the order of the contestants
 */
record Turns(List<List<Timed>> runs) {
  Turns {
    runs = runs.stream().map(List::copyOf).toList();
  }

  /** Runs them. */
  static Turns of(Stopwatch stopwatch, int rounds, List<Contestant> contestants)
      throws IOException, InterruptedException, BenchException {
    List<List<Timed>> runs = new ArrayList<>();
    for (Contestant contestant : contestants) {
      Progress.say("warming up " + contestant.name());
      stopwatch.run(contestant);
      runs.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        int which = (round + i) % contestants.size();
        Timed timed = stopwatch.run(contestants.get(which));
        Progress.say(contestants.get(which).name() + ": " + timed);
        runs.get(which).add(timed);
      }
    }
    return new Turns(runs);
  }

  Series seconds(int contestant) {
    return series(contestant, Timed::seconds);
  }

  Series cpuSeconds(int contestant) {
    return series(contestant, Timed::cpuSeconds);
  }

  Series peakMebibytes(int contestant) {
    return series(contestant, Timed::peakMebibytes);
  }

  private Series series(int contestant, ToDoubleFunction<Timed> value) {
    return new Series(runs.get(contestant).stream().mapToDouble(value).boxed().toList());
  }
}
