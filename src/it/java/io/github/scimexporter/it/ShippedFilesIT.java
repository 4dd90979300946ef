package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped rules and configuration, checked by the programs that will read them. */
class ShippedFilesIT {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();

  /** The one that the run was given, and every version that bin/get-prometheus has brought. */
  static Set<Path> versions() throws IOException {
    Set<Path> versions = new TreeSet<>();
    Optional.ofNullable(System.getProperty("scim.prometheus.dir"))
        .map(given -> Path.of(given).toAbsolutePath().normalize())
        .ifPresent(versions::add);
    Path cache = REPOSITORY.resolve(".cache");
    if (Files.isDirectory(cache)) {
      try (Stream<Path> found = Files.list(cache)) {
        // Names with a dot are of a run of get-prometheus that is under way, or was killed.
        found
            .filter(path -> path.getFileName().toString().matches("prometheus-[a-z0-9-]+"))
            .forEach(versions::add);
      }
    }
    assertThat(versions).as("no Prometheus here; run bin/get-prometheus").isNotEmpty();
    return versions;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void prometheusTakesItsConfigurationAndRules(Path version) throws Exception {
    mustPass(program(version, "promtool"), "check", "config", "prometheus/prometheus.yml");
    mustPass(
        program(version, "promtool"),
        "check",
        "rules",
        "--lint=all",
        "--lint-fatal",
        "prometheus/rules/scim-exporter.yml");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theRulesPassTheirUnitTests(Path version) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(program(version, "promtool").toString(), "test", "rules"));
    try (Stream<Path> tests = Files.list(REPOSITORY.resolve("prometheus/tests"))) {
      tests.map(Path::toString).sorted().forEach(command::add);
    }
    run(command);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void alertmanagerTakesItsConfiguration(Path version) throws Exception {
    mustPass(program(version, "amtool"), "check-config", "alertmanager/alertmanager.yml");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyAlertGoesToItsReceiver(Path version) throws Exception {
    List<String> routes =
        Files.readAllLines(REPOSITORY.resolve("alertmanager/tests/routes.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    assertThat(routes).isNotEmpty();
    for (String route : routes) {
      String[] sides = route.split(" => ", -1);
      List<String> command =
          new ArrayList<>(
              List.of(
                  program(version, "amtool").toString(),
                  "config",
                  "routes",
                  "test",
                  "--config.file=alertmanager/alertmanager.yml"));
      command.addAll(List.of(sides[0].split(" ", -1)));
      // amtool may warn of something before it answers.
      assertThat(run(command).lines().reduce((before, last) -> last)).as(route).hasValue(sides[1]);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theMailReadsAsItsGoldenFiles(Path version) throws Exception {
    for (String mail : List.of("mail-firing", "mail-resolved")) {
      for (String part : List.of("subject", "text", "html")) {
        String rendered =
            run(
                List.of(
                    program(version, "amtool").toString(),
                    "template",
                    "render",
                    "--template.glob=alertmanager/templates/*.tmpl",
                    "--template.data=alertmanager/tests/" + mail + ".json",
                    "--template.type=" + (part.equals("html") ? "html" : "text"),
                    "--template.text={{ template \"scim." + part + "\" . }}"));
        Path golden = REPOSITORY.resolve("alertmanager/tests/" + mail + "." + part);
        if (Boolean.getBoolean("scim.golden")) {
          Files.writeString(golden, rendered);
        }
        assertThat(rendered).as(golden.toString()).isEqualTo(Files.readString(golden));
      }
    }
  }

  static Path program(Path version, String name) {
    return version.resolve("usr/bin").resolve(name);
  }

  private static void mustPass(Path program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    run(command);
  }

  static String run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(REPOSITORY.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + output).isZero();
    return output;
  }
}
