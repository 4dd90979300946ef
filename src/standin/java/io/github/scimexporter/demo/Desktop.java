package io.github.scimexporter.demo;

import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;

/** The desktop of whoever runs the demo, where there is one. */
final class Desktop {
  private Desktop() {}

  /** Opens an address in the usual browser. Where that cannot be done, nothing happens. */
  static void open(URI address) {
    if (Stream.of("DISPLAY", "WAYLAND_DISPLAY").allMatch(name -> System.getenv(name) == null)) {
      return;
    }
    try {
      new ProcessBuilder("xdg-open", address.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // Its address was printed; no desktop has to have the program.
    }
  }
}
