package io.github.scimexporter.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A command that reads a log.
 *
 * @param name what it is called in the table
 * @param command the program and its arguments
 * @param environment what it is told beside those of this process
 * @param bytes how many bytes of log it reads, decompressed
 * @param check compares what it printed with what is in the log
 */
record Contestant(
    String name, List<String> command, Map<String, String> environment, long bytes, Check check) {
  /** Compares what a command printed with what is in the log. */
  @FunctionalInterface
  interface Check {
    /**
     * Returns where they are the same.
     *
     * @param output what the command printed
     * @throws BenchException if they are not, with both
     */
    void against(Path output) throws IOException, BenchException;
  }

  Contestant {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** The same, with its command started by another one. */
  Contestant startedBy(List<String> starter) {
    List<String> whole = Stream.concat(starter.stream(), command.stream()).toList();
    return new Contestant(name, whole, environment, bytes, check);
  }
}
