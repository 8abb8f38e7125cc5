package dev.trammel.calibration.benchmark;

/** ONNX Runtime, which is no part of the product; nothing here links with it. */
final class OnnxRuntimeJar {

  /** Where to get it. */
  static final String INSTALL =
      "put onnxruntime.jar of com.microsoft.onnxruntime (Maven Central) into lib";

  private OnnxRuntimeJar() {}

  /** Whether this JVM has it. */
  static boolean isThere() {
    try {
      Class.forName("ai.onnxruntime.OrtEnvironment", false, OnnxRuntimeJar.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
