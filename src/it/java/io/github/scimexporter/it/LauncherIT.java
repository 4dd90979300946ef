package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterJar.Result;
import io.github.scimexporter.installation.LauncherInstall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is installed, started as its users start it: by {@code scim-exporter}. */
class LauncherIT {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();
  private static final ExporterJar BUILT = ExporterJar.built(REPOSITORY);
  private static final String LINE =
      "192.0.2.7 - - [20/Nov/2026:11:56:39 +0000] \"GET /scim/v2/Users HTTP/1.1\" 200 512\n";
  private static final String COUNTED = "1 line read, 0 not in the format.";

  /** With its archives. */
  @TempDir static Path shared;

  private static LauncherInstall installed = new LauncherInstall(Path.of(""), Path.of(""));

  @TempDir Path work;

  @BeforeAll
  static void install() throws Exception {
    installed = LauncherInstall.into(shared.resolve("scim-exporter"), REPOSITORY);
    Result made = installed.run(installed.archiver(), shared, Map.of(), Path.of("/dev/null"));
    assertThat(made.exit()).as(made.toString()).isZero();
    assertThat(made.out().lines()).hasSize(2);
  }

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        work.resolve("my config.yml"),
        """
        access_logs:
          - {name: tss1, paths: ["access*.log"]}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/scim/v2"}
        """);
    Files.writeString(work.resolve("my access.log"), LINE);
  }

  @Test
  void argumentsWithBlanksAreWhole() throws Exception {
    Result done = scan(installed, "my access.log");
    assertThat(done.out()).startsWith(COUNTED);
    assertThat(done.err()).isEmpty();
    assertThat(done.exit()).isZero();
  }

  @Test
  void standardInputIsTheExporters() throws Exception {
    assertThat(scan(installed, "-").out()).startsWith(COUNTED);
  }

  @Test
  void exitCodesAreTheExporters() throws Exception {
    Result refused = scan(installed, "no such.log");
    assertThat(refused.err()).startsWith("scim-exporter: no such.log: does not exist;");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(run(installed, Map.of(), "--no-such-option").exit()).isEqualTo(2);
  }

  @Test
  void itStartsThroughSymbolicLinks() throws Exception {
    Files.createSymbolicLink(work.resolve("link"), installed.launcher());
    Path linkToLink = Files.createSymbolicLink(work.resolve("scim-exporter"), Path.of("link"));
    assertThat(installed.run(linkToLink, work, Map.of(), Path.of("/dev/null"), "--version").out())
        .startsWith("scim-exporter ");
  }

  @Test
  void aSignalReachesTheExporterWhichEndsInOrder() throws Exception {
    Path log = work.resolve("exporter.log");
    Process exporter =
        installed
            .process(
                installed.launcher(),
                work,
                Map.of(),
                "--config.file=my config.yml",
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.readString(log).contains("listens on") || !exporter.isAlive());
      exporter.destroy();
      assertThat(exporter.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      exporter.destroyForcibly();
    }
    assertThat(Files.readString(log).lines()).last().asString().endsWith("msg=stopped");
    assertThat(exporter.exitValue()).isEqualTo(143);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan", "serve"})
  void classesComeFromTheArchiveOfTheCommand(String command) throws Exception {
    assertThat(archived(installed, command)).isTrue();
  }

  @Test
  void withoutArchivesItStartsAllTheSame() throws Exception {
    LauncherInstall bare = install("with a blank");
    assertStarts(bare);
    assertThat(archived(bare, "scan")).isFalse();
  }

  @Test
  void archivesOfAJarElsewhereDoNoHarm() throws Exception {
    LauncherInstall moved = install("moved");
    copyArchives(moved);
    assertStarts(moved);
    assertThat(archived(moved, "scan")).isFalse();
  }

  @Test
  void archivesOfAnotherJarDoNoHarm() throws Exception {
    LauncherInstall upgraded = install("upgraded");
    assertThat(archive(upgraded).exit()).isZero();
    Files.setLastModifiedTime(
        upgraded.directory().resolve("scim-exporter.jar"),
        FileTime.from(Instant.parse("2026-11-24T00:00:00Z")));
    assertStarts(upgraded);
    assertThat(archived(upgraded, "scan")).isFalse();
  }

  @Test
  void filesThatAreNoArchivesDoNoHarm() throws Exception {
    LauncherInstall broken = install("broken");
    assertThat(archive(broken).exit()).isZero();
    for (Path archive : broken.archives()) {
      if (!archive.endsWith("jar")) {
        Files.delete(archive);
        Files.writeString(archive, "no archive");
      }
    }
    assertStarts(broken);
  }

  @Test
  void whereArchivesCannotBeWrittenOneLineSaysSo() throws Exception {
    LauncherInstall full = install("full");
    Files.writeString(full.directory().resolve("archives"), "in the way");
    Result refused = archive(full);
    assertThat(refused.err())
        .isEqualToIgnoringNewLines(
            "build-archives: no archives of classes: "
                + full.directory().toRealPath().resolve("archives")
                + ": cannot be written; run this as a user who may (the exporter starts without"
                + " them, only slower)");
    assertThat(refused.exit()).isEqualTo(1);
  }

  @Test
  void optionsForJavaAreAddedAndPrevail() throws Exception {
    Map<String, String> options = Map.of("JAVA_OPTS", "-Xmx77m  -XX:+PrintFlagsFinal");
    assertThat(run(installed, options, "--version").out())
        .containsPattern("MaxHeapSize +=  *" + (78 << 20));
  }

  @Test
  void whatJavaWarnsOfDoesNotGoAmongTheOutput() throws Exception {
    // Less than all that a scan is given for what is soon over.
    Map<String, String> options = Map.of("JAVA_OPTS", "-Xmx16m");
    Result warned =
        run(install("bare"), options, "scan", "--config.file=my config.yml", "my access.log");
    assertThat(warned.out()).startsWith(COUNTED);
    assertThat(warned.err()).contains("[warning]");
  }

  /** What {@code token issue} starts must not be kept small either. */
  @ParameterizedTest
  @CsvSource({"--config.check,true", "serve,true", "scan,false", "token,false"})
  void onlyWhatLastsIsKeptSmall(String command, boolean small) throws Exception {
    Path home = java("telling", "echo \"$*\"; env", "JAVA_VERSION=\"17.0.15\"\n");
    String told = run(installed, Map.of("JAVA_HOME", home.toString()), command).out();
    assertThat(told).contains(" -jar ");
    assertThat(told.contains("-Xms8m")).isEqualTo(small);
    assertThat(told.contains("MALLOC_ARENA_MAX=2")).isEqualTo(small);
  }

  @Test
  void withoutJavaOneLineSaysWhatToDo() throws Exception {
    Path tools = Files.createDirectory(work.resolve("tools"));
    Files.createSymbolicLink(tools.resolve("readlink"), Path.of("/usr/bin/readlink"));
    Result refused = run(installed, Map.of("JAVA_HOME", "", "PATH", tools.toString()), "--version");
    assertThat(refused.err())
        .isEqualToIgnoringNewLines(
            "scim-exporter: there is no java on PATH; install Java 17 or newer (Debian:"
                + " openjdk-17-jre-headless), or set JAVA_HOME");
    assertThat(refused.exit()).isEqualTo(1);
  }

  @Test
  void aJavaHomeWithoutJavaIsRefused() throws Exception {
    Result refused = run(installed, Map.of("JAVA_HOME", work.toString()), "--version");
    assertThat(refused.err())
        .isEqualToIgnoringNewLines(
            "scim-exporter: JAVA_HOME: there is no program "
                + work.resolve("bin/java")
                + "; name the directory of a Java 17 or newer, or unset JAVA_HOME");
    assertThat(refused.exit()).isEqualTo(1);
  }

  @Test
  void aJavaThatIsTooOldIsRefused() throws Exception {
    String says = "echo 'openjdk version \"1.8.0_402\"' >&2";
    assertThat(oldJava("eight", says, "").err()).contains("is Java 1.8.0_402; install Java 17");
    Result refused = oldJava("eleven", "exit 3", "JAVA_VERSION=\"11.0.22\"\n");
    assertThat(refused.err())
        .isEqualToIgnoringNewLines(
            "scim-exporter: "
                + work.resolve("eleven/bin/java")
                + " is Java 11.0.22; install Java 17 or newer and put it first on PATH, or set"
                + " JAVA_HOME");
    assertThat(refused.exit()).isEqualTo(1);
  }

  @Test
  void aJavaThatOnlyTheProgramItselfNamesIsTaken() throws Exception {
    Path home = java("unnamed", "exec " + BUILT.java() + " \"$@\"", "");
    Result done = run(installed, Map.of("JAVA_HOME", home.toString()), "--version");
    assertThat(done.out()).startsWith("scim-exporter ");
    assertThat(done.err()).isEmpty();
  }

  @Test
  void withoutAJarOneLineSaysWhereItBelongs() throws Exception {
    LauncherInstall empty = install("a/bin");
    Files.delete(empty.directory().resolve("scim-exporter.jar"));
    Result refused = run(empty, Map.of(), "--version");
    assertThat(refused.err().lines()).singleElement().asString().contains("does not exist;");
    assertThat(refused.exit()).isEqualTo(1);
  }

  private Result oldJava(String name, String script, String release) throws Exception {
    Path home = java(name, script, release);
    return run(installed, Map.of("JAVA_HOME", home.toString()), "--version");
  }

  private Path java(String name, String script, String release) throws IOException {
    Path home = work.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    if (!release.isEmpty()) {
      Files.writeString(home.resolve("release"), release);
    }
    return home;
  }

  private void assertStarts(LauncherInstall installation) throws Exception {
    Result done = scan(installation, "my access.log");
    assertThat(done.out()).startsWith(COUNTED);
    assertThat(done.err()).isEmpty();
    Result version = run(installation, Map.of(), "--version");
    assertThat(version.out()).startsWith("scim-exporter ").hasLineCount(1);
    assertThat(version.err()).isEmpty();
  }

  /** Whether the program's first class comes from an archive. */
  private boolean archived(LauncherInstall installation, String command) throws Exception {
    Path classes = work.resolve("classes.txt");
    Files.deleteIfExists(classes);
    String option = "-Xlog:class+load:file=classes.txt";
    run(installation, Map.of("JAVA_OPTS", option), command, "--version");
    return Files.readString(classes)
        .contains("io.github.scimexporter.Main source: shared objects file");
  }

  private Result scan(LauncherInstall installation, String log) throws Exception {
    return run(installation, Map.of(), "scan", "--config.file=my config.yml", log);
  }

  private Result run(LauncherInstall install, Map<String, String> environment, String... arguments)
      throws Exception {
    return install.run(
        install.launcher(), work, environment, work.resolve("my access.log"), arguments);
  }

  private Result archive(LauncherInstall install) throws Exception {
    return install.run(install.archiver(), work, Map.of(), work.resolve("my access.log"));
  }

  private LauncherInstall install(String name) throws IOException {
    return LauncherInstall.into(work.resolve(name), REPOSITORY);
  }

  private static void copyArchives(LauncherInstall to) throws IOException {
    Path target = Files.createDirectory(to.directory().resolve("archives"));
    for (Path archive : installed.archives()) {
      Files.copy(
          archive, target.resolve(archive.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
