package dev.trammel.controller.bundle;

import dev.trammel.controller.learn.ControllerFile;
import dev.trammel.controller.learn.ReplanningModelFile;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.storage.Digests;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes sense of a bundle's parts, and refuses those that do not belong to one another. */
final class BundleReader {

  private final Path path;
  private final BundleFile file;
  private final Map<String, @Nullable Object> manifest;

  BundleReader(Path path, BundleFile file) throws CorruptFileException {
    this.path = path;
    this.file = file;
    try {
      manifest = Json.read(new String(part(Manifest.FILE), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw corrupt(Manifest.FILE, "is no JSON: " + e.getMessage());
    }
  }

  DeployBundle read() throws IOException {
    requireParts();
    Task task = task();
    DeployBundle.Kind kind = kind();
    List<Condition> conditions = conditions(task);
    Optional<String> difference =
        Manifest.difference(manifest, Manifest.of(task, kind, conditions));
    if (difference.isPresent()) {
      throw corrupt(
          Manifest.FILE,
          "says '" + difference.get() + "' otherwise than the task beside it is read by Trammel "
              + DeployBundle.trammelVersion() + "; it was made by " + manifest.get("trammel"));
    }
    Shipped controller = switch (kind) {
      case LOCAL -> new Shipped.Local(local(task, conditions));
      case POLICY -> policy(task, conditions);
      case MPC -> replanned(task, conditions);
    };
    return new DeployBundle(file, task, controller, manifest);
  }

  /** The parts are those of the manifest, in its order. */
  private void requireParts() throws CorruptFileException {
    Map<?, ?> digests = manifest.get(Manifest.PARTS) instanceof Map<?, ?> map ? map : Map.of();
    List<String> expected = new ArrayList<>(List.of(Manifest.FILE));
    for (Map.Entry<?, ?> digest : digests.entrySet()) {
      String name = String.valueOf(digest.getKey());
      if (!Digests.hex(part(name)).equals(digest.getValue())) {
        throw corrupt(name, "is not the one that " + Manifest.FILE + " means");
      }
      expected.add(name);
    }
    if (!expected.equals(List.copyOf(file.names()))) {
      throw new CorruptFileException(
          path,
          0,
          "the parts must be " + String.join(", ", expected) + ", were "
              + String.join(", ", file.names()));
    }
  }

  private Task task() throws CorruptFileException {
    String robotFile = String.valueOf(manifest.get("robot_file"));
    try {
      return TaskReader.recall(BundleParts.source(file, robotFile));
    } catch (IllegalArgumentException | IOException e) {
      throw new CorruptFileException(
          path,
          0,
          "its task cannot be read by Trammel " + DeployBundle.trammelVersion() + ": "
              + e.getMessage());
    }
  }

  private DeployBundle.Kind kind() throws CorruptFileException {
    for (DeployBundle.Kind kind : DeployBundle.Kind.values()) {
      if (kind.text().equals(manifest.get("controller"))) {
        return kind;
      }
    }
    throw corrupt(Manifest.FILE, "has no controller of a known kind");
  }

  private List<Condition> conditions(Task task) throws CorruptFileException {
    List<Condition> conditions = new ArrayList<>();
    for (String name : Manifest.names(manifest.get("conditions"))) {
      conditions.add(task.conditions().stream()
          .filter(condition -> condition.name().equals(name))
          .findFirst()
          .orElseThrow(() ->
              corrupt(Manifest.FILE, "knows a condition that the task has not, '" + name + "'")));
    }
    return conditions;
  }

  private Map<String, LinearGaussianController> local(Task task, List<Condition> conditions)
      throws CorruptFileException {
    Map<String, LinearGaussianController> controllers = new LinkedHashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      String name = BundleParts.controller(i);
      LinearGaussianController controller = controller(name);
      if (controller.steps() != task.steps()
          || controller.stateSize() != task.stateSize()
          || controller.inputSize() != task.inputSize()) {
        throw corrupt(
            name,
            "must be for " + sizes(task.steps(), task.stateSize(), task.inputSize()) + ", is for "
                + sizes(controller.steps(), controller.stateSize(), controller.inputSize()));
      }
      controllers.put(conditions.get(i).name(), controller);
    }
    return controllers;
  }

  private Shipped replanned(Task task, List<Condition> conditions) throws CorruptFileException {
    Map<String, LinearGaussianController> plans = local(task, conditions);
    Map<String, Shipped.ModelPart> models = new LinkedHashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      String name = BundleParts.model(i);
      LinearGaussianController plan = Shipped.of(plans, condition.name());
      ReplanningModelFile.read(inside(name), part(name), task, condition, plan);
      models.put(condition.name(), new Shipped.ModelPart(inside(name), condition, part(name)));
    }
    return new Shipped.Replanned(task, plans, models);
  }

  private Shipped policy(Task task, List<Condition> conditions) throws CorruptFileException {
    MlpPolicy policy = MlpPolicy.read(inside(BundleParts.POLICY), part(BundleParts.POLICY));
    int observed = task.observation().size();
    if (policy.observationSize() != observed || policy.inputSize() != task.inputSize()) {
      throw corrupt(
          BundleParts.POLICY,
          "must be for " + observed + " numbers observed and " + task.inputSize()
              + " inputs, is for " + policy.observationSize() + " and " + policy.inputSize());
    }
    return new Shipped.OfPolicy(policy, conditions.stream().map(Condition::name).toList());
  }

  private Path inside(String part) {
    return Path.of(path + "!" + part);
  }

  private LinearGaussianController controller(String name) throws CorruptFileException {
    try {
      return ControllerFile.read(inside(name), part(name));
    } catch (IllegalArgumentException e) {
      throw corrupt(name, String.valueOf(e.getMessage()));
    }
  }

  private static String sizes(int steps, int states, int inputs) {
    return steps + " steps, " + states + " states, " + inputs + " inputs";
  }

  private byte[] part(String name) throws CorruptFileException {
    Optional<byte[]> content = file.part(name);
    if (content.isEmpty()) {
      throw corrupt(name, "is missing");
    }
    return content.get();
  }

  private CorruptFileException corrupt(String part, String problem) {
    return new CorruptFileException(path, 0, "part '" + part + "' " + problem);
  }
}
