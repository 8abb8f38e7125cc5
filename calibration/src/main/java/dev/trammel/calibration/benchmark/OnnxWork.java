package dev.trammel.calibration.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.OnnxFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The same forward passes by ONNX Runtime, on one thread, the input in a tensor that is reused. */
final class OnnxWork implements Work {

  private final OrtSession session;
  private final FloatBuffer o;
  private final Map<String, OnnxTensor> inputs;
  private float value;

  private OnnxWork(OrtSession session, OrtEnvironment environment) throws OrtException {
    this.session = session;
    o = ByteBuffer.allocateDirect(Float.BYTES * ForwardWork.OBSERVATION)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
    long[] shape = {1, ForwardWork.OBSERVATION};
    inputs = Map.of("observation", OnnxTensor.createTensor(environment, o, shape));
  }

  static Work prepare(Activation activation) {
    try {
      Path file = Files.createTempFile("trammel", ".onnx");
      OnnxFile.write(file, ForwardWork.policy(activation));
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(Files.readAllBytes(file), options);
      Files.delete(file);
      return new OnnxWork(session, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot load the model", e);
    }
  }

  @Override
  public void run() {
    for (int pass = 0; pass < ForwardWork.PASSES; pass++) {
      value = value > 1 ? -1 : value + 0.01f;
      o.put(0, value);
      try (OrtSession.Result result = session.run(inputs)) {
        value += 0.01f * ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime failed", e);
      }
    }
  }
}
