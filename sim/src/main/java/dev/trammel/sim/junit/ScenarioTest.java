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
 * A test for each scenario and condition of a file. It fails where the required pass rate is not
 * met, after the method's own assertions:
 *
 * <pre>
 *   &#64;ScenarioTest(file = "scenarios.yaml", controller = MyController.class)
 *   void bears(ScenarioResult result) {
 *     assertTrue(result.seconds() &lt; 60);
 *   }
 * </pre>
 *
 * <p>The method may take the {@link dev.trammel.sim.scenario.ScenarioResult}, or nothing.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(VerificationExtension.class)
public @interface ScenarioTest {

  /** Of scenarios: relative to the working folder, or to the test class among its resources. */
  String file();

  /** The controller in place of the file's; a class with a constructor that takes nothing. */
  Class<? extends ControllerSource> controller() default NoController.class;

  /** A run whose controllers are tried in place of the file's; empty for none. */
  String run() default "";

  /** Episodes of each scenario and condition; 0 for what the file says. */
  int episodes() default 0;

  /** Of all draws; negative for what the file says. */
  long seed() default -1;
}
