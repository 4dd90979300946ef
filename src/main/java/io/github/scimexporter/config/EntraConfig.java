package io.github.scimexporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to ask Microsoft Graph about a sync's provisioning job.
 *
 * @param tenantId the directory; empty where a managed identity needs none
 * @param servicePrincipalId the object id of the enterprise application that provisions
 * @param credential how the exporter proves who it is
 * @param cloud which of Microsoft's clouds the directory is in
 * @param graphUrl where Graph is asked
 * @param loginUrl where tokens are asked for
 * @param interval how often
 * @param timeout how long a single answer may take
 * @param proxyUrl the proxy to ask through
 * @param caFile whom to trust; empty: whom Java trusts
 */
public record EntraConfig(
    String tenantId,
    String servicePrincipalId,
    GraphCredential credential,
    EntraCloud cloud,
    URI graphUrl,
    URI loginUrl,
    Duration interval,
    Duration timeout,
    Optional<URI> proxyUrl,
    Optional<Path> caFile) {}
