package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The application in Microsoft Entra ID that provisions, as far as Microsoft Graph tells of it.
 * Texts are empty where it does not.
 *
 * @param applicationId its application (client) id
 * @param name what it is called there
 * @param credentials its own secrets and certificates
 */
public record EntraApplication(String applicationId, String name, List<Credential> credentials) {
  /** Nothing is known. */
  public static final EntraApplication UNKNOWN = new EntraApplication("", "", List.of());

  /** Copies the list. */
  public EntraApplication {
    credentials = List.copyOf(credentials);
  }

  /**
   * A secret or certificate; nothing of its value.
   *
   * @param id the id that the admin center shows beside it
   * @param kind which of both
   * @param expiry when its validity ends
   */
  public record Credential(String id, Kind kind, Instant expiry) {
    /** What a credential is. */
    public enum Kind {
      SECRET,
      CERTIFICATE;

      /** As in the label {@code kind}. */
      public String label() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }
}
