package dev.trammel.sim.junit;

import dev.trammel.controller.task.Condition;
import dev.trammel.sim.scenario.Scenario;
import dev.trammel.sim.scenario.ScenarioResult;
import dev.trammel.sim.scenario.Verification;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One scenario in one condition as one test; its episodes run when the test does. */
final class ScenarioInvocation
    implements TestTemplateInvocationContext, ParameterResolver, AfterTestExecutionCallback {

  private final Verification verification;
  private final String name;
  private @Nullable ScenarioResult result;

  ScenarioInvocation(Verification whole, Scenario scenario, Condition condition) {
    verification = whole.withScenarios(List.of(scenario.in(condition.name()).orElseThrow()));
    name = scenario.name().equals(whole.task().name())
        ? scenario.name() + ", " + condition.name()
        : whole.task().name() + ", " + scenario.name() + ", " + condition.name();
  }

  @Override
  public String getDisplayName(int invocationIndex) {
    return name;
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ScenarioResult.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return result();
  }

  /** What the method itself found wrong is reported first. */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      result().assertPassed();
    }
  }

  private ScenarioResult result() {
    if (result == null) {
      result = verification.run().scenarios().get(0);
    }
    return result;
  }
}
