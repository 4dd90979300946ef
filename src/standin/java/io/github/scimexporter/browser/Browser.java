package io.github.scimexporter.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium without a window, of the directory in the system property {@code scim.chromium.dir},
 * which {@code bin/get-chromium} prints.
 */
public final class Browser implements AutoCloseable {
  private static final String DIRECTORY = "scim.chromium.dir";

  private final JsonMapper json = new JsonMapper();
  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts it.
   *
   * @throws IllegalStateException if there is none
   */
  public static Browser start(Look look) {
    String directory = System.getProperty(DIRECTORY, "");
    Path program = Path.of(directory, "chromium");
    Path driver = Path.of(directory, "chromedriver");
    if (directory.isEmpty() || !Files.isExecutable(program) || !Files.isExecutable(driver)) {
      throw new IllegalStateException(
          DIRECTORY
              + "='"
              + directory
              + "' is no directory with the programs chromium and chromedriver; give the one that"
              + " bin/get-chromium prints: -D"
              + DIRECTORY
              + "=$(bin/get-chromium | tail -n 1)");
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    // Root has no sandbox; only pages of this machine are opened.
    options.addArguments(
        "--headless=new",
        "--hide-scrollbars",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--lang=en");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.look(look);
    return browser;
  }

  /** Looks at what is open in another way. */
  public void look(Look look) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            look.size().width(),
            "height",
            look.size().height(),
            "deviceScaleFactor",
            look.size() == Look.Size.PHONE ? 2 : 1,
            "mobile",
            look.size() == Look.Size.PHONE));
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", look.theme().label()))));
  }

  /** Runs no script of a page any more. */
  public void switchScriptsOff() {
    command("Emulation.setScriptExecutionDisabled", Map.of("value", true));
  }

  /** Opens an address; returns once the page is there with all that it loads. */
  public void open(URI address) {
    driver.get(address.toString());
  }

  /** What this script returns. */
  public Object run(String script) {
    Object result = driver.executeScript(script);
    return result == null ? "" : result;
  }

  /** The text that is seen. */
  public String text() {
    return String.valueOf(run("return document.body.innerText"));
  }

  /** Where one is. */
  public URI address() {
    return URI.create(String.valueOf(driver.getCurrentUrl()));
  }

  /** Presses a key. */
  public void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  /** What assistive technology is told, also where no script runs: the names of all nodes. */
  public List<String> accessibleNames() {
    JsonNode tree = json.valueToTree(command("Accessibility.getFullAXTree", Map.of()));
    return StreamSupport.stream(tree.get("nodes").spliterator(), false)
        .map(node -> node.path("name").path("value").asText())
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** What the page or the browser wrote on the console since it was asked last. */
  public List<String> console() {
    List<String> lines = new ArrayList<>();
    driver.manage().logs().get(LogType.BROWSER).forEach(entry -> lines.add(entry.getMessage()));
    return lines;
  }

  /** The addresses of all that was asked for since it was asked last. */
  public List<URI> requests() {
    List<URI> requests = new ArrayList<>();
    driver
        .manage()
        .logs()
        .get(LogType.PERFORMANCE)
        .forEach(
            entry -> {
              JsonNode message = read(entry.getMessage()).path("message");
              if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                requests.add(
                    URI.create(message.at("/params/request/url").asText().replace(" ", "%20")));
              }
            });
    return requests;
  }

  /** What axe finds fault with: a line for each place. */
  public List<String> accessibilityFaults() {
    driver.executeScript(axe());
    Object found =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run(document).then(r => done(JSON.stringify(r.violations)),"
                + " e => done(JSON.stringify([{id: String(e), nodes: [{}]}])));");
    List<String> faults = new ArrayList<>();
    for (JsonNode violation : read(String.valueOf(found))) {
      for (JsonNode node : violation.path("nodes")) {
        faults.add(
            "%s: %s %s"
                .formatted(
                    violation.path("id").asText(),
                    node.path("html").asText(),
                    node.path("failureSummary").asText()));
      }
    }
    return faults;
  }

  /** Writes a picture of what is seen without scrolling, as PNG. */
  public void screenshot(Path file) {
    write(file, Map.of("format", "png"));
  }

  /** Writes a picture of the whole page, as PNG. */
  public void screenshotOfAll(Path file) {
    write(file, Map.of("format", "png", "captureBeyondViewport", true, "clip", clip()));
  }

  private Map<String, Object> clip() {
    JsonNode size =
        json.valueToTree(command("Page.getLayoutMetrics", Map.of())).path("cssContentSize");
    return Map.of(
        "x",
        0,
        "y",
        0,
        "width",
        size.path("width").asInt(),
        "height",
        size.path("height").asInt(),
        "scale",
        1);
  }

  private void write(Path file, Map<String, Object> parameters) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Object data = command("Page.captureScreenshot", parameters).get("data");
      Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new IllegalStateException("axe.min.js is not on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
