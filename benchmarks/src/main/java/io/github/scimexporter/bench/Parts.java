package io.github.scimexporter.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is measured, and with.
 *
 * @param repository its root
 * @param peers where bin/get-peers put the peers
 * @param libraries where their libraries are, as in LD_LIBRARY_PATH
 * @param javaHome the Java that the exporter runs on
 */
record Parts(Path repository, Path peers, String libraries, Path javaHome) {
  /** How the exporter is started. */
  Path launcher() {
    return repository.resolve("bin/scim-exporter");
  }

  /** Where logs and what else is made is kept. */
  Path made() {
    return repository.resolve(".cache/bench");
  }

  Path mtailProgram(LogKind kind) {
    return repository.resolve("benchmarks/mtail/" + kind.label() + ".mtail");
  }

  boolean has(String peer) {
    return Files.isExecutable(Path.of(peer(peer)));
  }

  String peer(String name) {
    return peers.resolve("usr/bin").resolve(name).toString();
  }

  Map<String, String> peerEnvironment() {
    return Map.of("LD_LIBRARY_PATH", libraries);
  }

  Map<String, String> javaEnvironment() {
    return javaEnvironment(javaHome);
  }

  /** What makes the launcher take that Java. */
  static Map<String, String> javaEnvironment(Path javaHome) {
    return Map.of(
        "JAVA_HOME",
        javaHome.toString(),
        "PATH",
        javaHome.resolve("bin") + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
  }
}
