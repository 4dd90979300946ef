package io.github.scimexporter.web;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Diagnosis;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page at {@code /}: what this is, what it watches, and where to look. */
public final class LandingPage {
  private LandingPage() {}

  /**
   * Makes the page.
   *
   * @param seen what is known of the syncs
   * @param graph what Microsoft Graph says, by the name of the sync
   */
  public static String html(
      String version,
      Configuration configuration,
      Observation seen,
      Map<String, EntraReading> graph) {
    StringBuilder syncs = new StringBuilder();
    for (SyncConfig sync : configuration.syncs()) {
      EntraReading reading = graph.getOrDefault(sync.name(), EntraReading.NONE);
      ProvisionedFrom origin = sync.origin(reading.application().applicationId());
      syncs
          .append("<li><b>")
          .append(escape(sync.name()))
          .append("</b>: ")
          .append(provider(origin.provider()))
          .append(" provisions into ")
          .append(escape(sync.endpoint().toString()))
          .append("\n<ul>\n");
      appendOrigin(syncs, origin, reading.application());
      // What a kill could take back is not shown: until the logs are read nothing is.
      Optional.ofNullable(seen.ledger().syncs().get(sync.name()))
          .filter(state -> seen.ready())
          .ifPresent(state -> appendEvidence(syncs, sync, state));
      if (sync.entra().isPresent()) {
        appendGraph(syncs, reading);
      }
      syncs.append("</ul></li>\n");
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

  private static void appendOrigin(
      StringBuilder page, ProvisionedFrom origin, EntraApplication told) {
    boolean contradicted = origin.contradicts(told.applicationId());
    List<String> parts = new ArrayList<>();
    String name = contradicted || told.name().isEmpty() ? "" : told.name();
    if (!name.isEmpty() || !origin.applicationId().isEmpty()) {
      parts.add(("application " + name + " " + origin.applicationId()).replace("  ", " ").strip());
    }
    if (!origin.tenantId().isEmpty()) {
      parts.add("tenant " + origin.tenantId());
    }
    if (!origin.owner().isEmpty()) {
      parts.add("owner " + origin.owner());
    }
    if (!parts.isEmpty()) {
      page.append("<li>From %s</li>\n".formatted(escape(String.join(", ", parts))));
    }
    if (!origin.portalUrl().isEmpty()) {
      page.append(
          "<li><a href=\"%s\">Where it is set up</a></li>\n".formatted(escape(origin.portalUrl())));
    }
    if (contradicted) {
      page.append(
          "<li>provisioned_from.application_id is %s, but Microsoft Graph tells of application %s: correct the one, or entra.service_principal_id</li>\n"
              .formatted(escape(origin.applicationId()), escape(told.applicationId())));
    }
  }

  private static void appendEvidence(StringBuilder page, SyncConfig sync, SyncState state) {
    for (Source source : Source.values()) {
      state
          .lastSuccess(source)
          .ifPresent(
              time ->
                  page.append(
                      "<li>Last heartbeat %s: %s</li>\n"
                          .formatted(
                              switch (source) {
                                case ACCESS_LOG -> "in the access log";
                                case ENTRA -> "told by Microsoft Graph";
                              },
                              seconds(time))));
    }
    if (!sync.logs().isEmpty()) {
      Diagnosis.ofEntraAlone(state, sync.tolerance())
          .ifPresent(words -> page.append("<li>%s</li>\n".formatted(escape(words))));
    }
  }

  private static void appendGraph(StringBuilder page, EntraReading reading) {
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
    return provider == Provider.OTHER ? "a client" : escape(provider.title());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
