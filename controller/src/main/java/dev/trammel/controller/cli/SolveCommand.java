package dev.trammel.controller.cli;

import dev.trammel.controller.learn.ControllerFile;
import dev.trammel.controller.learn.Evaluation;
import dev.trammel.controller.learn.EvaluationPlan;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.IterativeLqrSettings;
import dev.trammel.controller.mpc.ReferenceSolution;
import dev.trammel.controller.mpc.ReferenceSolver;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.run.TrainingOutcome;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.EpisodeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Solves a task on its robot's own equations of motion. */
@Command(
    name = "solve",
    description = {
      "Check that a task's cost and limits allow it to be solved at all: iterative LQR on the exact"
          + " equations of motion of its robot, from zero inputs. Then try what was found on the"
          + " task's plant, with noise.",
      "A reference for what learning can reach. Learning knows no equations and never uses it. The"
          + " equations leave out dry friction and joint limits.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel solve cartpole-swingup",
      "  trammel solve arm-reach --guess 0.05 --seeds 3",
      "  trammel solve my-robot.yaml --set episode.steps=120 --out reference",
    })
final class SolveCommand implements Callable<Integer> {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int ZERO_ATTEMPTS = 10;
  private static final int RANDOM_ATTEMPTS = 5;

  @Parameters(
      paramLabel = "TASK|FILE.yaml",
      description = "A task that `trammel list` names, or a file of your own.")
  private String task = "";

  @Option(
      names = "--seeds",
      paramLabel = "K",
      description = "Attempts at most. After the first one, zero inputs are perturbed by five"
          + " percent of their limits, until a condition is solved; with --guess each seed from 0"
          + " to K-1 is tried. Default: 10, with --guess 5.")
  private @Nullable Integer seeds;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "Episodes per condition on the plant. Default: ${DEFAULT-VALUE}.")
  private int episodes = 20;

  @Option(
      names = "--guess",
      paramLabel = "PART",
      description = "Begin from random inputs, at most this part of their limits. Small where a"
          + " limit would spin a light joint. Default: 0, zero inputs.")
  private double guess;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Save each condition's controller there, CONDITION.controller.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace controllers that are there.")
  private boolean force;

  @Mixin
  private TaskOptions settings = new TaskOptions();

  @Mixin
  private KernelOptions kernels = new KernelOptions();

  @Mixin
  private RolloutOptions rollouts = new RolloutOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  /** What came of one condition: a line per seed, and the best of them. */
  private record Solved(
      Condition condition, List<Map<String, Object>> attempts, ReferenceSolution best) {

    LinearGaussianController controller() {
      return best.found().controller();
    }
  }

  @Override
  public Integer call() throws IOException {
    UsageException.requireAtLeast(attempts(), 1, "--seeds");
    UsageException.requireAtLeast(episodes, 1, "--episodes");
    if (!(guess >= 0 && guess <= 1)) {
      throw new UsageException("--guess must be from 0 to 1, was " + guess);
    }
    Task read = settings.read(task);
    requireWritable(read);
    kernels.requireAvailable();
    Terminal terminal = common.terminal();
    try (Interruption interruption = Interruption.watch()) {
      Training.Means means = rollouts.means(read, interruption::isRequested);
      List<Solved> solved = solve(read, interruption, terminal);
      save(solved, terminal);
      Optional<Evaluation> evaluation = solved.size() < read.conditions().size()
          ? Optional.empty()
          : Training.evaluate(
              read,
              EvaluationPlan.of(read, solved.stream().map(Solved::controller).toList(), episodes),
              new Training.Trial(0, EpisodeStore.none()),
              means);
      if (evaluation.isEmpty()) {
        terminal.say("Interrupted.");
        return ExitCode.INTERRUPTED;
      }
      show(read, solved, evaluation.get(), terminal);
      return isSolved(solved) ? ExitCode.OK : ExitCode.NOT_SOLVED;
    }
  }

  /** The conditions in their order; not all of them if it was told to stop. */
  private List<Solved> solve(Task read, Interruption interruption, Terminal terminal) {
    ReferenceSolver solver =
        new ReferenceSolver(kernels.chosen(), read, IterativeLqrSettings.patient(), guess);
    List<Solved> solved = new ArrayList<>();
    for (Condition condition : read.conditions()) {
      List<ReferenceSolution> solutions = new ArrayList<>();
      List<Map<String, Object>> attempts = new ArrayList<>();
      for (int seed = 0; seed < attempts() && !isEnough(solutions); seed++) {
        if (interruption.isRequested()) {
          return solved;
        }
        long begin = System.nanoTime();
        ReferenceSolution solution = solver.solve(condition, seed);
        double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        terminal.say(condition.name() + ", " + line(solution, millis));
        attempts.add(toJson(solution, millis));
        solutions.add(solution);
      }
      solved.add(
          new Solved(condition, attempts, Collections.max(solutions, ReferenceSolution.BY_MERIT)));
    }
    return solved;
  }

  private int attempts() {
    return seeds != null ? seeds : guess > 0 ? RANDOM_ATTEMPTS : ZERO_ATTEMPTS;
  }

  private boolean isEnough(List<ReferenceSolution> solutions) {
    return guess == 0 && solutions.stream().anyMatch(ReferenceSolution::solved);
  }

  private void requireWritable(Task read) {
    if (out != null) {
      Outputs.requireFolder(out);
      for (Condition condition : read.conditions()) {
        Outputs.requireWritable(file(out, condition), force);
      }
    }
  }

  private static Path file(Path folder, Condition condition) {
    return folder.resolve(condition.name() + ".controller");
  }

  private void save(List<Solved> solved, Terminal terminal) throws IOException {
    if (out == null) {
      return;
    }
    Files.createDirectories(out);
    for (Solved condition : solved) {
      Path file = file(out, condition.condition());
      ControllerFile.write(file, condition.controller());
      terminal.say("Saved " + file + ".");
    }
  }

  private static boolean isSolved(List<Solved> solved) {
    return solved.stream().allMatch(condition -> condition.best().solved());
  }

  private String line(ReferenceSolution solution, double millis) {
    return beginning(solution) + ": " + (solution.solved() ? "solved" : "not solved")
        + ", cost " + Numbers.significant(solution.found().cost(), 4) + ", "
        + solution.found().iterations()
        + (solution.found().converged() ? " iterations, " : " iterations (not converged), ")
        + "residual " + Numbers.significant(solution.residual(), 2) + ", "
        + Numbers.significant(100 * solution.partAtLimit(), 3) + " % of the inputs at their limit, "
        + Numbers.significant(millis, 3) + " ms";
  }

  private String beginning(ReferenceSolution solution) {
    return guess == 0 && solution.seed() == 0 ? "zero inputs" : "seed " + solution.seed();
  }

  private static Map<String, Object> toJson(ReferenceSolution solution, double millis) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seed", solution.seed());
    json.put("solved", solution.solved());
    json.put("cost", solution.found().cost());
    json.put("iterations", solution.found().iterations());
    json.put("converged", solution.found().converged());
    json.put("residual", solution.residual());
    json.put("escapes", solution.escapes());
    json.put("part_at_limit", solution.partAtLimit());
    json.put("milliseconds", millis);
    return json;
  }

  private void show(Task read, List<Solved> solved, Evaluation evaluation, Terminal terminal) {
    List<Map<String, Object>> conditions = new ArrayList<>();
    for (int c = 0; c < solved.size(); c++) {
      Solved condition = solved.get(c);
      terminal.say(condition.condition().name() + " on the plant, found from "
          + beginning(condition.best()) + ": " + evaluation.places().get(c).successes() + " of "
          + episodes
          + " episodes succeed");
      conditions.add(toJson(condition));
    }
    terminal.say(
        isSolved(solved)
            ? "Every condition was solved on the equations of motion."
            : "Not every condition was solved on the equations of motion.");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", read.name());
    json.put("kernels", kernels.chosen().name());
    json.put("solved", isSolved(solved));
    json.put("success_rate", evaluation.successRate());
    json.put("conditions", conditions);
    json.put("evaluation", TrainingOutcome.toJson(evaluation));
    terminal.result(json);
  }

  private static Map<String, Object> toJson(Solved solved) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("condition", solved.condition().name());
    json.put("solved", solved.best().solved());
    json.put("seed", solved.best().seed());
    json.put("attempts", solved.attempts());
    return json;
  }
}
