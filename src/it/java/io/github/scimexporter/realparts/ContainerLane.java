package io.github.scimexporter.realparts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests that need a container engine. They run when the environment variable or system
 * property {@code SCIM_CONTAINERS} is {@code true}; otherwise a line on standard error and a skip
 * in the report say that they did not.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ContainerLane.Condition.class)
public @interface ContainerLane {

  /**
   * Whether the lane was asked for. Whether an engine answers does not matter: if not, the tests
   * fail.
   */
  final class Condition implements ExecutionCondition {
    private static final String NAME = "SCIM_CONTAINERS";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String asked = System.getProperty(NAME, String.valueOf(System.getenv(NAME)));
      if (asked.equals("true")) {
        return ConditionEvaluationResult.enabled("asked for by " + NAME + "=true");
      }
      String reason =
          "CONTAINER LANE NOT RUN: "
              + context.getDisplayName()
              + " was not asked for; to run it: eval \"$(bin/setup-containers)\" and set SCIM_CONTAINERS=true";
      if (context.getTestMethod().isEmpty()) {
        System.err.println(reason);
      }
      return ConditionEvaluationResult.disabled(reason);
    }
  }
}
