package dev.trammel.controller.bundle;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.task.PolicyObservation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a bundle that decides. Immutable. */
sealed interface Shipped {

  DeployBundle.Kind kind();

  /** Names. */
  List<String> conditions();

  /** A controller for one thread. */
  Controller controller(
      String condition, PolicyObservation observation, double[] context, Kernels kernels);

  /**
   * Local controllers.
   *
   * @param controllers by the names of their conditions
   */
  record Local(Map<String, LinearGaussianController> controllers) implements Shipped {

    public Local {
      controllers = Collections.unmodifiableMap(new LinkedHashMap<>(controllers));
    }

    @Override
    public DeployBundle.Kind kind() {
      return DeployBundle.Kind.LOCAL;
    }

    @Override
    public List<String> conditions() {
      return List.copyOf(controllers.keySet());
    }

    @Override
    public Controller controller(
        String condition, PolicyObservation observation, double[] context, Kernels kernels) {
      return Optional.ofNullable(controllers.get(condition))
          .orElseThrow(() -> new UsageException("the bundle has local controllers of "
              + String.join(", ", controllers.keySet()) + ", not of '" + condition + "'"));
    }
  }

  /**
   * One policy.
   *
   * @param conditions whose targets are known
   */
  record OfPolicy(MlpPolicy policy, List<String> conditions) implements Shipped {

    public OfPolicy {
      conditions = List.copyOf(conditions);
    }

    @Override
    public DeployBundle.Kind kind() {
      return DeployBundle.Kind.POLICY;
    }

    @Override
    public Controller controller(
        String condition, PolicyObservation observation, double[] context, Kernels kernels) {
      return new PolicyController(policy, observation.reader(context), kernels);
    }
  }
}
