package io.github.scimexporter.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs that print on a pseudo-terminal, none of which is lost. */
class ProgramTest {
  private static final Typist NOBODY = new Typist.Script(InputStream.nullInputStream());

  private record Ran(int exitCode, String printed) {}

  private static Ran run(String script) throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    int exitCode = Program.run(List.of("/bin/sh", "-c", script), NOBODY, screen);
    return new Ran(exitCode, screen.toString(StandardCharsets.UTF_8).replace("\r", ""));
  }

  /**
   * So it is before the program has opened its terminal, too, which no test can bring about: stty,
   * which switches the echo off, may open and close it first.
   */
  @Test
  void whatIsPrintedAfterNobodyHadTheTerminalOpenIsRead() throws Exception {
    assertThat(run("t=$(tty); exec <&- >&- 2>&-; sleep 0.3; echo late >\"$t\"; exit 3"))
        .isEqualTo(new Ran(3, "late\n"));
  }

  @Test
  void whatIsPrintedJustBeforeTheProgramIsKilledIsRead() throws Exception {
    assertThat(run("echo last words; kill -9 $$")).isEqualTo(new Ran(128 + 9, "last words\n"));
  }

  @Test
  void allThatIsPrintedIsReadHoweverMuch() throws Exception {
    Ran ran = run("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); echo $i; done");
    assertThat(ran.printed().lines())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 20_000).mapToObj(Integer::toString).toList());
  }
}
