package dev.trammel.calibration.benchmark;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.task.QuadraticCost;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;

/**
 * A linear-quadratic problem for a program in another language: n, m and T as 64-bit integers, then
 * doubles, matrices row by row: F, f, C and c of each step, then the terminal C and c. In this
 * machine's byte order.
 */
final class ProblemFile {

  private final ByteBuffer buffer;

  private ProblemFile(int bytes) {
    buffer = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
  }

  static void write(UpdateProblem problem, Path file) throws IOException {
    Files.write(file, bytes(problem));
  }

  static byte[] bytes(UpdateProblem problem) {
    LinearGaussianDynamics model = problem.model();
    QuadraticCost cost = problem.cost();
    int steps = model.steps();
    int n = model.stateSize();
    int size = n + model.inputSize();
    int perStep = n * size + n + size * size + size;
    ProblemFile file = new ProblemFile(Double.BYTES * (3 + steps * perStep + n * n + n));
    file.buffer.putLong(n).putLong(model.inputSize()).putLong(steps);
    for (int t = 0; t < steps; t++) {
      file.put(model.transitions[t]);
      file.put(model.offsets[t]);
      file.put(cost.hessians[t]);
      file.put(cost.gradients[t]);
    }
    file.put(cost.hessians[steps]);
    file.put(cost.gradients[steps]);
    return file.buffer.array();
  }

  private void put(DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      buffer.putDouble(matrix.data[i]);
    }
  }
}
