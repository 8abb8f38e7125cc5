package dev.trammel.sim.junit;

import dev.trammel.controller.task.Condition;
import dev.trammel.sim.scenario.Scenario;
import dev.trammel.sim.scenario.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes a test of each scenario and condition that a {@link ScenarioTest} or {@link RobotTest} names. */
final class VerificationExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context
        .getTestMethod()
        .filter(method -> AnnotationSupport.isAnnotated(method, ScenarioTest.class)
            || AnnotationSupport.isAnnotated(method, RobotTest.class))
        .isPresent();
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    List<TestTemplateInvocationContext> tests = new ArrayList<>();
    for (Verification verification : verifications(context.getRequiredTestMethod())) {
      for (Scenario scenario : verification.scenarios()) {
        for (Condition condition : scenario.conditions()) {
          tests.add(new ScenarioInvocation(verification, scenario, condition));
        }
      }
    }
    return tests.stream();
  }

  private static List<Verification> verifications(Method method) {
    List<Verification> found = new ArrayList<>();
    try {
      for (ScenarioTest test : annotations(method, ScenarioTest.class)) {
        found.add(AnnotatedVerification.of(test, method.getDeclaringClass()));
      }
      for (RobotTest test : annotations(method, RobotTest.class)) {
        found.add(AnnotatedVerification.of(test, method.getDeclaringClass()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static <A extends Annotation> List<A> annotations(Method method, Class<A> type) {
    return AnnotationSupport.findAnnotation(method, type).stream().toList();
  }
}
