package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.policy.Activation;

/** What {@code bench policy} measures in processes of JMH: a network's mean for one observation. */
enum PolicyLine {
  RELU(Activation.RELU, false),
  TANH(Activation.TANH, false),
  ONNX_RELU(Activation.RELU, true),
  ONNX_TANH(Activation.TANH, true);

  final Activation activation;

  /** Whether ONNX Runtime computes it. */
  final boolean isOnnx;

  PolicyLine(Activation activation, boolean isOnnx) {
    this.activation = activation;
    this.isOnnx = isOnnx;
  }

  /** The network and its input. */
  Work prepare(Kernels kernels) {
    return isOnnx ? OnnxWork.prepare(activation) : new ForwardWork(activation, kernels);
  }

  /** For people. */
  String title(String kernels) {
    String units = activation == Activation.RELU ? "ReLU" : "tanh";
    return "forward, " + units + ", " + (isOnnx ? "ONNX Runtime" : kernels);
  }

  /** For programs. */
  String key(String kernels) {
    String units = activation == Activation.RELU ? "relu" : "tanh";
    return (isOnnx ? "onnx" : kernels.replace('-', '_')) + "_" + units;
  }
}
