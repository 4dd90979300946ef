package io.github.scimexporter.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows in which {@code scan} reads whole logs beside its peers. */
final class ScanRows {
  static final int COMMON_PERCENT = 5;
  private static final long SEED = 1;
  private static final int MANY_SYNCS = 1000;
  private static final int SLOW_ROUNDS = 3;

  private static final double TO_RIPGREP = 0.8;
  private static final double TO_MTAIL_COMMON = 50;
  private static final double TO_MTAIL_EXTENDED = 25;
  private static final double TO_GZIP = 1.2;
  private static final double TO_ONE_SYNC = 1.5;
  private static final double SAME = 1.1;

  private final Parts parts;
  private final Scale scale;
  private final Contestants contestants;
  private final Stopwatch stopwatch;

  ScanRows(Parts parts, Scale scale) {
    this.parts = parts;
    this.scale = scale;
    contestants = new Contestants(parts);
    stopwatch = new Stopwatch(Path.of(parts.peer("time")), parts.made());
  }

  /** Beside ripgrep, by an expression for all that {@code scan} finds, and by an easier one. */
  List<Row> common() throws IOException, InterruptedException, BenchException {
    String what = "`scan` of " + scale.size(1024) + " `common`, 5 % SCIM lines, beside `rg -j1 -c`";
    String goal = "at most 0.8 × rg";
    if (!parts.has("rg")) {
      return List.of(Row.notRun(what, goal, "no rg: bin/get-peers says why"));
    }
    MadeLog log = log(LogKind.COMMON, 1024, COMMON_PERCENT, 1, ".log");
    Turns turns =
        turns(
            scale.rounds(),
            contestants.scan(log, 1),
            contestants.ripgrep(log, Contestants.REGEX),
            contestants.ripgrep(log, Contestants.REGEX_OF_ONE_SPELLING));
    Series ratio = turns.seconds(0).with(turns.seconds(1), (a, b) -> a / b);
    Series easierRatio = turns.seconds(0).with(turns.seconds(2), (a, b) -> a / b);
    return List.of(
        new Row(
            what,
            goal,
            figures(turns, "scan", "rg"),
            ratio.text("%.2f", " ×"),
            scale.verdict(ratio.median() <= TO_RIPGREP)),
        new Row(
            "the same, rg looking for one spelling of the path only",
            "",
            "rg " + figures(turns, 2),
            easierRatio.text("%.2f", " ×"),
            Row.Verdict.NOT_JUDGED));
  }

  /** Beside mtail, which reads a quarter of it. */
  Row mtail() throws IOException, InterruptedException, BenchException {
    return slowPeer(
        "mtail",
        "`scan` of " + scale.size(1024) + " `common`, 5 % SCIM lines",
        TO_MTAIL_COMMON,
        log(LogKind.COMMON, 1024, COMMON_PERCENT, 1, ".log"),
        log(LogKind.COMMON, 256, COMMON_PERCENT, 1, ".log"),
        List.of());
  }

  /** Beside goaccess, which reads a sixteenth of it. */
  Row goaccess() throws IOException, InterruptedException, BenchException {
    return slowPeer(
        "goaccess",
        "`scan` of " + scale.size(1024) + " `common`, 5 % SCIM lines",
        0,
        log(LogKind.COMMON, 1024, COMMON_PERCENT, 1, ".log"),
        log(LogKind.COMMON, 64, COMMON_PERCENT, 1, ".log"),
        List.of());
  }

  /** Beside mtail on one core, which reads a quarter of it. */
  Row extended() throws IOException, InterruptedException, BenchException {
    return slowPeer(
        "mtail",
        "`scan` of " + scale.size(512) + " `extended`, all lines SCIM, on one core",
        TO_MTAIL_EXTENDED,
        log(LogKind.EXTENDED, 512, 100, 1, ".log"),
        log(LogKind.EXTENDED, 128, 100, 1, ".log"),
        List.of("taskset", "-c", "0"));
  }

  private Row slowPeer(
      String peer, String what, double goal, MadeLog log, MadeLog smaller, List<String> starter)
      throws IOException, InterruptedException, BenchException {
    String beside = what + ", beside " + peer;
    String goalText = goal == 0 ? "" : String.format(Locale.ROOT, "at least %.0f × as fast", goal);
    if (!parts.has(peer)) {
      return Row.notRun(beside, goalText, "no " + peer + ": bin/get-peers says why");
    }
    Contestant slow =
        peer.equals("mtail") ? contestants.mtail(smaller) : contestants.goaccess(smaller);
    Turns turns =
        turns(
            Math.min(scale.rounds(), SLOW_ROUNDS),
            contestants.scan(log, 1).startedBy(starter),
            slow.startedBy(starter));
    double factor = (double) log.spec().bytes() / smaller.spec().bytes();
    Series ratio = turns.seconds(0).with(turns.seconds(1), (a, b) -> b * factor / a);
    return new Row(
        beside,
        goalText,
        figures(turns, "scan", peer + " on " + (smaller.spec().bytes() >> 20) + " MiB"),
        ratio.text("%.1f", " × as fast") + ", by bytes",
        goal == 0 ? Row.Verdict.NOT_JUDGED : scale.verdict(ratio.median() >= goal));
  }

  /** A compressed log. */
  Row gzip() throws IOException, InterruptedException, BenchException {
    MadeLog log = log(LogKind.COMMON, 1024, COMMON_PERCENT, 1, ".log.gz");
    Turns turns = turns(scale.rounds(), contestants.scan(log, 1), contestants.gzip(log));
    Series ratio = turns.seconds(0).with(turns.seconds(1), (a, b) -> a / b);
    return new Row(
        "`scan` of the same as gzip, beside `gzip -dc FILE >/dev/null`",
        "at most 1.2 × gzip",
        figures(turns, "scan", "gzip"),
        ratio.text("%.2f", " ×"),
        scale.verdict(ratio.median() <= TO_GZIP));
  }

  /** Logs of several sizes. */
  List<Row> sizes() throws IOException, InterruptedException, BenchException {
    int[] mebibytes = {102, 1024, 4096};
    List<Contestant> scans = new ArrayList<>();
    for (int size : mebibytes) {
      scans.add(contestants.scan(log(LogKind.COMMON, size, COMMON_PERCENT, 1, ".log"), 1));
    }
    Turns turns = Turns.of(stopwatch, scale.rounds(), scans);
    List<String> times = new ArrayList<>();
    List<String> peaks = new ArrayList<>();
    double smallest = Double.MAX_VALUE;
    double largest = 0;
    for (int i = 0; i < mebibytes.length; i++) {
      String size = scale.size(mebibytes[i]) + ": ";
      times.add(size + turns.seconds(i).text("%.2f", " s"));
      peaks.add(size + turns.peakMebibytes(i).text("%.0f", " MiB"));
      smallest = Math.min(smallest, turns.peakMebibytes(i).median());
      largest = Math.max(largest, turns.peakMebibytes(i).median());
    }
    // What a GiB more takes, so that the start does not count.
    Series first = perGibibyte(turns, scans, 1);
    Series then = perGibibyte(turns, scans, 2);
    Series ratio = then.with(first, (a, b) -> a / b);
    return List.of(
        new Row(
            "time of `scan` with size, `common`",
            "linear",
            String.join(", ", times),
            ratio.text("%.2f", " × a GiB of the last step to one of the first"),
            scale.verdict(ratio.median() <= SAME)),
        new Row(
            "peak memory of `scan` with size, `common`",
            "the same within 10 %",
            String.join(", ", peaks),
            String.format(Locale.ROOT, "%.2f × largest to smallest", largest / smallest),
            scale.verdict(largest <= SAME * smallest)));
  }

  private static Series perGibibyte(Turns turns, List<Contestant> scans, int step) {
    double more = (scans.get(step).bytes() - scans.get(step - 1).bytes()) / (double) (1 << 30);
    return turns.seconds(step).with(turns.seconds(step - 1), (a, b) -> (a - b) / more);
  }

  /** Many syncs on one log. */
  List<Row> syncs() throws IOException, InterruptedException, BenchException {
    MadeLog log = log(LogKind.COMMON, 1024, COMMON_PERCENT, 1, ".log");
    MadeLog spread = log(LogKind.COMMON, 1024, COMMON_PERCENT, MANY_SYNCS, "-1000-paths.log");
    Turns turns =
        turns(
            scale.rounds(),
            contestants.scan(log, MANY_SYNCS),
            contestants.scan(log, 1),
            contestants.scan(spread, MANY_SYNCS));
    Series ratio = turns.seconds(0).with(turns.seconds(1), (a, b) -> a / b);
    Series spreadRatio = turns.seconds(2).with(turns.seconds(1), (a, b) -> a / b);
    return List.of(
        new Row(
            "1,000 syncs on one log of " + scale.size(1024) + " `common`, beside 1",
            "at most 1.5 × 1 sync",
            figures(turns, "1,000 syncs", "1 sync"),
            ratio.text("%.2f", " ×"),
            scale.verdict(ratio.median() <= TO_ONE_SYNC)),
        new Row(
            "the same where the SCIM lines are spread over 1,000 paths",
            "",
            "1,000 syncs " + turns.seconds(2).text("%.2f", " s"),
            spreadRatio.text("%.2f", " ×"),
            Row.Verdict.NOT_JUDGED));
  }

  private Turns turns(int rounds, Contestant... all)
      throws IOException, InterruptedException, BenchException {
    return Turns.of(stopwatch, rounds, List.of(all));
  }

  private static String figures(Turns turns, String first, String second) {
    return first
        + " "
        + figures(turns, 0)
        + String.format(Locale.ROOT, ", peak %.0f MiB; ", turns.peakMebibytes(0).median())
        + second
        + " "
        + figures(turns, 1);
  }

  private static String figures(Turns turns, int contestant) {
    return turns.seconds(contestant).text("%.2f", " s")
        + String.format(Locale.ROOT, ", CPU %.2f s", turns.cpuSeconds(contestant).median());
  }

  private MadeLog log(LogKind kind, int mebibytes, int percent, int paths, String ending)
      throws IOException {
    return log(parts, scale, kind, mebibytes, percent, paths, ending);
  }

  /** A made log of the size that the goals speak of, or as much smaller as the scale says. */
  static MadeLog log(
      Parts parts, Scale scale, LogKind kind, int mebibytes, int percent, int paths, String ending)
      throws IOException {
    long bytes = scale.bytes(mebibytes);
    String name = kind.label() + "-" + (bytes >> 20) + ending;
    Progress.say("making " + name + ", if it is not there");
    return MadeLog.at(parts.made().resolve(name), LogSpec.busy(kind, bytes, percent, paths, SEED));
  }
}
