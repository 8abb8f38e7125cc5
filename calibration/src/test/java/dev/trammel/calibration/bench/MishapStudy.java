package dev.trammel.calibration.bench;

import dev.trammel.controller.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Lets things go wrong at random instants while a robot is asked, and prints a table:
 *
 * <pre>  java -cp … -Dtrammel.tasks=controller/tasks dev.trammel.calibration.bench.MishapStudy 20 FOLDER ctrl-c</pre>
 */
public final class MishapStudy {

  private static final int ATTEMPTS = 6;
  private static final String DISK_SIZE = "8m";

  private MishapStudy() {}

  /**
   * Fails if one thing is not as it must be.
   *
   * @param arguments how many instants, or {@code 4-20} for the fifth to the twentieth; a folder to
   *     work in; which mishaps, all if none
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> range = List.of(arguments[0].split("-", 2));
    int first = range.size() > 1 ? Integer.parseInt(range.get(0)) : 0;
    int end = Integer.parseInt(range.get(range.size() - 1));
    Path folder = Files.createDirectories(Path.of(arguments[1])).toRealPath();
    List<String> chosen = List.of(arguments).subList(2, arguments.length);
    int broken = 0;
    System.out.println(MishapOutcome.HEAD);
    try (MishapStage stage = new MishapStage(folder)) {
      for (Mishap mishap : Mishap.values()) {
        if (chosen.isEmpty() || chosen.contains(mishap.toString().replace(' ', '-'))) {
          broken += repeat(stage, mishap, first, end);
        }
      }
      System.out.println("\nnot as it must be: " + broken + "; real-time priority of the robot: "
          + (stage.isPrior() ? "yes" : "no"));
    }
    System.exit(broken == 0 ? 0 : 1);
  }

  private static int repeat(MishapStage stage, Mishap mishap, int first, int end)
      throws IOException, InterruptedException {
    int broken = 0;
    for (int number = first; number < end; number++) {
      MishapOutcome outcome = run(stage, mishap, number);
      System.out.println(outcome.row());
      broken += outcome.broken().isEmpty() ? 0 : 1;
    }
    return broken;
  }

  /** Once; again where the bench ended by itself before anything was done to it. */
  static MishapOutcome run(MishapStage stage, Mishap mishap, int number)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String name = mishap.toString().replace(' ', '-') + "-" + number + "-" + attempt;
      Path folder = Files.createDirectories(stage.folder().resolve(name));
      try (SmallDisk disk = SmallDisk.of(folder, mishap == Mishap.FULL_DISK)) {
        Optional<MishapOutcome> outcome =
            new MishapTrial(stage, mishap, number, folder, disk.path()).run();
        if (outcome.isPresent()) {
          return outcome.get();
        }
        System.err.println(name + ": the bench ended by itself");
      }
    }
    throw new IllegalStateException("no bench comes so far: " + mishap + " " + number);
  }

  /**
   * Where a bench writes to.
   *
   * @param isMounted whether it is a disk of its own
   */
  record SmallDisk(Path path, boolean isMounted) implements AutoCloseable {

    static SmallDisk of(Path folder, boolean isSmall) throws IOException, InterruptedException {
      Path path = Files.createDirectories(folder.resolve("disk"));
      boolean isMounted = isSmall
          && ChildJvm.isAllowed(
              List.of("mount", "-t", "tmpfs", "-o", "size=" + DISK_SIZE, "bench", path.toString()));
      if (isSmall && !isMounted) {
        throw new IllegalStateException("nobody may mount a small disk here; try file-limit");
      }
      return new SmallDisk(path, isMounted);
    }

    @Override
    public void close() throws IOException {
      if (isMounted) {
        try {
          // lazily: what was killed may still be on its way out
          new ProcessBuilder("umount", "-l", path.toString()).start().waitFor();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
