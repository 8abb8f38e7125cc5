package dev.trammel.sim.junit;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.task.Condition;
import dev.trammel.sim.scenario.ControllerSource;

/** The example of docs/verify.md; {@link ExtensionTest} runs it. */
class ExampleTests {

  /** Lets the cart stand: the pole hangs, and comes to rest by itself. */
  static final class LetItHang implements ControllerSource {
    @Override
    public Controller controller(Condition condition) {
      return (estimate, step, out) -> {
        out.requested.data[0] = -2 * estimate.mean.data[0] - 3 * estimate.mean.data[2];
        return true;
      };
    }
  }

  @ScenarioTest(file = "hanging.yaml", controller = LetItHang.class)
  void bears() {}
}
