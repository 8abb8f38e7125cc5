package dev.trammel.controller.bundle;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.LearningSettingsReader;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.storage.Digests;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is shipped to a robot: a controller, and all that is needed to run it right, in one file.
 * Immutable.
 *
 * <pre>
 *   manifest.json               what is in it: robot, units, layouts, limits, conditions, the run
 *   task/task.yaml, task/*.urdf the task as it took effect, with its robot; no meshes
 *   controllers/c00.controller  local controllers, one per condition
 *   models/c00.model            with them, where plans are made again, what to plan on
 *   policies/best.policy        or one policy for all of them
 * </pre>
 */
public final class DeployBundle {

  /** What decides. */
  public enum Kind {
    /** A time-varying controller for each condition. */
    LOCAL,
    /** One policy for all conditions. */
    POLICY,
    /** Plans made again in every control cycle, on what was learned of the body. */
    MPC;

    /** As options and files call it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final BundleFile file;
  private final Task task;
  private final Shipped controller;
  private final Map<String, @Nullable Object> manifest;

  /** @param manifest of which this is made; not modified */
  DeployBundle(
      BundleFile file, Task task, Shipped controller, Map<String, @Nullable Object> manifest) {
    this.file = file;
    this.task = task;
    this.controller = controller;
    this.manifest = Collections.unmodifiableMap(new LinkedHashMap<>(manifest));
  }

  /**
   * The bytes of a bundle of what a run has learned. The same run gives the same bytes.
   *
   * @param condition the only one to ship a local controller of; all if not said
   * @param key to sign with
   */
  public static byte[] ofRun(
      RunFolder run, Kind kind, Optional<String> condition, Optional<PrivateKey> key)
      throws IOException {
    return new BundleMaker(run, kind, condition, Optional.empty()).bytes(key);
  }

  /**
   * The bytes of a bundle of a policy from elsewhere, for a run's task. Where the policy came from
   * is said as far as it is known; of the run's results nothing, unless the policy is the run's own.
   *
   * @param policy its file
   * @param condition the only one whose targets are to be known; all if not said
   * @param key to sign with
   */
  public static byte[] ofPolicy(
      RunFolder run, Path policy, Optional<String> condition, Optional<PrivateKey> key)
      throws IOException {
    return new BundleMaker(run, Kind.POLICY, condition, Optional.of(policy)).bytes(key);
  }

  /**
   * What a run has to ship unless told otherwise: its policy, if it has one; else what it was
   * evaluated with.
   */
  public static Kind usualKind(RunFolder run) throws IOException {
    if (Files.exists(run.controllers().policyFile(Training.BEST))) {
      return Kind.POLICY;
    }
    return LearningSettingsReader.read(run.task()).replanning().isPresent() ? Kind.MPC : Kind.LOCAL;
  }

  /**
   * Reads a bundle and checks all of it but its signature.
   *
   * @throws CorruptFileException if it was cut, changed, or made by another version; names the part
   */
  public static DeployBundle read(Path file) throws IOException {
    long length = Files.size(file);
    if (length > BundleFile.MOST_BYTES) {
      throw new CorruptFileException(
          file, length, "a bundle has at most " + BundleFile.MOST_BYTES + " bytes");
    }
    return read(file, Files.readAllBytes(file));
  }

  /**
   * Reads a bundle's bytes and checks all of them but the signature.
   *
   * @param file its name, for complaints
   * @param bytes not modified
   * @throws CorruptFileException if it was cut, changed, or made by another version; names the part
   */
  public static DeployBundle read(Path file, byte[] bytes) throws IOException {
    return new BundleReader(file, BundleFile.parse(file, bytes)).read();
  }

  /** What it takes and gives. */
  public PlantSpec robot() {
    return task.plant().spec();
  }

  /** The task that it was made for; its bodies have no shapes. */
  public Task task() {
    return task;
  }

  public Kind kind() {
    return controller.kind();
  }

  /** Fingerprint of the robot's URDF. */
  public String robotSha256() {
    return Digests.hex(utf8(task.source().robot()));
  }

  /** Names of the conditions that it knows. */
  public List<String> conditions() {
    return controller.conditions();
  }

  /** Steps of an episode; a policy has no end. */
  public int horizon() {
    return kind() == Kind.POLICY ? Integer.MAX_VALUE : task.steps();
  }

  /** The targets that the controller looks at. */
  public List<String> targets() {
    return kind() == Kind.POLICY ? task.observation().observedTargets() : List.of();
  }

  /** Where a target's x stands in a context, before y and z. */
  public int place(String target) {
    return 3 * task.observation().targets().indexOf(target);
  }

  /** A context to fill in: NaN for each target that the controller looks at. */
  public double[] unknownContext() {
    double[] context = new double[3 * task.observation().targets().size()];
    for (String target : targets()) {
      Arrays.fill(context, place(target), place(target) + 3, Double.NaN);
    }
    return context;
  }

  /**
   * The coordinates of all targets in a condition.
   *
   * @throws UsageException if it is not known
   */
  public double[] context(String condition) {
    return condition(condition).context();
  }

  /**
   * The task with targets elsewhere, so that cost, success and what a policy sees are of those.
   *
   * @param condition the only one that is told otherwise
   * @param places x, y and z of targets by name [m]
   * @throws UsageException if a name is not known, or if the task cannot be with a target there
   */
  public Task taskWith(String condition, Map<String, double[]> places) throws IOException {
    int number = task.conditions().indexOf(condition(condition));
    List<String> overrides = new ArrayList<>();
    for (Map.Entry<String, double[]> place : places.entrySet()) {
      if (!targets().contains(place.getKey())) {
        throw new UsageException("a target must be one of "
            + (targets().isEmpty()
                ? "none, since only policies are told of targets"
                : String.join(", ", targets()))
            + ", was '" + place.getKey() + "'");
      }
      overrides.add("conditions[" + number + "].targets." + place.getKey() + "="
          + Arrays.toString(place.getValue()));
    }
    return overrides.isEmpty() ? task : TaskReader.recall(task.source(), overrides);
  }

  /**
   * A controller for one thread.
   *
   * @param condition whose local controller it is, or whose plan
   * @param context for a policy: x, y, z of each of the task's targets; not modified
   */
  public Controller controller(String condition, double[] context, Kernels kernels) {
    return controller.controller(condition, task.observation(), context, kernels);
  }

  /** Whether anybody has signed it; says nothing of who. */
  public boolean isSigned() {
    return file.isSigned();
  }

  /**
   * Demands the signature of a key.
   *
   * @param name the bundle's, for complaints
   * @param publicKey PEM file
   * @throws UsageException if it has none of this key
   */
  public void requireSignedBy(Path name, Path publicKey) throws IOException {
    boolean signed = file.isSignedBy(Keys.trusted(publicKey));
    if (!signed) {
      throw new UsageException(name + " must be signed with the key of " + publicKey + ", was "
          + (isSigned() ? "signed with another one, or changed since" : "not signed"));
    }
  }

  /**
   * Demands that it was made for a robot that takes and gives the same.
   *
   * @param name the bundle's, for complaints
   * @throws UsageException if it was not; names what differs
   */
  public void requireRobot(Path name, PlantSpec demanded) {
    HostCheck.requireRobot(name, demanded, robot());
  }

  /** Everything that it says of itself. */
  public Map<String, @Nullable Object> manifest() {
    return manifest;
  }

  /** Number of bytes of each part, by name and in order. */
  public Map<String, Integer> parts() {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    file.names().forEach(name -> lengths.put(name, file.part(name).orElseThrow().length));
    return lengths;
  }

  private Condition condition(String name) {
    if (!conditions().contains(name)) {
      throw new UsageException("the bundle's condition must be one of "
          + String.join(", ", conditions()) + ", was '" + name + "'");
    }
    return task.conditions().stream()
        .filter(condition -> condition.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static String trammelVersion() {
    return RunInfo.trammelVersion();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
