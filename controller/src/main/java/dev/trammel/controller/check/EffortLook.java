package dev.trammel.controller.check;

import static dev.trammel.controller.check.Findings.number;

import dev.trammel.controller.learn.GuidedNumbers;
import dev.trammel.controller.learn.GuidedSettings;
import dev.trammel.controller.learn.GuidedSettings.Starts;
import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.learn.ReplanningSettings;
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
    settings
        .guided()
        .ifPresentOrElse(
            guided -> ofOnePolicy(task, guided, findings), () -> ofConditions(task, findings));
    if (settings.model() instanceof ModelSettings.GaussianProcess
        && task.stateSize() + task.inputSize() > LARGE) {
      findings.note(
          "algorithm.model",
          "a process of " + task.stateSize() + " states and " + task.inputSize()
              + " inputs plans slowly; type local does not");
    }
  }

  /** Each condition has a budget of its own. */
  private void ofConditions(Task task, Findings findings) {
    double duration = task.duration();
    // plans are tried once each, after an excitation of their own
    int excitations = settings
        .replanning()
        .map(ReplanningSettings::excitation)
        .orElse(settings.excitation().episodes());
    int samples = settings.replanning().isPresent() ? 1 : settings.samples();
    double before = excitations * duration;
    double each = samples * duration;
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
    int conditions = task.conditions().size();
    int affordable = (int) Math.max(1, Math.ceil((seconds - before) / each));
    note(task, samples * conditions, affordable, seconds * conditions, findings);
  }

  /** The budget is of all episodes. */
  private void ofOnePolicy(Task task, GuidedSettings guided, Findings findings) {
    int places = guided.starts() == Starts.CONDITIONS ? task.conditions().size() : 1;
    int before = GuidedNumbers.of(task, settings).excitations() * places;
    int each = (guided.episodes() + guided.explorers()) * places;
    if (before + each >= guided.most()) {
      findings.warning(
          "algorithm.guided.budget",
          "spent before the first update: excitation and one iteration take " + (before + each)
              + " episodes, allowed are " + guided.most());
    }
    int affordable = Math.max(1, -Math.floorDiv(before - guided.most(), each));
    note(task, each, affordable, guided.most() * task.duration(), findings);
  }

  private void note(Task task, int episodes, int affordable, double seconds, Findings findings) {
    findings.note(
        "algorithm",
        "an iteration runs " + episodes + " episodes of " + number(task.duration()) + " s; at most "
            + Math.min(settings.budget().iterations(), affordable) + " iterations and "
            + number(seconds) + " s of experience in all");
  }
}
