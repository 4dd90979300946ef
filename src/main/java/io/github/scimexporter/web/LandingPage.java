package io.github.scimexporter.web;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.SyncConfig;

/** The page at {@code /}: what this is, what it watches, and where to look. */
public final class LandingPage {
  private LandingPage() {}

  /** Makes the page; nothing on it changes while the exporter runs. */
  public static String html(String version, Configuration configuration) {
    StringBuilder syncs = new StringBuilder();
    for (SyncConfig sync : configuration.syncs()) {
      syncs
          .append("<li><b>")
          .append(escape(sync.name()))
          .append("</b>: ")
          .append(provider(sync.provisionedFrom().provider()))
          .append(" provisions into ")
          .append(escape(sync.endpoint().toString()))
          .append("</li>\n");
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
