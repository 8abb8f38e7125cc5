package dev.trammel.controller.check;

import dev.trammel.controller.learn.LearningSettings;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.run.InitialRun;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SettingsException;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskInspection;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything that can be found out about a task before anything is learned. */
public final class TaskCheck {

  private final Registry<PlantProvider> providers;

  /**
   * @param providers builders of bodies; simulated ones are tried, others are not touched
   */
  public TaskCheck(Registry<PlantProvider> providers) {
    this.providers = providers;
  }

  /**
   * Checks a task's file.
   *
   * @param overrides {@code key=value}, as for {@link TaskReader}
   */
  public CheckReport check(Path file, List<String> overrides) throws IOException {
    TaskInspection inspection = TaskReader.inspect(file, overrides);
    Optional<LearningSettings> learning = inspection
        .settings()
        .flatMap(root -> root.optional("algorithm"))
        .flatMap(
            node -> node.attempt(n -> LearningSettingsReader.read(n, inspection.drivenJoints())));
    Findings findings = new Findings(inspection);
    inspection.complaints().forEach(findings::add);
    if (inspection.task().isPresent() && learning.isPresent()) {
      look(inspection.task().get(), learning.get(), findings);
    }
    return new CheckReport(file.toString(), inspection.task(), findings.all());
  }

  private void look(Task task, LearningSettings learning, Findings findings) throws IOException {
    try {
      LearningSettingsReader.read(task);
      InitialRun.pins(task);
    } catch (SettingsException e) {
      findings.add(e);
    }
    task.plant().robot().notes().forEach(note -> findings.note("robot", note));
    for (Look look : looks(task, learning, findings)) {
      look.at(task, findings);
    }
  }

  private List<Look> looks(Task task, LearningSettings learning, Findings findings) {
    List<Look> looks = new ArrayList<>(List.of(
        new SensingLook(),
        new PolicyLook(),
        new StartLook(),
        new GoalLook(),
        new CostLook(),
        new PaceLook(learning),
        new EffortLook(learning)));
    body(task.plant().provider(), findings).map(BodyLook::new).ifPresent(looks::add);
    return looks;
  }

  private Optional<Function<PlantSettings, Plant>> body(String chosen, Findings findings) {
    String name = PlantProvider.scheme(chosen);
    if (!providers.names().contains(name)) {
      findings.error(
          "plant.provider",
          "no such provider, had '" + name + "', allowed: " + String.join(", ", providers.names()));
      return Optional.empty();
    }
    PlantProvider provider = providers.named(name);
    if (!provider.isSimulated()) {
      findings.note("plant.provider", "no simulation: the body itself was not tried");
      return Optional.empty();
    }
    return Optional.of(provider::create);
  }
}
