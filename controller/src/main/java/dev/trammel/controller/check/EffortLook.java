package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.task.Task;

/** What learning will take, and whether the budget allows it. */
final class EffortLook implements Look {

  /** Beyond this a process's plans take minutes. */
  private static final int LARGE = 20;

  private final LearningSettings settings;

  EffortLook(LearningSettings settings) {
    this.settings = settings;
  }

  @Override
  public void at(Task task, Findings findings) {
    double duration = task.duration();
    double before = settings.excitation().episodes() * duration;
    double each = settings.samples() * duration;
    double seconds = settings.budget().seconds();
    double confirming = settings.budget().confirmations() * duration;
    if (before + each >= seconds) {
      findings.warning(
          "algorithm.budget.seconds",
          "spent before the first update: excitation and one iteration take "
              + number(before + each) + " s per condition, allowed are " + number(seconds));
    } else if (before + each + confirming > seconds) {
      findings.warning(
          "algorithm.budget.seconds",
          "leaves no room to confirm a controller: excitation, one iteration and "
              + settings.budget().confirmations() + " confirmations take "
              + number(before + each + confirming) + " s per condition, allowed are "
              + number(seconds));
    }
    int affordable = (int) Math.max(1, Math.ceil((seconds - before) / each));
    int most = Math.min(settings.budget().iterations(), affordable);
    findings.note(
        "algorithm",
        "an iteration runs " + settings.samples() * task.conditions().size() + " episodes of "
            + number(duration) + " s; at most " + most + " iterations and "
            + number(seconds * task.conditions().size()) + " s of experience in all");
    if (settings.model() instanceof ModelSettings.GaussianProcess
        && task.stateSize() + task.inputSize() > LARGE) {
      findings.note(
          "algorithm.model",
          "a process of " + task.stateSize() + " states and " + task.inputSize()
              + " inputs plans slowly; type local does not");
    }
  }
}
