package io.github.scimexporter.standin;

/**
 * One request of the provisioning client and its answer.
 *
 * @param method HTTP method
 * @param target what came after the endpoint, with its query
 * @param status HTTP status; 0 when there was no answer
 */
public record Exchange(String method, String target, int status) {
  /** Says whether the server did what was asked. */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }
}
