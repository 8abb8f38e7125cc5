package dev.trammel.controller.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One folder of golden figures: its arrays by name, and the scalars of its golden.json. */
public final class GoldenCase {

  private static final String SUFFIX = ".csv";

  private final Path folder;
  private final SortedSet<String> names = new TreeSet<>();
  private final Map<?, ?> scalars;

  private GoldenCase(Path folder) throws IOException {
    this.folder = folder;
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .forEach(name -> names.add(name.substring(0, name.length() - SUFFIX.length())));
    }
    String json = Files.readString(folder.resolve("golden.json"));
    scalars = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(json);
  }

  /**
   * Every case in the folder named by the system property {@code trammel.golden}, or in the copy
   * among the test resources when it names none.
   */
  public static Stream<GoldenCase> all() {
    return in(root());
  }

  /** Every case in the copy among the test resources. */
  public static Stream<GoldenCase> bundled() {
    return in(copy());
  }

  private static Stream<GoldenCase> in(Path root) {
    try (Stream<Path> folders = Files.list(root)) {
      List<Path> cases = folders
          .filter(folder -> Files.isRegularFile(folder.resolve("golden.json")))
          .sorted()
          .toList();
      if (cases.isEmpty()) {
        throw new IllegalStateException("no golden case in " + root);
      }
      return cases.stream().map(GoldenCase::open);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    String given = System.getProperty("trammel.golden", "");
    // an unset Maven property arrives unexpanded
    if (!given.isBlank() && !given.startsWith("$")) {
      Path path = Path.of(given);
      // tests run in the module's folder; the user stood in the repository's
      return path.isAbsolute() || Files.isDirectory(path) ? path : Path.of("..").resolve(path);
    }
    return copy();
  }

  private static Path copy() {
    try {
      URL copy = Objects.requireNonNull(GoldenCase.class.getResource("/golden"), "golden copy");
      return Path.of(copy.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GoldenCase open(Path folder) {
    try {
      return new GoldenCase(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return folder.getFileName().toString();
  }

  /** The names of all arrays that are there. */
  public SortedSet<String> arrays() {
    return names;
  }

  public boolean has(String array) {
    return names.contains(array);
  }

  /** Reads an array that is there. */
  public GoldenArray array(String array) {
    return GoldenArray.read(folder.resolve(array + SUFFIX));
  }

  public boolean hasScalar(String key) {
    return scalars.get(key) instanceof Number;
  }

  /** A number of golden.json. */
  public double scalar(String key) {
    return number(scalars, key);
  }

  /** A column of one of golden.json's lists of objects, such as eta in upd_trace. */
  public double[] column(String list, String key) {
    List<?> rows = (List<?>) Objects.requireNonNull(scalars.get(list), list);
    return rows.stream().mapToDouble(row -> number((Map<?, ?>) row, key)).toArray();
  }

  private double number(Map<?, ?> object, String key) {
    if (object.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(name() + " has no number " + key);
  }

  @Override
  public String toString() {
    return name();
  }
}
