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
   * Whether Microsoft Graph tells of another application than is written.
   *
   * @param told the application id that it tells; empty if it does not
   */
  public boolean contradicts(String told) {
    return !told.isEmpty() && !applicationId.isEmpty() && !told.equalsIgnoreCase(applicationId);
  }

  /**
   * The same, completed by what Microsoft Graph tells, and with the page that follows from the ids.
   * What is written counts more.
   *
   * @param told the application id that it tells; empty if it does not
   */
  ProvisionedFrom completedBy(String told, EntraCloud cloud) {
    String application = applicationId.isEmpty() ? told : applicationId;
    return new ProvisionedFrom(
        provider,
        tenantId,
        application,
        servicePrincipalId,
        portalUrl.isEmpty()
            ? provider.portalUrl(cloud, servicePrincipalId, application)
            : portalUrl,
        owner,
        notes);
  }

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
