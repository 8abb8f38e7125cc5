package dev.trammel.controller.bundle;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.Replanning;
import dev.trammel.controller.learn.ReplanningModel;
import dev.trammel.controller.learn.ReplanningModelFile;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.PolicyObservation;
import dev.trammel.controller.task.Task;
import java.nio.file.Path;
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
      return of(controllers, condition);
    }
  }

  /**
   * Plans that are made again in every control cycle.
   *
   * @param task with its conditions, and how it replans
   * @param plans by the names of their conditions
   * @param models bytes of each condition's, which have been read once; a controller has its own
   */
  record Replanned(
      Task task, Map<String, LinearGaussianController> plans, Map<String, ModelPart> models)
      implements Shipped {

    public Replanned {
      plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
      models = Map.copyOf(models);
    }

    @Override
    public DeployBundle.Kind kind() {
      return DeployBundle.Kind.MPC;
    }

    @Override
    public List<String> conditions() {
      return List.copyOf(plans.keySet());
    }

    @Override
    public Controller controller(
        String name, PolicyObservation observation, double[] context, Kernels kernels) {
      LinearGaussianController plan = of(plans, name);
      ModelPart model = of(models, name);
      return Replanning.of(task, kernels, model.condition(), model.read(task, plan), plan);
    }
  }

  /**
   * A model's part of a bundle.
   *
   * @param bytes not modified
   */
  record ModelPart(Path name, Condition condition, byte[] bytes) {

    /** Another one for each call. */
    ReplanningModel read(Task task, LinearGaussianController plan) {
      try {
        return ReplanningModelFile.read(name, bytes, task, condition, plan);
      } catch (CorruptFileException e) {
        throw new IllegalStateException("what was read once can be read again", e);
      }
    }
  }

  /** What belongs to a condition. */
  static <T> T of(Map<String, T> parts, String condition) {
    return Optional.ofNullable(parts.get(condition))
        .orElseThrow(() -> new UsageException("the bundle has local controllers of "
            + String.join(", ", parts.keySet()) + ", not of '" + condition + "'"));
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
