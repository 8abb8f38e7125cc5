package dev.trammel.controller.cli;

import dev.trammel.controller.cli.PushTrials.Candidate;
import dev.trammel.controller.learn.EvaluationPlan;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.KnownModelReplanning;
import dev.trammel.controller.run.PushStudy;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunModels;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who is pushed.
 *
 * @param kinds of controllers
 * @param episodes in each condition with each force
 */
record PushCandidates(Set<Kind> kinds, int episodes) {

  /** Kinds of controllers, by their names on the command line. */
  enum Kind {
    known,
    mpc,
    local
  }

  /** The controllers of runs of one task, and what knows the robot's equations once. */
  List<Candidate> of(List<Path> runs) throws IOException {
    requireOneTask(runs);
    List<Candidate> candidates = new ArrayList<>();
    for (Path run : runs) {
      try (RunFolder folder = RunFolder.open(run)) {
        if (kinds.contains(Kind.known) && candidates.isEmpty()) {
          candidates.add(known(folder));
        }
        if (kinds.contains(Kind.mpc)) {
          candidates.add(mpc(folder));
        }
        if (kinds.contains(Kind.local)) {
          candidates.add(local(folder));
        }
      }
    }
    return candidates;
  }

  private static void requireOneTask(List<Path> runs) throws IOException {
    Task first = task(runs.get(0));
    for (Path run : runs) {
      List<String> others = first.source().differences(task(run).source());
      if (!others.isEmpty()) {
        throw new UsageException("runs must be of one task but for its algorithm: " + run + " and "
            + runs.get(0) + " differ in " + String.join(", ", others));
      }
    }
  }

  private static Task task(Path run) throws IOException {
    try (RunFolder folder = RunFolder.open(run)) {
      return folder.task();
    }
  }

  private Candidate known(RunFolder folder) throws IOException {
    Task task = folder.task();
    try {
      KnownModelReplanning known = KnownModelReplanning.of(Training.of(folder).kernels(), task);
      return new Candidate(
          PushStudy.KNOWN, "", task, EvaluationPlan.replanning(task, known::controller, episodes));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--controller known: " + e.getMessage(), e);
    }
  }

  private Candidate mpc(RunFolder folder) throws IOException {
    Task task = folder.task();
    EvaluationPlan plan = new RunModels(folder, task, Training.of(folder).kernels())
        .evaluation(folder.bestIteration(), locals(folder, task), episodes);
    return new Candidate(Kind.mpc.name(), folder.path().toString(), task, plan);
  }

  private Candidate local(RunFolder folder) throws IOException {
    Task task = folder.task();
    EvaluationPlan plan = EvaluationPlan.of(task, locals(folder, task), episodes);
    return new Candidate(PushStudy.LOCAL, folder.path().toString(), task, plan);
  }

  private static List<LinearGaussianController> locals(RunFolder folder, Task task)
      throws IOException {
    return folder.controllers().locals(Training.BEST, task.conditions().size());
  }
}
