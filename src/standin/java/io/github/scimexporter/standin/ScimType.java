package io.github.scimexporter.standin;

/** The two kinds of resource that Spotfire provisions. */
enum ScimType {
  /** Users are told apart by userName, which RFC 7643 wants unique. */
  USERS("Users", "User", "userName", true),
  /** Groups are named by displayName, which need not be unique. */
  GROUPS("Groups", "Group", "displayName", false);

  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

  private final String path;
  private final String label;
  private final String nameAttribute;
  private final boolean nameUnique;

  ScimType(String path, String label, String nameAttribute, boolean nameUnique) {
    this.path = path;
    this.label = label;
    this.nameAttribute = nameAttribute;
    this.nameUnique = nameUnique;
  }

  /** Returns the last part of the collection's path. */
  String path() {
    return path;
  }

  /** Returns the resourceType as in meta. */
  String label() {
    return label;
  }

  String schema() {
    return CORE + label;
  }

  /** Returns the attribute that every such resource must have. */
  String nameAttribute() {
    return nameAttribute;
  }

  boolean nameUnique() {
    return nameUnique;
  }
}
