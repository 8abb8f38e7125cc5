package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedSettings.Sampling;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.learn.GuidedSettings.Way;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.learn.LearningSettings.Measure;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.learn.LearningSettings.Prior;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.StateLayout;
import dev.trammel.controller.task.Task;
import java.util.Collections;
import java.util.List;

/** What settings of learning need of a task: samples to fit to, sensors to hold with. */
final class LearningNeeds {

  private final Task task;
  private final LearningSettings settings;
  private final StateLayout layout;

  LearningNeeds(Task task, LearningSettings settings) {
    this.task = task;
    this.settings = settings;
    layout = task.plant().layout();
  }

  /** Refuses what the task does not have. */
  void require() {
    if (settings.model() instanceof ModelSettings.GaussianProcess process) {
      requireEntries(process);
      if (process.kinematics()) {
        requireAllJoints();
      }
    }
    if (settings.model() instanceof ModelSettings.Local local && local.prior() == Prior.NONE) {
      requireSamples();
    }
    settings.guided().ifPresent(this::requireGuided);
    settings.guided().filter(g -> g.replanning().isPresent()).ifPresent(this::requireCollectable);
    if (settings.replanning().isPresent()) {
      requireReplannable();
    }
    if (settings.excitation().episodes() > 0) {
      requireHold(
          "excitation", settings.excitation().kp(), settings.excitation().kd());
    }
    if (settings.initial() instanceof InitialSettings.Pd pd) {
      requireHold("initial", pd.kp(), pd.kd());
    } else if (settings.initial() instanceof InitialSettings.DoubleIntegrator) {
      List<Double> some = Collections.nCopies(task.inputSize(), 1.0);
      requireHold("initial", some, some);
    }
  }

  private void requireReplannable() {
    if (settings.model() instanceof ModelSettings.Local) {
      throw at("type")
          .error(
              "needs a model of everything",
              "mpc-gps with model.type local",
              "mpc-gps with model.type gaussian-process");
    }
    boolean run = settings.initial() instanceof InitialSettings.FromRun;
    if (run || settings.initial() instanceof InitialSettings.Reference) {
      throw at("initial")
          .child("type")
          .error("has no meaning for mpc-gps", run ? "run" : "reference", "to leave it out");
    }
    requireHold("excitation", settings.excitation().kp(), settings.excitation().kd());
  }

  private void requireGuided(GuidedSettings guided) {
    boolean fitted = settings.model() instanceof ModelSettings.Local;
    if (guided.starts() != Starts.CONDITIONS && task.region().isEmpty()) {
      throw at("guided")
          .child("starts")
          .error("needs a region", "none in the task", "conditions, or a region");
    }
    if (guided.imagined() > 0 && (fitted || task.region().isEmpty())) {
      throw at("guided")
          .child("imagined")
          .error(
              "needs a region, and a model of everything",
              fitted ? "model.type local" : "no region in the task",
              "0, or model.type gaussian-process and a region");
    }
    if (fitted && guided.starts() != Starts.CONDITIONS) {
      throw at("guided")
          .child("starts")
          .error(
              "in a region needs a model of everything",
              "model.type local",
              "conditions, or model.type gaussian-process");
    }
    boolean run = settings.initial() instanceof InitialSettings.FromRun;
    if (run || settings.initial() instanceof InitialSettings.Reference) {
      throw at("initial")
          .child("type")
          .error(
              "has no meaning for one policy",
              run ? "run" : "reference",
              "zero, pd, double-integrator");
    }
  }

  /** Plans can collect episodes for a policy. */
  private void requireCollectable(GuidedSettings guided) {
    String problem = "";
    String allowed = "0";
    double share = guided.replanning().orElseThrow().share();
    if (guided.way() == Way.BADMM) {
      problem = "has no meaning where multipliers tie the controllers that act";
      allowed = "0, or type mdgps";
    } else if (guided.sampling() == Sampling.OFF_POLICY) {
      problem = "has no meaning where teachers act anyway";
      allowed = "0, or guided.sampling on-policy";
    } else if (settings.model() instanceof ModelSettings.Local) {
      problem = "needs a model of everything";
      allowed = "0, or model.type gaussian-process";
    } else if (share == 1 && settings.step().measure() != Measure.LAPLACE) {
      problem = "leaves no episode to measure the policy in";
      allowed = "below 1, or step.measure laplace";
    }
    if (!problem.isEmpty()) {
      throw at("mpc").child("share").error(problem, String.valueOf(share), allowed);
    }
    requireSteady(task, guided.replanning().orElseThrow());
  }

  /** Refuses what plans that teach would leave out. */
  static void requireSteady(Task task, ReplanningSettings settings) {
    WatchSettings watch = settings.cycle().watch();
    String reason = ": all that they say is of the model as it was learned";
    if (watch.adaptation().isPresent()) {
      throw watched(task, "adaptation")
          .error("plans that teach do not adapt" + reason, "true", "false");
    }
    if (watch.guard().isPresent()) {
      throw watched(task, "guard")
          .error("plans that teach have no guard" + reason, "true", "false");
    }
  }

  private static SettingsNode watched(Task task, String section) {
    return task.algorithm().child("mpc").child(section).child("on");
  }

  private void requireEntries(ModelSettings.GaussianProcess process) {
    String[] entries =
        task.plant().spec().sensors().stream().map(Channel::name).toArray(String[]::new);
    if (!process.within().isEmpty()) {
      at("model").child("within").allowNames(entries);
    }
  }

  private void requireAllJoints() {
    if (!layout.hasAllJoints()) {
      throw at("model")
          .child("kinematics")
          .error(
              "needs position and velocity sensors on every joint",
              "a joint without",
              "false, or more sensors");
    }
  }

  /** Without a prior, a step's regression on (x, u, 1) is determined by its samples alone. */
  private void requireSamples() {
    int unknowns = task.stateSize() + task.inputSize() + 1;
    int samples =
        settings.guided().map(g -> g.episodes() + g.explorers()).orElse(settings.samples());
    String key = settings.guided().isPresent() ? "guided.episodes and explorers" : "samples";
    if (samples <= unknowns) {
      throw at("model")
          .child("prior")
          .error(
              "needs more than n + m + 1 = " + unknowns + " samples",
              samples + " (algorithm." + key + ")",
              "global, mixture, or more samples");
    }
  }

  private void requireHold(String section, List<Double> kp, List<Double> kd) {
    for (int i = 0; i < kp.size(); i++) {
      int joint = task.plant().actuators().get(i).joint();
      String name = task.plant().robot().bodies().get(joint).joint().name();
      if (kp.get(i) > 0 && layout.position(joint) == StateLayout.ABSENT) {
        throw refusal(section, "position", name);
      }
      if (kd.get(i) > 0 && layout.velocity(joint) == StateLayout.ABSENT) {
        throw refusal(section, "velocity", name);
      }
    }
  }

  private RuntimeException refusal(String section, String quantity, String joint) {
    return at(section)
        .error(
            "a hold of the start needs a " + quantity + " sensor on each driven joint",
            "none on '" + joint + "'",
            "a sensor, or a gain of 0");
  }

  private SettingsNode at(String section) {
    return task.algorithm().child(section);
  }
}
