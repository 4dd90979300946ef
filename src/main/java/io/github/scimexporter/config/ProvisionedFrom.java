package io.github.scimexporter.config;

/**
 * Where the provisioning runs; shown wherever an alert is shown. Texts are empty where unknown.
 *
 * @param provider who provisions
 * @param tenantId the tenant, for Entra its directory id
 * @param applicationId the application (client) id
 * @param servicePrincipalId the object id of the enterprise application
 * @param portalUrl the page where the provisioning is set up
 * @param owner who looks after it
 * @param notes anything else worth knowing
 */
public record ProvisionedFrom(
    Provider provider,
    String tenantId,
    String applicationId,
    String servicePrincipalId,
    String portalUrl,
    String owner,
    String notes) {
  /** Nothing is known. */
  public static final ProvisionedFrom UNKNOWN =
      new ProvisionedFrom(Provider.OTHER, "", "", "", "", "", "");

  /**
   * The same, completed by what the configuration of Microsoft Graph says: it is Entra that
   * provisions.
   *
   * @param providerKnown whether the provider was written
   */
  ProvisionedFrom completedBy(EntraConfig entra, boolean providerKnown) {
    return new ProvisionedFrom(
        providerKnown ? provider : Provider.ENTRA,
        tenantId.isEmpty() ? entra.tenantId() : tenantId,
        applicationId,
        servicePrincipalId.isEmpty() ? entra.servicePrincipalId() : servicePrincipalId,
        portalUrl,
        owner,
        notes);
  }
}
