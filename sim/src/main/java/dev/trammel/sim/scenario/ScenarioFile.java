package dev.trammel.sim.scenario;

import dev.trammel.controller.run.RunException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.spi.ControllerProvider;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.task.SettingsException;
import dev.trammel.controller.task.SettingsFile;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a verification from a file of scenarios. Paths in it are relative to the file. */
public final class ScenarioFile {

  private static final Scenario.Trial USUAL = new Scenario.Trial(100, Requirement.passRate(0.95));
  private static final int MOST_SCENARIOS = 1000;

  private final Path file;
  private final SettingsNode root;
  private final Optional<Path> run;
  private final Optional<Given> own;

  /** What is tried in place of what the file names. */
  private interface Given {
    ControllerSource of(Task task) throws IOException;
  }

  private ScenarioFile(Path file, SettingsNode root, Optional<Path> run, Optional<Given> own) {
    this.file = file;
    this.root = root;
    this.run = run;
    this.own = own;
  }

  /**
   * Reads the file as it stands.
   *
   * @throws SettingsException if it does not describe a verification
   */
  public static Verification read(Path file) throws IOException {
    return read(file, Optional.empty());
  }

  /**
   * Reads the file.
   *
   * @param run whose controllers are tried in place of those that the file names
   * @throws SettingsException if it does not describe a verification
   */
  public static Verification read(Path file, Optional<Path> run) throws IOException {
    return new ScenarioFile(file, root(file), run, Optional.empty()).verification();
  }

  /**
   * Reads the file.
   *
   * @param own what is tried in place of what the file names
   * @throws SettingsException if it does not describe a verification
   */
  public static Verification read(Path file, ControllerSource own) throws IOException {
    return read(file, (Given) task -> own);
  }

  /**
   * Reads the file.
   *
   * @param bundle whose controllers are tried in place of those that the file names
   * @throws SettingsException if it does not describe a verification
   */
  public static Verification readForBundle(Path file, Path bundle) throws IOException {
    return read(file, (Given) task -> ControllerSource.ofBundle(bundle, task));
  }

  private static Verification read(Path file, Given own) throws IOException {
    return new ScenarioFile(file, root(file), Optional.empty(), Optional.of(own)).verification();
  }

  private static SettingsNode root(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SettingsException("no such file: " + file + ", allowed: a YAML file of scenarios");
    }
    return SettingsFile.read(file);
  }

  /** The scenarios that come with the product. */
  public static TaskCatalog shipped() {
    return new TaskCatalog(TaskCatalog.shipped().folder().resolve("scenarios"));
  }

  private Verification verification() throws IOException {
    root.allow("description", "task", "controller", "seed", "episodes", "require", "scenarios");
    root.optional("description").ifPresent(SettingsNode::text);
    Optional<Path> from = run.isPresent() ? run : runOfFile();
    Task task = task(from);
    Scenario.Trial usual = new Scenario.Trial(
        ScenarioReader.episodes(root).orElse(USUAL.episodes()),
        ScenarioReader.requirement(root).orElse(USUAL.requirement()));
    long seed = root.optional("seed").map(n -> n.integer(0, Integer.MAX_VALUE)).orElse(0);
    return new Verification(
        task, controllers(task, from), scenarios(new ScenarioReader(task, usual)), seed);
  }

  private List<Scenario> scenarios(ScenarioReader reader) {
    SettingsNode list = root.child("scenarios");
    List<SettingsNode> items = list.items();
    if (items.isEmpty() || items.size() > MOST_SCENARIOS) {
      throw list.error(
          "wrong length", items.size() + " entries", "1 to " + MOST_SCENARIOS + " scenarios");
    }
    Set<String> names = new HashSet<>();
    for (SettingsNode item : items) {
      SettingsNode name = item.child("name");
      if (!names.add(name.text())) {
        throw name.error("must be unique", name.came() + " again", "a name of its own");
      }
    }
    return items.stream().map(reader::read).toList();
  }

  private Task task(Optional<Path> from) throws IOException {
    Optional<SettingsNode> node = root.optional("task");
    if (node.isPresent()) {
      return TaskReader.read(taskFile(node.get()));
    }
    if (from.isEmpty()) {
      throw root.error(
          "needs a task", "neither task nor controller.run", "task: a shipped one or a YAML file");
    }
    try (RunFolder folder = RunFolder.open(from.get())) {
      return folder.task();
    }
  }

  private Path taskFile(SettingsNode node) throws IOException {
    Path beside = beside(node);
    if (Files.isRegularFile(beside)) {
      return beside;
    }
    Path shipped = TaskCatalog.shipped().files().get(node.text());
    if (shipped == null) {
      throw node.error(
          "no such task",
          node.came(),
          "a YAML file relative to this one, or one of "
              + String.join(", ", TaskCatalog.shipped().names()));
    }
    return shipped;
  }

  private Optional<Path> runOfFile() {
    return root.optional("controller")
        .filter(SettingsNode::isMapping)
        .flatMap(node -> node.optional("run"))
        .map(this::beside);
  }

  private ControllerSource controllers(Task task, Optional<Path> from) throws IOException {
    if (own.isPresent()) {
      return own.get().of(task);
    }
    if (run.isPresent()) {
      return ControllerSource.ofRun(run.get(), task);
    }
    SettingsNode node = root.optional("controller")
        .orElseThrow(() -> new SettingsException(
            file + ": controller: must be given, had nothing, allowed: a controller here, or"
                + " --run or --bundle on the command line"));
    node.allow("run", "bundle", "file", "files", "provider");
    if (node.entries().size() != 1) {
      throw node.error(
          "needs one source",
          node.entries().size() + " keys",
          "one of run, bundle, file, files, provider");
    }
    if (from.isPresent()) {
      return guarded(node.child("run"), () -> ControllerSource.ofRun(from.get(), task));
    }
    if (node.has("bundle")) {
      Path bundle = beside(node.child("bundle"));
      return guarded(node.child("bundle"), () -> ControllerSource.ofBundle(bundle, task));
    }
    if (node.has("provider")) {
      SettingsNode name = node.child("provider");
      return guarded(
          name,
          () -> ControllerSource.of(
              Registry.discover("controller", ControllerProvider.class).named(name.text()), task));
    }
    SettingsNode files = node.has("file") ? node.child("file") : node.child("files");
    List<Path> paths = node.has("file")
        ? List.of(beside(files))
        : files.items().stream().map(this::beside).toList();
    return guarded(files, () -> ControllerSource.ofFiles(paths, task));
  }

  /** What is wrong with a controller, said where the file names it. */
  private static ControllerSource guarded(SettingsNode node, Source source) {
    try {
      return source.open();
    } catch (NoSuchFileException e) {
      throw node.error("no such file", String.valueOf(e.getFile()), "a controller of this task");
    } catch (IllegalArgumentException | RunException | IOException e) {
      throw node.error(
          "cannot be used: " + e.getMessage(), node.came(), "a controller of this task");
    }
  }

  private Path beside(SettingsNode node) {
    return file.toAbsolutePath().resolveSibling(node.text()).normalize();
  }

  private interface Source {
    ControllerSource open() throws IOException;
  }
}
