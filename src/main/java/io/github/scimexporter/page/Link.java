package io.github.scimexporter.page;

/**
 * A link.
 *
 * @param text what is shown
 * @param href where it leads
 */
public record Link(String text, String href) {}
