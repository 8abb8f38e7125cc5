package dev.trammel.controller.learn;

import dev.trammel.controller.learn.GuidedSettings.Way;
import dev.trammel.controller.learn.LearningSettings.BallSettings;
import dev.trammel.controller.learn.LearningSettings.Bound;
import dev.trammel.controller.learn.LearningSettings.BudgetSettings;
import dev.trammel.controller.learn.LearningSettings.ExcitationSettings;
import dev.trammel.controller.learn.LearningSettings.ExplorationSettings;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.learn.LearningSettings.Measure;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.learn.LearningSettings.Prior;
import dev.trammel.controller.learn.LearningSettings.StepSettings;
import dev.trammel.controller.lqr.TubeSettings;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.Task;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code algorithm} section of a task; what is not said has its default. */
public final class LearningSettingsReader {

  private static final double TINY = 1e-9;
  private static final double HUGE = 1e9;
  private static final double MOST_MULTIPLIER = 1e6;
  private static final Set<String> GUIDED = Set.of("mdgps", "badmm");

  private final List<String> joints;

  private LearningSettingsReader(List<String> joints) {
    this.joints = joints;
  }

  /**
   * Reads a task's section.
   *
   * @throws dev.trammel.controller.task.SettingsException where it says what cannot be
   */
  public static LearningSettings read(Task task) {
    List<String> joints =
        task.plant().spec().actuators().stream().map(Channel::name).toList();
    LearningSettings settings = read(task.algorithm(), joints);
    new LearningNeeds(task, settings).require();
    return settings;
  }

  /** How a task's section would have plans made again, whatever its type. */
  public static ReplanningSettings replanning(Task task) {
    return ReplanningSettingsReader.read(new Section(Optional.of(task.algorithm())));
  }

  /**
   * Reads the section, with no regard to sensors.
   *
   * @param joints that are driven, in the order of the actuators
   * @throws dev.trammel.controller.task.SettingsException where it says what cannot be
   */
  public static LearningSettings read(SettingsNode node, List<String> joints) {
    return new LearningSettingsReader(joints).settings(node);
  }

  private LearningSettings settings(SettingsNode node) {
    node.allow(
        "type",
        "samples",
        "excitation",
        "exploration",
        "step",
        "model",
        "initial",
        "budget",
        "tube",
        "guided",
        "mpc");
    Section section = new Section(Optional.of(node));
    String type = section.oneOf("type", "lqr-flm", "lqr-flm", "mdgps", "badmm", "mpc-gps");
    ModelSettings model = model(section);
    ReplanningSettings replanning = ReplanningSettingsReader.read(section);
    GuidedSettings guided =
        GuidedSettingsReader.read(section, type.equals("badmm") ? Way.BADMM : Way.MDGPS, model);
    InitialSettings initial = initial(section);
    return new LearningSettings(
        section.integer("samples", 1, 1000, 5),
        excitation(
            section.section("excitation", "episodes", "deviation", "smoothing", "kp", "kd"),
            initial),
        exploration(section.section("exploration", "initial", "floor", "smoothing")),
        step(section.section(
            "step",
            "kl",
            "bound",
            "entropy",
            "least",
            "most",
            "growth",
            "measure",
            "leastGain",
            "standardErrors")),
        model,
        initial,
        budget(section.section("budget", "iterations", "seconds", "confirmations")),
        tube(section.section("tube", "leaving", "widening")),
        GUIDED.contains(type) ? Optional.of(guided.collectedBy(replanning)) : Optional.empty(),
        type.equals("mpc-gps") ? Optional.of(replanning) : Optional.empty());
  }

  /** None before controllers that were learned: they go where the body has to be known. */
  private ExcitationSettings excitation(Section section, InitialSettings initial) {
    boolean isLeftOut = initial instanceof InitialSettings.FromRun run && !run.excites();
    int episodes = section.integer("episodes", 0, 10_000, 0);
    return new ExcitationSettings(
        isLeftOut ? 0 : episodes,
        section.numbers("deviation", joints, TINY, 10, 0.5),
        section.number("smoothing", 0, 1000, 2),
        section.numbers("kp", joints, 0, HUGE, 0),
        section.numbers("kd", joints, 0, HUGE, 0));
  }

  private ExplorationSettings exploration(Section section) {
    return new ExplorationSettings(
        section.numbers("initial", joints, TINY, 10, 0.3),
        section.numbers("floor", joints, TINY, 10, 0.02),
        section.number("smoothing", 0, 1000, 0));
  }

  private static StepSettings step(Section section) {
    double least = section.number("least", TINY, MOST_MULTIPLIER, 0.05);
    return new StepSettings(
        new BallSettings(
            section.number("kl", TINY, HUGE, 1),
            Bound.valueOf(constant(section.oneOf("bound", "total", "total", "per-step"))),
            section.number("entropy", 0, HUGE, 0)),
        least,
        section.number("most", least, MOST_MULTIPLIER, Math.max(least, 10)),
        section.number("growth", 1, 5, 5),
        Measure.valueOf(
            constant(section.oneOf("measure", "monte-carlo", "monte-carlo", "laplace", "paired"))),
        section.number("leastGain", -1e6, 1, -0.1),
        section.number("standardErrors", 0, 100, 2));
  }

  private static ModelSettings model(Section parent) {
    Section section = parent.section(
        "model", "type", "prior", "strength", "memory", "points", "kinematics", "within");
    String type = section.oneOf("type", "local", "local", "gaussian-process");
    int memory = section.integer("memory", 1, 100_000, type.equals("local") ? 20 : 1000);
    if (type.equals("gaussian-process")) {
      section.refuse("type " + type, "prior", "strength");
      return new ModelSettings.GaussianProcess(
          section.integer("points", 10, 10_000, 400),
          memory,
          section.flag("kinematics", false),
          section.bounds("within"));
    }
    section.refuse("type " + type, "points", "kinematics", "within");
    String prior = section.oneOf("prior", "mixture", "none", "global", "mixture");
    return new ModelSettings.Local(
        Prior.valueOf(constant(prior)), section.number("strength", TINY, HUGE, 1), memory);
  }

  private InitialSettings initial(Section parent) {
    Section section = parent.section(
        "initial", "type", "kp", "kd", "stiffness", "damping", "run", "sha256", "excitation");
    String type =
        section.oneOf("type", "zero", "zero", "pd", "double-integrator", "run", "reference");
    switch (type) {
      case "pd" -> {
        section.refuse("type " + type, "stiffness", "damping", "run", "sha256", "excitation");
        return new InitialSettings.Pd(
            section.numbers("kp", joints, 0, HUGE, 10), section.numbers("kd", joints, 0, HUGE, 1));
      }
      case "double-integrator" -> {
        section.refuse("type " + type, "kp", "kd", "run", "sha256", "excitation");
        return new InitialSettings.DoubleIntegrator(
            section.number("stiffness", TINY, HUGE, 1), section.number("damping", TINY, HUGE, 1));
      }
      case "run" -> {
        section.refuse("type " + type, "kp", "kd", "stiffness", "damping");
        return new InitialSettings.FromRun(
            section.node().orElseThrow().child("run").text(),
            fingerprint(section),
            section.flag("excitation", false));
      }
      default -> {
        section.refuse(
            "type " + type, "kp", "kd", "stiffness", "damping", "run", "sha256", "excitation");
        return type.equals("reference")
            ? new InitialSettings.Reference()
            : new InitialSettings.Zero();
      }
    }
  }

  private static Optional<String> fingerprint(Section section) {
    return section.node().flatMap(node -> node.optional("sha256")).map(node -> {
      if (!node.text().matches("[0-9a-f]{64}")) {
        throw node.error("is no fingerprint", node.came(), "64 digits of 0 to 9 and a to f");
      }
      return node.text();
    });
  }

  private static BudgetSettings budget(Section section) {
    return new BudgetSettings(
        section.integer("iterations", 1, 1_000_000, 50),
        section.number("seconds", TINY, HUGE, 1000),
        section.integer("confirmations", 0, 1000, 10));
  }

  private static TubeSettings tube(Section section) {
    TubeSettings usual = TubeSettings.defaults();
    return new TubeSettings(
        section.number("leaving", 1e-12, 0.5, usual.leaving()),
        section.number("widening", 1, 1e6, usual.widening()));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
