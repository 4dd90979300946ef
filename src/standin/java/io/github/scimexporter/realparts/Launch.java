package io.github.scimexporter.realparts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How one part is started, whoever starts it.
 *
 * @param name {@code prometheus} or {@code alertmanager}
 * @param port of loopback
 * @param directory of the configuration file: everything the part reads and writes lies below it
 * @param arguments of the program
 */
record Launch(String name, int port, Path directory, List<String> arguments) {

  Launch {
    arguments = List.copyOf(arguments);
  }

  static Launch prometheus(Path configFile, List<String> flags) {
    int port = freePort();
    Path file = existing(configFile);
    Path directory = directoryOf(file);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--config.file=" + file,
                "--storage.tsdb.path=" + storage(directory, "prometheus", port),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.external-url=http://127.0.0.1:" + port,
                "--web.enable-lifecycle"));
    arguments.addAll(flags);
    return new Launch("prometheus", port, directory, arguments);
  }

  static Launch alertmanager(Path configFile, List<String> flags) {
    int port = freePort();
    Path file = existing(configFile);
    Path directory = directoryOf(file);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--config.file=" + file,
                "--storage.path=" + storage(directory, "alertmanager", port),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.external-url=http://127.0.0.1:" + port));
    arguments.addAll(flags);
    return new Launch("alertmanager", port, directory, arguments);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Path output() {
    return directory.resolve(name + "-" + port + ".log");
  }

  private static Path existing(Path configFile) {
    Path file = configFile.toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": there is no such configuration file");
    }
    return file;
  }

  private static Path directoryOf(Path file) {
    Path directory = file.getParent();
    if (directory == null) {
      throw new IllegalArgumentException(file + ": a configuration file lies in a directory");
    }
    return directory;
  }

  private static Path storage(Path directory, String name, int port) {
    try {
      return Files.createDirectories(directory.resolve(name + "-" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
