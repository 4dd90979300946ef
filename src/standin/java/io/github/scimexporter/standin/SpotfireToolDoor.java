package io.github.scimexporter.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The way by which the stand-in for Spotfire's tool issues and revokes tokens of the stand-in for
 * Spotfire, as the real tool does in the database. On loopback, and in no access log.
 */
public final class SpotfireToolDoor implements AutoCloseable {
  private final SpotfireStandIn spotfire;
  private final String password;
  private final HttpServer http;
  private volatile boolean revokes = true;

  /** Opens the door for whoever knows the tool's password. */
  public SpotfireToolDoor(SpotfireStandIn spotfire, String password) {
    this.spotfire = spotfire;
    this.password = password;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/issue", exchange -> answer(exchange, this::issue));
    http.createContext("/revoke", exchange -> answer(exchange, this::revoke));
    http.start();
  }

  /** From now on the tool says that it revoked, and does not. */
  public void revokeNothing() {
    revokes = false;
  }

  /**
   * Writes the tool: a program to start like Spotfire's {@code config}.
   *
   * @param zone the time zone of its Java
   */
  public Path writeTool(Path file, ZoneId zone) {
    URI door = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    try {
      Files.writeString(
          file,
          """
          #!/bin/sh
          exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Duser.timezone=%s -cp '%s' %s %s "$@"
          """
              .formatted(
                  Path.of(System.getProperty("java.home"), "bin", "java"),
                  zone,
                  Path.of(
                      SpotfireTool.class
                          .getProtectionDomain()
                          .getCodeSource()
                          .getLocation()
                          .toURI()),
                  SpotfireTool.class.getName(),
                  door));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the stand-in is in no directory", e);
    }
  }

  private interface Work {
    String of(List<String> lines);
  }

  private void answer(HttpExchange exchange, Work work) throws IOException {
    try (exchange) {
      List<String> lines =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      boolean allowed = lines.get(0).equals(password);
      byte[] answer =
          (allowed ? work.of(lines) : "The tool password is wrong.")
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(allowed ? 200 : 403, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** Lines: password, hours, scopes, zone. */
  private String issue(List<String> lines) {
    IssuedToken token =
        spotfire.issueToken(
            Instant.now().plus(Duration.ofHours(Long.parseLong(lines.get(1)))),
            Set.of(lines.get(2).split(",", -1)));
    return token.printed(ZoneId.of(lines.get(3)));
  }

  /** Lines: password, token. */
  private String revoke(List<String> lines) {
    if (revokes) {
      spotfire.revoke(new IssuedToken(lines.get(1), "", Set.of(), Instant.EPOCH));
    }
    return "The access token was successfully revoked.\n";
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
