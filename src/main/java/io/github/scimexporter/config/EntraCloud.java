package io.github.scimexporter.config;

import java.net.URI;

/** Microsoft's clouds, each with hosts of its own. */
public enum EntraCloud {
  /** The one that most tenants are in; GCC, too. */
  GLOBAL("login.microsoftonline.com", "graph.microsoft.com", "entra.microsoft.com"),
  /** US government L4 (GCC High). */
  US_GOV("login.microsoftonline.us", "graph.microsoft.us", "entra.microsoft.us"),
  /** US government L5 (DoD). */
  US_GOV_DOD("login.microsoftonline.us", "dod-graph.microsoft.us", "entra.microsoft.us"),
  /** China, operated by 21Vianet. */
  CHINA("login.chinacloudapi.cn", "microsoftgraph.chinacloudapi.cn", "entra.microsoftonline.cn");

  private final URI login;
  private final URI graph;
  private final URI portal;

  EntraCloud(String login, String graph, String portal) {
    this.login = URI.create("https://" + login);
    this.graph = URI.create("https://" + graph);
    this.portal = URI.create("https://" + portal);
  }

  /** Where tokens are issued. */
  public URI login() {
    return login;
  }

  /** Microsoft Graph. */
  public URI graph() {
    return graph;
  }

  /** The admin center. */
  public URI portal() {
    return portal;
  }
}
