package io.github.scimexporter.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A serving exporter, started by the shipped launcher on a free port of loopback. */
final class Exporter implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("listens on http://[^\\s\"]*:(\\d+)");

  /** Linux counts a process's processor time in hundredths, whatever its clock. */
  private static final double TICKS_A_SECOND = 100;

  private static final int USER_TICKS = 11;

  private final Process process;
  private final int port;

  private Exporter(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one, and returns when it listens; it may not be ready then.
   *
   * @param work its directory, with its configuration in scim-exporter.yml
   * @throws BenchException if it ends
   */
  static Exporter start(Parts parts, Path javaHome, Path work) throws IOException, BenchException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    parts.launcher().toString(),
                    "--config.file=" + work.resolve("scim-exporter.yml"),
                    "--storage.path=" + work.resolve("data"),
                    "--web.listen-address=127.0.0.1:0"))
            .redirectErrorStream(true);
    builder.environment().putAll(Parts.javaEnvironment(javaHome));
    Process process = builder.start();
    // Whoever ends this program ends what it started.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    BufferedReader log = process.inputReader();
    String last = "it said nothing";
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher matcher = LISTENS.matcher(line);
      if (matcher.find()) {
        drain(process.getInputStream());
        return new Exporter(process, Integer.parseInt(matcher.group(1)));
      }
      last = line;
    }
    throw new BenchException("the exporter ended: " + last);
  }

  /** What it says must not fill the pipe. */
  private static void drain(InputStream log) {
    Thread thread =
        new Thread(
            () -> {
              try (log) {
                log.transferTo(OutputStream.nullOutputStream());
              } catch (IOException ignored) {
                // Java closes it when it ends the process.
              }
            },
            "exporter's log");
    thread.setDaemon(true);
    thread.start();
  }

  Scraper scraper() throws IOException {
    return new Scraper(port);
  }

  /**
   * Scrapes until the evidence is served, with so many milliseconds in between.
   *
   * @return the first such answer
   */
  static Scraper.Answer awaitReady(Scraper scraper, int pauseMillis)
      throws IOException, InterruptedException {
    Scraper.Answer answer = scraper.ask();
    while (answer.status() != 200 || answer.sum("scim_exporter_ready") != 1) {
      Schedule.pause(pauseMillis);
      answer = scraper.ask();
    }
    return answer;
  }

  /** Memory that is resident now. */
  double residentMebibytes() throws IOException {
    return status("VmRSS:");
  }

  /** The most memory that was resident at once. */
  double peakMebibytes() throws IOException {
    return status("VmHWM:");
  }

  private double status(String field) throws IOException {
    return Files.readAllLines(proc("status")).stream()
            .filter(line -> line.startsWith(field))
            .mapToDouble(
                line ->
                    Double.parseDouble(line.substring(field.length()).strip().split(" ", -1)[0]))
            .findFirst()
            .orElseThrow(() -> new IOException(proc("status") + " has no " + field))
        / 1024;
  }

  /** Processor time that it has used so far. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(proc("stat"));
    // The name, which may hold blanks, stands in brackets.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]))
        / TICKS_A_SECOND;
  }

  private Path proc(String file) {
    return Path.of("/proc", String.valueOf(process.pid()), file);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
