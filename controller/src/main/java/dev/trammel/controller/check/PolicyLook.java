package dev.trammel.controller.check;

import dev.trammel.controller.task.PolicyObservation;
import dev.trammel.controller.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a policy for all starts sees, and whether that tells conditions apart. */
final class PolicyLook implements Look {

  private static final String KEY = "policy";

  @Override
  public void at(Task task, Findings findings) {
    if (!findings.has(KEY) && task.region().isEmpty()) {
      return;
    }
    PolicyObservation observation = task.observation();
    findings.note(
        KEY,
        "a policy sees " + (findings.has("policy.observes") ? "" : "the whole state, ")
            + observation.size()
            + (observation.size() == 1 ? " number: " : " numbers: ")
            + String.join(", ", observation.names()));
    Set<String> moving = moving(task, findings);
    if (!moving.isEmpty() && !observation.tellsPlaces()) {
      findings.warning(
          KEY,
          "a policy cannot know where to go: the target " + String.join(" and ", moving)
              + " differs between conditions, and nothing that it sees depends on a target or an"
              + " object");
    }
  }

  /** Targets that are not the same everywhere. */
  private static Set<String> moving(Task task, Findings findings) {
    List<double[]> contexts = new ArrayList<>();
    Case.each(task, findings, c -> contexts.add(c.condition().context()));
    Set<String> moving = new TreeSet<>();
    List<String> targets = task.observation().targets();
    for (int i = 0; i < 3 * targets.size(); i++) {
      int index = i;
      if (contexts.stream().mapToDouble(context -> context[index]).distinct().count() > 1) {
        moving.add("'" + targets.get(i / 3) + "'");
      }
    }
    return moving;
  }
}
