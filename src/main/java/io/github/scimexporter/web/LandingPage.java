package io.github.scimexporter.web;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** The page at {@code /}: what this is, what it watches, and where to look. */
public final class LandingPage {
  private LandingPage() {}

  /**
   * Makes the page.
   *
   * @param graph what Microsoft Graph says, by the name of the sync
   */
  public static String html(
      String version, Configuration configuration, Map<String, EntraReading> graph) {
    StringBuilder syncs = new StringBuilder();
    for (SyncConfig sync : configuration.syncs()) {
      syncs
          .append("<li><b>")
          .append(escape(sync.name()))
          .append("</b>: ")
          .append(provider(sync.provisionedFrom().provider()))
          .append(" provisions into ")
          .append(escape(sync.endpoint().toString()));
      Optional.ofNullable(graph.get(sync.name()))
          .ifPresent(reading -> appendGraph(syncs, sync.provisionedFrom(), reading));
      syncs.append("</li>\n");
    }
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>scim-exporter</title></head>
        <body>
        <h1>scim-exporter</h1>
        <p>Watches SCIM provisioning and tells Prometheus. Version %s.</p>
        <ul>
        %s</ul>
        <p><a href="/metrics">Metrics</a>, <a href="/-/healthy">healthy?</a>,
        <a href="/-/ready">ready?</a></p>
        </body>
        </html>
        """
        .formatted(escape(version), syncs);
  }

  private static void appendGraph(
      StringBuilder page, ProvisionedFrom configured, EntraReading reading) {
    page.append("\n<ul>\n");
    EntraApplication application = reading.application();
    String url =
        configured.portalUrl().isEmpty() ? application.portalUrl() : configured.portalUrl();
    String name = application.name().isEmpty() ? "The application" : application.name();
    if (!url.isEmpty()) {
      page.append("<li><a href=\"%s\">%s</a> in Entra</li>\n".formatted(escape(url), escape(name)));
    }
    reading
        .lastRead()
        .filter(time -> !reading.up())
        .ifPresent(
            time ->
                page.append(
                    "<li>Microsoft Graph cannot be read since %s; what it said last:</li>\n"
                        .formatted(seconds(time))));
    if (reading.lastRead().isEmpty()) {
      page.append("<li>Microsoft Graph was not read yet</li>\n");
    }
    reading.jobs().forEach(job -> page.append(job(job)));
    page.append("</ul>");
  }

  private static String job(EntraJob job) {
    return "<li>Job %s: %s, schedule %s%s</li>\n"
        .formatted(
            escape(job.id()),
            escape(job.code()),
            escape(job.scheduleState()),
            job.quarantine().map(LandingPage::quarantine).orElse(""));
  }

  private static String quarantine(EntraJob.Quarantine quarantine) {
    return "; in quarantine%s%s%s%s"
        .formatted(
            quarantine.since().map(time -> " since " + seconds(time)).orElse(""),
            quarantine.reason().isEmpty() ? "" : ", " + escape(quarantine.reason()),
            quarantine.nextAttempt().map(time -> ", next attempt " + seconds(time)).orElse(""),
            quarantine
                .disabledAt()
                .map(time -> ", Entra disables it on " + seconds(time))
                .orElse(""));
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String provider(Provider provider) {
    return provider == Provider.OTHER ? "a client" : escape(provider.label());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
