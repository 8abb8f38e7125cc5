package dev.trammel.controller.calibration;

import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The calibrations of one device.
 *
 * <pre>
 *   cal/&lt;device&gt;/&lt;utc&gt;-&lt;sha8&gt;.json  one each, written once
 *   cal/&lt;device&gt;/current             what came into force, a line each; the last is in force
 * </pre>
 *
 * <p>A calibration comes into force by {@link #promote} and {@link #rollback} alone. Several processes
 * may use a store; one that is killed leaves it as it was before its last change or after it.
 */
public final class CalibrationStore {

  /** Where the commands keep calibrations, in the working directory. */
  public static final String FOLDER = "cal";

  /** Name of the pointer, and of what it points to. */
  public static final String CURRENT = "current";

  /** Name of what was made last. */
  public static final String LATEST = "latest";

  private static final String SUFFIX = ".json";

  private final Path folder;
  private final String device;

  private CalibrationStore(Path folder, String device) {
    this.folder = folder;
    this.device = device;
  }

  /**
   * The store of a device; it need not be there yet.
   *
   * @param root of all devices' stores
   */
  public static CalibrationStore of(Path root, String device) {
    if (!Plausibility.isDevice(device)) {
      throw new CalibrationException("a device's name must be of letters, digits, '_' and '-', at"
          + " most 32, was '" + device + "'");
    }
    return new CalibrationStore(root.resolve(device), device);
  }

  /** The store in a folder, which is called as the device. */
  public static CalibrationStore at(Path folder) {
    return new CalibrationStore(
        folder, String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
  }

  /**
   * The calibration that a path means: a file, or the one in force in a device's folder.
   *
   * @throws CalibrationException if there is none
   */
  public static Path resolve(Path fileOrFolder) throws IOException {
    boolean isPointer = fileOrFolder.endsWith(CURRENT) && Files.isRegularFile(fileOrFolder);
    if (!isPointer && !Files.isDirectory(fileOrFolder)) {
      return fileOrFolder;
    }
    Path folder = isPointer ? fileOrFolder.toAbsolutePath().resolveSibling("") : fileOrFolder;
    CalibrationStore store = at(folder);
    Optional<String> inForce = store.inForce();
    if (inForce.isEmpty()) {
      throw new CalibrationException(fileOrFolder + ": no calibration is in force there; promote"
          + " one, or name a file; " + CalibrationNames.shown(store.names()));
    }
    return folder.resolve(inForce.get());
  }

  public Path folder() {
    return folder;
  }

  public String device() {
    return device;
  }

  /** Writes a calibration beside the others; it is not in force by that. */
  @SuppressWarnings("try")
  public CalibrationFile add(Calibration calibration) throws IOException {
    CalibrationFile file = CalibrationFile.of(calibration);
    requireOwn(file);
    Files.createDirectories(folder);
    try (StoreLock lock = StoreLock.take(folder)) {
      return file.writeTo(folder);
    }
  }

  /** File names of all calibrations, oldest first. */
  public List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(SUFFIX))
          .sorted()
          .toList();
    }
  }

  /** The calibration made last, in force or not. */
  public Optional<CalibrationFile> latest() throws IOException {
    List<String> names = names();
    return names.isEmpty() ? Optional.empty() : Optional.of(read(names.get(names.size() - 1)));
  }

  /** The calibration in force. */
  public Optional<CalibrationFile> current() throws IOException {
    Optional<String> name = inForce();
    return name.isEmpty() ? Optional.empty() : Optional.of(read(name.get()));
  }

  /**
   * One calibration.
   *
   * @param name {@code current}, {@code latest}, a file's name, or the first digits of a hash
   * @throws CalibrationException if there is none or more than one
   */
  public CalibrationFile find(String name) throws IOException {
    List<CalibrationFile> fitting = new ArrayList<>();
    if (name.equals(CURRENT)) {
      current().ifPresent(fitting::add);
    } else if (name.equals(LATEST)) {
      latest().ifPresent(fitting::add);
    } else {
      fitting.addAll(named(name));
    }
    if (fitting.size() != 1) {
      throw new CalibrationException(folder + ": must have one calibration '" + name + "', had "
          + fitting.size() + "; " + CalibrationNames.shown(names()));
    }
    return fitting.get(0);
  }

  private List<CalibrationFile> named(String name) throws IOException {
    List<String> names = names();
    if (names.contains(name)) {
      return List.of(read(name));
    }
    List<CalibrationFile> fitting = new ArrayList<>();
    for (String candidate : names) {
      // the name has the hash's first digits, and no file is read whose name cannot fit
      String digits =
          candidate.substring(candidate.lastIndexOf('-') + 1, candidate.length() - SUFFIX.length());
      if (!name.isEmpty() && (digits.startsWith(name) || name.startsWith(digits))) {
        CalibrationFile file = read(candidate);
        if (file.sha256().startsWith(name)) {
          fitting.add(file);
        }
      }
    }
    return fitting;
  }

  /** What came into force, oldest first; the last is in force. */
  public List<Promotion> history() throws IOException {
    Path file = folder.resolve(CURRENT);
    List<Promotion> history = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        history.add(Promotion.read(file, line));
      }
    }
    return history;
  }

  /**
   * Brings a calibration into force.
   *
   * @param file of this store
   * @param despite what speaks against it, where somebody insists
   */
  public void promote(CalibrationFile file, Instant at, List<String> despite) throws IOException {
    promote(file, at, despite, now -> {});
  }

  /**
   * The same, if what is in force is still what it was compared with.
   *
   * @param seen what was in force when somebody looked
   * @throws CalibrationException if something else came into force meanwhile
   */
  public void promote(
      CalibrationFile file, Instant at, List<String> despite, Optional<CalibrationFile> seen)
      throws IOException {
    promote(file, at, despite, now -> {
      if (!now.map(CalibrationFile::sha256).equals(seen.map(CalibrationFile::sha256))) {
        throw new CalibrationException(folder + ": must still have in force what the new one was"
            + " compared with, has " + now.map(CalibrationFile::path) + ": look again");
      }
    });
  }

  @SuppressWarnings("try")
  private void promote(
      CalibrationFile file,
      Instant at,
      List<String> despite,
      Consumer<Optional<CalibrationFile>> check)
      throws IOException {
    requireOwn(file);
    String name = String.valueOf(file.path().getFileName());
    try (StoreLock lock = StoreLock.take(folder)) {
      read(name);
      check.accept(current());
      enter(new Promotion(Promotion.Kind.PROMOTE, Optional.of(name), at, despite));
    }
  }

  /** Brings what was in force before into force again, none where there was none. */
  public Optional<CalibrationFile> rollback(Instant at) throws IOException {
    return rollback(at, before());
  }

  /**
   * Brings a calibration into force again.
   *
   * @param name of a file of this store; nothing for none
   * @return what is in force now
   */
  @SuppressWarnings("try")
  public Optional<CalibrationFile> rollback(Instant at, Optional<String> name) throws IOException {
    Files.createDirectories(folder);
    try (StoreLock lock = StoreLock.take(folder)) {
      Optional<CalibrationFile> file =
          name.isEmpty() ? Optional.empty() : Optional.of(read(name.get()));
      enter(new Promotion(Promotion.Kind.ROLLBACK, name, at, List.of()));
      return file;
    }
  }

  /** What was in force before the one that is; a rollback takes back the promotions after its own. */
  public Optional<String> before() throws IOException {
    Deque<String> stack = new ArrayDeque<>();
    for (Promotion promotion : history()) {
      if (promotion.file().isEmpty()) {
        stack.clear();
      } else if (promotion.kind() == Promotion.Kind.ROLLBACK) {
        String name = promotion.file().get();
        while (!stack.isEmpty() && !stack.peek().equals(name)) {
          stack.pop();
        }
        if (stack.isEmpty()) {
          stack.push(name);
        }
      } else if (!promotion.file().get().equals(stack.peek())) {
        stack.push(promotion.file().get());
      }
    }
    return stack.stream().skip(1).findFirst();
  }

  private Optional<String> inForce() throws IOException {
    List<Promotion> history = history();
    return history.isEmpty()
        ? Optional.empty()
        : history.get(history.size() - 1).file();
  }

  private void enter(Promotion promotion) throws IOException {
    StringBuilder text = new StringBuilder();
    history().forEach(before -> text.append(before.line()));
    text.append(promotion.line());
    // renamed into place: who reads meanwhile sees the old pointer or the new one
    DurableFile.write(folder.resolve(CURRENT), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private CalibrationFile read(String name) throws IOException {
    return CalibrationFile.read(folder.resolve(name));
  }

  private void requireOwn(CalibrationFile file) {
    String of = file.calibration().subject().device();
    if (!of.equals(device)) {
      throw new CalibrationException(
          folder + ": a calibration there must be of device " + device + ", was of " + of);
    }
  }
}
