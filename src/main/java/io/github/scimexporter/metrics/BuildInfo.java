package io.github.scimexporter.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this program is.
 *
 * @param version its version
 * @param revision the commit that it was built from; empty where it was built from no checkout
 * @param javaVersion the Java that runs it
 */
public record BuildInfo(String version, String revision, String javaVersion) {
  /** Reads what the build left in the jar. */
  public static BuildInfo current() {
    Properties build = new Properties();
    try (InputStream file = BuildInfo.class.getResourceAsStream("build.properties")) {
      if (file == null) {
        throw new IllegalStateException("build.properties is missing from the program");
      }
      build.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String revision = build.getProperty("revision", "");
    return new BuildInfo(
        build.getProperty("version", ""),
        revision.startsWith("${") ? "" : revision,
        System.getProperty("java.version", ""));
  }
}
