package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.Tube;
import dev.trammel.controller.storage.BinaryFile;
import dev.trammel.controller.storage.CorruptFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * A local controller on the disk, a {@link BinaryFile}. Its content:
 *
 * <pre>
 *   int32     T, n, m
 *   float64   K T×m×n, k T×m, C T×m×m, nominal states (T+1)×n, nominal inputs T×m
 *   float64   if it knows its tube: centres (T+1)×n, radii (T+1)×n
 * </pre>
 *
 * <p>Whether it does, the length tells.
 */
public final class ControllerFile {

  private static final BinaryFile FILE = new BinaryFile(0x5452414D4D454C43L, 1, "a controller");
  private static final int FIXED_BYTES = 12;

  private ControllerFile() {}

  /**
   * Where a run keeps a controller.
   *
   * @param run its folder
   * @param name "best", or the iteration's
   */
  public static Path inRun(Path run, String name, int condition) {
    return run.resolve("controllers")
        .resolve(String.format(Locale.ROOT, "%s-c%02d.controller", name, condition));
  }

  /** Writes the file whole or not at all. */
  public static void write(Path file, LinearGaussianController controller) throws IOException {
    FILE.write(file, content(controller));
  }

  /** The bytes of a file. */
  public static byte[] bytes(LinearGaussianController controller) {
    return FILE.bytes(content(controller));
  }

  private static byte[] content(LinearGaussianController controller) {
    int steps = controller.steps();
    int n = controller.stateSize();
    int m = controller.inputSize();
    Optional<Tube> tube = controller.tube();
    double bytes = contentBytes(steps, n, m) + (tube.isPresent() ? tubeBytes(steps, n) : 0);
    ByteBuffer out = ByteBuffer.allocate((int) bytes);
    out.putInt(steps).putInt(n).putInt(m);
    put(out, steps, controller::gain);
    put(out, steps, controller::offset);
    put(out, steps, controller::covariance);
    put(out, steps + 1, controller::nominalState);
    put(out, steps, controller::nominalInput);
    tube.ifPresent(where -> {
      put(out, steps + 1, where::centre);
      put(out, steps + 1, where::radius);
    });
    return out.array();
  }

  /**
   * Reads a file and checks all of it.
   *
   * @throws CorruptFileException if it is not a controller, or was cut or changed
   */
  public static LinearGaussianController read(Path file) throws IOException {
    return read(file, FILE.read(file));
  }

  /**
   * Reads a file's bytes and checks all of them.
   *
   * @param file its name, for complaints
   * @param bytes not modified
   * @throws CorruptFileException if it is not a controller, or was cut or changed
   */
  public static LinearGaussianController read(Path file, byte[] bytes) throws CorruptFileException {
    return read(file, FILE.read(file, bytes));
  }

  private static LinearGaussianController read(Path file, ByteBuffer in)
      throws CorruptFileException {
    if (in.remaining() < FIXED_BYTES) {
      throw new CorruptFileException(file, in.limit(), "a controller ends within its header");
    }
    int offset = in.position();
    int steps = in.getInt();
    int n = in.getInt();
    int m = in.getInt();
    double announced = contentBytes(steps, n, m);
    double tube = in.limit() - offset - announced;
    if (steps < 1 || n < 1 || m < 1 || tube != 0 && tube != tubeBytes(steps, n)) {
      throw new CorruptFileException(
          file,
          offset,
          "sizes T " + steps + ", n " + n + ", m " + m + " announce " + announced
              + " bytes, or " + tubeBytes(steps, n) + " more with a tube; the file has "
              + (in.limit() - offset));
    }
    LinearGaussianController controller = new LinearGaussianController(
        matrices(in, steps, m, n),
        matrices(in, steps, m, 1),
        matrices(in, steps, m, m),
        matrices(in, steps + 1, n, 1),
        matrices(in, steps, m, 1));
    return tube == 0
        ? controller
        : controller.within(
            Optional.of(new Tube(matrices(in, steps + 1, n, 1), matrices(in, steps + 1, n, 1))));
  }

  private static double tubeBytes(double steps, double n) {
    return 16 * (steps + 1) * n;
  }

  /** In floating point, where sizes that are too large cannot overflow into plausible ones. */
  private static double contentBytes(double steps, double n, double m) {
    return FIXED_BYTES + 8 * (steps * (m * n + m + m * m + m) + (steps + 1) * n);
  }

  private static void put(ByteBuffer out, int count, IntFunction<DMatrixRMaj> matrices) {
    for (int t = 0; t < count; t++) {
      DMatrixRMaj matrix = matrices.apply(t);
      for (int i = 0; i < matrix.getNumElements(); i++) {
        out.putDouble(matrix.data[i]);
      }
    }
  }

  private static DMatrixRMaj[] matrices(ByteBuffer in, int count, int rows, int columns) {
    DMatrixRMaj[] matrices = new DMatrixRMaj[count];
    for (int t = 0; t < count; t++) {
      matrices[t] = new DMatrixRMaj(rows, columns);
      for (int i = 0; i < rows * columns; i++) {
        matrices[t].data[i] = in.getDouble();
      }
    }
    return matrices;
  }
}
