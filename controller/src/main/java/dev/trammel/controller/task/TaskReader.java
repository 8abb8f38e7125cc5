package dev.trammel.controller.task;

import dev.trammel.controller.robot.RobotModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a task from its YAML file and the URDF beside it. */
public final class TaskReader {

  private static final String NAME = "name";
  private static final String ROBOT = "robot";
  private static final String SUFFIX = ".yaml";
  private static final int MAX_STEPS = 100_000;

  private final Path file;
  private final String text;
  private final List<String> overrides;
  private final SettingsNode root;
  private final TaskFiles files;
  private Optional<PlantSettings> plant = Optional.empty();

  private TaskReader(Path file, List<String> overrides, Complaints complaints) throws IOException {
    this.file = file;
    this.overrides = overrides;
    files = new TaskFiles(file, Optional.empty(), complaints);
    text = SettingsFile.text(file);
    SettingsNode read = SettingsFile.parse(text, file.toString(), complaints);
    for (String override : overrides) {
      read = SettingsOverride.apply(read, override);
    }
    root = read;
  }

  private TaskReader(TaskSource source) {
    file = Path.of(TaskSource.FILE_NAME);
    overrides = List.of();
    text = source.yaml();
    root = SettingsFile.parse(text, file.toString(), Complaints.thrown());
    files = new TaskFiles(file, Optional.of(source), Complaints.thrown());
  }

  /**
   * Reads a task from its text alone, as it once took effect: its bodies move as they do, but have
   * no shapes.
   *
   * @throws SettingsException if it does not describe a task
   */
  public static Task recall(TaskSource source) throws IOException {
    return new TaskReader(source).task().orElseThrow();
  }

  /**
   * The same with overrides, which become part of its text.
   *
   * @param overrides {@code key=value}, the key dotted and with list indices
   * @throws SettingsException if text and overrides do not describe a task
   */
  public static Task recall(TaskSource source, List<String> overrides) throws IOException {
    SettingsNode changed =
        SettingsFile.parse(source.yaml(), TaskSource.FILE_NAME, Complaints.thrown());
    for (String override : overrides) {
      changed = SettingsOverride.apply(changed, override);
    }
    return recall(new TaskSource(
        SettingsFile.write(changed),
        source.robotFile(),
        source.robot(),
        source.others(),
        source.meshes()));
  }

  /**
   * Reads the file as it stands.
   *
   * @throws SettingsException if it does not describe a task
   */
  public static Task read(Path file) throws IOException {
    return read(file, List.of());
  }

  /**
   * Reads the file, with overrides.
   *
   * @param overrides {@code key=value}, the key dotted and with list indices
   * @throws SettingsException if file and overrides do not describe a task
   */
  public static Task read(Path file, List<String> overrides) throws IOException {
    return new TaskReader(file, overrides, Complaints.thrown()).task().orElseThrow();
  }

  /** Reads the file, with overrides, and gathers everything that is wrong with it. */
  public static TaskInspection inspect(Path file, List<String> overrides) throws IOException {
    Complaints complaints = Complaints.gathered();
    try {
      TaskReader reader = new TaskReader(file, overrides, complaints);
      Optional<Task> task = reader.task();
      return new TaskInspection(complaints, Optional.of(reader.root), reader.plant, task);
    } catch (SettingsException e) {
      complaints.add(e);
      return new TaskInspection(complaints, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** What a task in this file is called, unless it says otherwise. */
  static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /** The task; nothing if complaints are gathered and there are any. */
  private Optional<Task> task() throws IOException {
    root.allow(
        NAME,
        "description",
        ROBOT,
        "plant",
        "episode",
        "conditions",
        "cost",
        "success",
        "policy",
        "region",
        "algorithm");
    String name =
        root.optional(NAME).flatMap(n -> n.attempt(TaskReader::name)).orElse(nameOf(file));
    String description = root.child("description").text().strip();
    SettingsNode episode = root.child("episode").allow("period", "steps");
    int steps = episode.child("steps").integer(1, MAX_STEPS);
    SettingsNode algorithm = root.child("algorithm");
    algorithm.attempt(TaskReader::mapping);
    Optional<Path> urdf = root.child(ROBOT).attempt(files::urdf);
    Optional<RobotModel> robot = urdf.isPresent() ? files.robot(urdf.get()) : Optional.empty();
    plant = robot.flatMap(model -> root.child("plant")
        .attempt(node -> new PlantReader(model, files).read(node, episode.child("period"))));
    root.complaints().doubtNames();
    SharedTargets targets = SharedTargets.of(root.optional("conditions"));
    Optional<List<Condition>> conditions = plant.flatMap(body -> root.child("conditions")
        .attempt(list -> conditions(list, reader(root, body, steps, targets))));
    Optional<PolicyObservation> observation =
        plant.flatMap(body -> observation(body, targets.points()));
    Optional<Region> region = plant.flatMap(body -> root.optional("region")
        .flatMap(node -> node.attempt(
            n -> new RegionReader(body, reader(n, body, steps, targets), targets.all()).read(n))));
    if (conditions.isEmpty() || urdf.isEmpty() || !root.complaints().found().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Task(
        name,
        description,
        plant.orElseThrow(),
        steps,
        conditions.get(),
        observation.orElseThrow(),
        region,
        algorithm,
        files.source(
            root, name, urdf.get(), overrides.isEmpty() ? Optional.of(text) : Optional.empty())));
  }

  /** A name also names folders. */
  private static String name(SettingsNode node) {
    if (!node.text().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw node.error("not fit for a name", node.came(), "letters, digits, '.', '_' and '-'");
    }
    return node.text();
  }

  private static SettingsNode mapping(SettingsNode node) {
    if (!node.isMapping()) {
      throw node.error("must be a mapping", node.came(), "key: value lines, or {}");
    }
    return node;
  }

  private Optional<PolicyObservation> observation(PlantSettings body, List<String> targets) {
    Optional<SettingsNode> node = root.optional("policy");
    return node.isPresent()
        ? node.get().attempt(new PolicyReader(body, targets)::read)
        : Optional.of(PolicyObservation.ofState(body, targets));
  }

  /** @param judging has a success of its own, or the task's holds */
  private ConditionReader reader(
      SettingsNode judging, PlantSettings body, int steps, SharedTargets targets) {
    SettingsNode success = judging.optional("success").orElseGet(() -> root.child("success"));
    return new ConditionReader(body, steps, root.child("cost"), success, targets.points());
  }

  private List<Condition> conditions(SettingsNode list, ConditionReader reader) {
    Set<String> names = new HashSet<>();
    List<Condition> conditions = list.each(node -> {
      Condition condition = reader.read(node);
      if (!names.add(condition.name())) {
        throw node.child("name")
            .error("must be unique", "'" + condition.name() + "' again", "a name of its own");
      }
      return condition;
    });
    if (conditions.isEmpty()) {
      throw list.error("must not be empty", "no entry", "at least one condition");
    }
    return conditions;
  }
}
