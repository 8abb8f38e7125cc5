package dev.trammel.controller.bundle;

import dev.trammel.controller.learn.ControllerFile;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a bundle of what a run has learned. */
final class BundleMaker {

  /** Differ between runs that learned the same. */
  private static final Set<String> UNESSENTIAL = Set.of("wall_seconds", "warm_up");

  private final RunFolder run;
  private final Task task;
  private final DeployBundle.Kind kind;
  private final List<Condition> conditions;

  BundleMaker(RunFolder run, DeployBundle.Kind kind, Optional<String> condition)
      throws IOException {
    this.run = run;
    this.kind = kind;
    task = run.task();
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
    if (kind == DeployBundle.Kind.LOCAL) {
      for (int i = 0; i < conditions.size(); i++) {
        int number = task.conditions().indexOf(conditions.get(i));
        parts.put(
            BundleParts.controller(i),
            ControllerFile.bytes(run.controllers().local(Training.BEST, number)));
      }
    } else {
      parts.put(BundleParts.POLICY, policy().bytes());
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

  private MlpPolicy policy() throws IOException {
    if (!Files.exists(run.controllers().policyFile(Training.BEST))) {
      throw new UsageException("run " + run.path() + " has no policy, " + BundleParts.POLICY
          + "; one that was learned by guided policy search has");
    }
    return run.controllers().policy(Training.BEST);
  }

  /** What the run was made with and what it came to. */
  private Map<String, Object> provenance() throws IOException {
    Map<String, Object> json = new LinkedHashMap<>(run.info().toJson());
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    run.result().ifPresent(result::putAll);
    result.keySet().removeAll(UNESSENTIAL);
    json.put("result", result);
    return json;
  }
}
