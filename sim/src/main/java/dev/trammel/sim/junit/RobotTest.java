package dev.trammel.sim.junit;

import dev.trammel.sim.scenario.ControllerSource;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test for each condition of a task, on the body as the task describes it. It fails where too few
 * episodes succeed, after the method's own assertions:
 *
 * <pre>
 *   &#64;RobotTest(task = "my-task.yaml", controller = MyController.class, minPassRate = 0.9)
 *   void succeeds() {}
 * </pre>
 *
 * <p>The method may take the {@link dev.trammel.sim.scenario.ScenarioResult}, or nothing.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(VerificationExtension.class)
public @interface RobotTest {

  /** A file, found like that of a {@link ScenarioTest}; or the name of a task that ships. */
  String task();

  /** The controller; a class with a constructor that takes nothing. */
  Class<? extends ControllerSource> controller() default NoController.class;

  /** A run whose controllers are tried; empty for none. */
  String run() default "";

  /** Of each condition. */
  int episodes() default 50;

  /** Of starts and sensor noise. */
  long seed() default 0;

  /** Least part of the episodes that must succeed. */
  double minPassRate() default 0.95;

  /** Least value for the lower end of the pass rate's 95 % interval. */
  double minConfidentPassRate() default 0;
}
