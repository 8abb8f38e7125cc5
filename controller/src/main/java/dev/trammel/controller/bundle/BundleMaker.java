package dev.trammel.controller.bundle;

import dev.trammel.controller.learn.ControllerFile;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.learn.ReplanningModel;
import dev.trammel.controller.learn.ReplanningModelFile;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.run.PolicyOrigin;
import dev.trammel.controller.run.RunControllers;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.run.RunModels;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.storage.Digests;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a bundle of what a run has learned, or of a policy from elsewhere. */
final class BundleMaker {

  /** Differ between runs that learned the same. */
  private static final Set<String> UNESSENTIAL = Set.of("wall_seconds", "warm_up");

  private final RunFolder run;
  private final Task task;
  private final DeployBundle.Kind kind;
  private final List<Condition> conditions;
  private final Optional<Path> given;
  private final Optional<String> evaluated;

  /**
   * @param given a policy's file, where it is not to be the run's best
   */
  BundleMaker(
      RunFolder run, DeployBundle.Kind kind, Optional<String> condition, Optional<Path> given)
      throws IOException {
    this.run = run;
    this.kind = kind;
    task = run.task();
    this.given = given;
    evaluated = run.archives().evaluated();
    conditions = condition.isEmpty() ? task.conditions() : List.of(named(task, condition.get()));
  }

  private static Condition named(Task task, String name) {
    List<String> names = task.conditions().stream().map(Condition::name).toList();
    if (!names.contains(name)) {
      throw new UsageException("task " + task.name() + " has no condition '" + name + "', allowed: "
          + String.join(", ", names));
    }
    return task.conditions().get(names.indexOf(name));
  }

  byte[] bytes(Optional<PrivateKey> key) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>(BundleParts.of(task.source()));
    if (kind == DeployBundle.Kind.POLICY) {
      parts.put(BundleParts.POLICY, policy().bytes());
    } else {
      parts.putAll(local());
    }
    if (kind == DeployBundle.Kind.MPC) {
      parts.putAll(models());
    }
    Map<String, Object> digests = new LinkedHashMap<>();
    parts.forEach((name, content) -> digests.put(name, Digests.hex(content)));
    Map<String, Object> json = Manifest.of(task, kind, conditions);
    json.put("trammel", DeployBundle.trammelVersion());
    json.put(Manifest.PARTS, digests);
    json.put("provenance", provenance());
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(Manifest.FILE, DeployBundle.utf8(Json.write(json) + "\n"));
    all.putAll(parts);
    return BundleFile.bytes(all, key);
  }

  private Map<String, byte[]> local() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      int number = task.conditions().indexOf(conditions.get(i));
      parts.put(
          BundleParts.controller(i),
          ControllerFile.bytes(run.controllers().local(Training.BEST, number)));
    }
    requireOwn(
        run.controllers().localFingerprint(Training.BEST),
        "its best controllers are",
        "train --resume " + run.path() + " --force writes its own again");
    return parts;
  }

  private Map<String, byte[]> models() throws IOException {
    List<LinearGaussianController> plans =
        run.controllers().locals(Training.BEST, task.conditions().size());
    List<ReplanningModel> models =
        new RunModels(run, task, Training.of(run).kernels()).toPlanOn(run.bestIteration(), plans);
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      int number = task.conditions().indexOf(conditions.get(i));
      parts.put(
          BundleParts.model(i), ReplanningModelFile.bytes(models.get(number), plans.get(number)));
    }
    return parts;
  }

  private MlpPolicy policy() throws IOException {
    if (given.isPresent()) {
      return RunControllers.fitting(given.get(), task);
    }
    Path best = run.controllers().policyFile(Training.BEST);
    if (!Files.exists(best)) {
      throw new UsageException("run " + run.path() + " has no policy, " + BundleParts.POLICY
          + "; one that was learned by guided policy search has");
    }
    requireOwn(
        RunControllers.fingerprint(best),
        "its " + BundleParts.POLICY + " is",
        "to bundle it as what it is: --policy " + best);
    return MlpPolicy.read(best);
  }

  /** A result must not be said of anything but what came to it. */
  private void requireOwn(String fingerprint, String what, String remedy) {
    if (evaluated.isPresent() && !evaluated.get().equals(fingerprint)) {
      throw new UsageException("run " + run.path() + ": " + what
          + " not what was evaluated at the end of its training, it was replaced since; " + remedy);
    }
  }

  /** What made the policy or the controllers, and what they came to. */
  private Map<String, Object> provenance() throws IOException {
    boolean own =
        given.isEmpty() || evaluated.equals(Optional.of(RunControllers.fingerprint(given.get())));
    return own ? ofRun() : provenance(given.get());
  }

  /** Of the run there is the task alone. */
  private Map<String, Object> provenance(Path file) throws IOException {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("file", String.valueOf(file.getFileName()));
    policy.put("sha256", RunInfo.fingerprint(file));
    PolicyOrigin.of(file).ifPresent(origin -> policy.put("distilled", origin));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("policy", policy);
    json.put("task_of_run", run.info().toJson());
    return json;
  }

  /** A run that makes plans again was evaluated so, any other without. */
  private boolean wasEvaluated() {
    boolean replans = LearningSettingsReader.read(task).replanning().isPresent();
    return kind == DeployBundle.Kind.POLICY || replans == (kind == DeployBundle.Kind.MPC);
  }

  private Map<String, Object> ofRun() throws IOException {
    Map<String, Object> json = new LinkedHashMap<>(run.info().toJson());
    if (wasEvaluated()) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      run.result().ifPresent(result::putAll);
      result.keySet().removeAll(UNESSENTIAL);
      json.put("result", result);
    }
    return json;
  }
}
