package dev.trammel.controller.bundle;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Runs that have learned nothing, with random controllers, and bundles of them. */
final class Bundles {

  /** RFC 8032, 7.1, test 1, in the form that openssl writes. */
  static final String SECRET_KEY = """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;

  static final String PUBLIC_KEY = """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
      -----END PUBLIC KEY-----
      """;

  /** Of test 2. */
  static final String OTHER_PUBLIC_KEY = """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
      -----END PUBLIC KEY-----
      """;

  private Bundles() {}

  /** The folder of a run of the sled that has ended. */
  static Path run(Path folder, long seed) throws IOException {
    Task task = SpringSled.task();
    RunInfo info = RunInfo.here(task.name(), seed, task.source(), "rows", "2026-01-02T03:04:05Z");
    try (RunFolder run = RunFolder.create(folder, info, task.source())) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int c = 0; c < task.conditions().size(); c++) {
        run.controllers().save(Training.BEST, c, controller(task, random));
      }
      run.saveResult(Map.of(
          "solved",
          true,
          "episodes",
          40,
          "wall_seconds",
          Math.PI,
          "evaluation",
          Map.of("successes", new double[] {20, 19})));
    }
    return folder;
  }

  /** Bytes of a bundle of all its local controllers, not signed. */
  static byte[] bytes(Path run) throws IOException {
    try (RunFolder folder = RunFolder.open(run)) {
      return DeployBundle.ofRun(
          folder, DeployBundle.Kind.LOCAL, Optional.empty(), Optional.empty());
    }
  }

  /** A file with such a bundle. */
  static Path file(Path folder, long seed) throws IOException {
    byte[] bytes = bytes(run(folder.resolve("run" + seed), seed));
    return Files.write(folder.resolve(seed + ".trammel"), bytes);
  }

  private static LinearGaussianController controller(Task task, SplittableRandom random) {
    int steps = task.steps();
    int n = task.stateSize();
    int m = task.inputSize();
    return new LinearGaussianController(
        matrices(steps, m, n, random),
        matrices(steps, m, 1, random),
        identities(steps, m),
        matrices(steps + 1, n, 1, random),
        matrices(steps, m, 1, random));
  }

  private static DMatrixRMaj[] matrices(int count, int rows, int columns, SplittableRandom random) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    for (int t = 0; t < count; t++) {
      matrices[t] = new DMatrixRMaj(rows, columns);
      for (int i = 0; i < rows * columns; i++) {
        matrices[t].data[i] = 2 * random.nextDouble() - 1;
      }
    }
    return matrices;
  }

  private static DMatrixRMaj[] identities(int count, int size) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    Arrays.setAll(matrices, t -> CommonOps_DDRM.identity(size));
    return matrices;
  }
}
