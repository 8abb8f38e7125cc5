package dev.trammel.controller.policy;

import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A policy's mean as an ONNX model, whitenings included, for any number of observations at once:
 *
 * <pre>
 *   observation  float32 batch×p
 *   action       float32 batch×m
 * </pre>
 *
 * <p>Between the two everything is float64, as in {@link MlpPolicy}. The covariance, row by row,
 * stands in the model's metadata.
 */
public final class OnnxFile {

  // opset 13 has every operator used here for float64
  private static final int IR_VERSION = 7;
  private static final int OPSET = 13;
  private static final int FLOAT32 = 1;
  private static final int FLOAT64 = 11;

  private final ProtoWriter graph = new ProtoWriter();
  private final MlpPolicy policy;
  private String last = "observation";

  private OnnxFile(MlpPolicy policy) {
    this.policy = policy;
  }

  /** Writes the file whole or not at all. */
  public static void write(Path file, MlpPolicy policy) throws IOException {
    DurableFile.write(file, new OnnxFile(policy).model().toBytes());
  }

  // field numbers are those of onnx.proto, version 7 of the format
  private ProtoWriter model() {
    writeNodes();
    graph
        .text(2, "policy")
        .message(11, value("observation", policy.observationSize()))
        .message(12, value("action", policy.inputSize()));
    return new ProtoWriter()
        .integer(1, IR_VERSION)
        .text(2, "trammel")
        .message(7, graph)
        .message(8, new ProtoWriter().text(1, "").integer(2, OPSET))
        .message(14, new ProtoWriter().text(1, "covariance").text(2, covariance()));
  }

  private String covariance() {
    DMatrixRMaj covariance = policy.covariance();
    return IntStream.range(0, covariance.getNumElements())
        .mapToObj(i -> Double.toString(covariance.data[i]))
        .collect(Collectors.joining(" "));
  }

  private void writeNodes() {
    cast("observation64", FLOAT64);
    Whitening observations = policy.observations();
    int p = observations.size();
    apply("Sub", "observation_mean", constant("observation_mean", observations::mean, p));
    apply("Div", "observation_scale", constant("observation_scale", observations::scale, p));
    int count = policy.layers().size();
    for (int i = 0; i < count; i++) {
      Layer layer = policy.layers().get(i);
      int out = layer.out();
      String weights = "weights" + (i + 1);
      String bias = "bias" + (i + 1);
      apply(
          "MatMul",
          weights,
          constant(weights, j -> layer.weight(j / out, j % out), layer.in(), out));
      apply("Add", bias, constant(bias, layer::bias, out));
      if (i + 1 < count) {
        add(node(policy.activation() == Activation.RELU ? "Relu" : "Tanh"), "hidden" + (i + 1));
      }
    }
    Whitening actions = policy.actions();
    int m = actions.size();
    apply("Mul", "action_scale", constant("action_scale", actions::scale, m));
    apply("Add", "action_mean", constant("action_mean", actions::mean, m));
    cast("action", FLOAT32);
  }

  /** A node of the last result. */
  private ProtoWriter node(String operator) {
    return new ProtoWriter().text(1, last).text(4, operator);
  }

  private void add(ProtoWriter node, String result) {
    graph.message(1, node.text(2, result));
    last = result;
  }

  /** A node of the last result and a constant. */
  private void apply(String operator, String name, ProtoWriter constant) {
    graph.message(5, constant);
    add(node(operator).text(1, name), name + "_applied");
  }

  private void cast(String result, int type) {
    int integerAttribute = 2;
    ProtoWriter to = new ProtoWriter().text(1, "to").integer(3, type).integer(20, integerAttribute);
    add(node("Cast").message(5, to), result);
  }

  private static ProtoWriter constant(String name, IntToDoubleFunction values, int... sizes) {
    ProtoWriter tensor = new ProtoWriter();
    int count = 1;
    for (int size : sizes) {
      tensor.integer(1, size);
      count *= size;
    }
    ByteBuffer raw = ByteBuffer.allocate(Double.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      raw.putDouble(values.applyAsDouble(i));
    }
    return tensor.integer(2, FLOAT64).text(8, name).bytes(9, raw.array());
  }

  private static ProtoWriter value(String name, int size) {
    ProtoWriter shape = new ProtoWriter()
        .message(1, new ProtoWriter().text(2, "batch"))
        .message(1, new ProtoWriter().integer(1, size));
    ProtoWriter tensor = new ProtoWriter().integer(1, FLOAT32).message(2, shape);
    return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
  }
}
