package dev.trammel.hardware.conformance;

import dev.trammel.hardware.wire.Activation;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Program.Layer;
import dev.trammel.hardware.wire.Program.Network;
import dev.trammel.hardware.wire.Program.Origin;
import dev.trammel.hardware.wire.Program.Source;
import dev.trammel.hardware.wire.Program.Whitening;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A small network on all sensors, and what it answers, computed from section 8. */
final class PolicySample {

  private static final int HIDDEN = 3;

  private PolicySample() {}

  static Network network(Bench bench, Activation activation) {
    int n = bench.sensors();
    int m = bench.actuators();
    Source[] sources = new Source[n + 1];
    sources[n] = new Source(Origin.NONE, 0, -0.75);
    for (int i = 0; i < n; i++) {
      sources[i] = new Source(Origin.SENSOR, i, 0.1 * i);
    }
    double[] scale = new double[m];
    for (int i = 0; i < m; i++) {
      scale[i] = bench.gentle(i) > 0 ? bench.gentle(i) : 1e-6;
    }
    Layer[] layers = {layer(n + 1, HIDDEN, 0.3), layer(HIDDEN, HIDDEN, -0.5), layer(HIDDEN, m, 0.4)
    };
    return new Network(
        sources,
        activation,
        new Whitening(filled(n + 1, 0.05), filled(n + 1, 2)),
        new Whitening(filled(m, 0), scale),
        layers);
  }

  private static Layer layer(int inputs, int outputs, double size) {
    double[] weights = new double[inputs * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = size * (i % 5 - 2) / 2;
    }
    return new Layer(weights, filled(outputs, 0.125 * size));
  }

  private static double[] filled(int size, double value) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return values;
  }

  /** The request at a reading. */
  static double[] evaluate(Network network, double[] x) {
    Source[] sources = network.observations();
    double[] h = new double[sources.length];
    for (int i = 0; i < h.length; i++) {
      double source = sources[i].origin() == Origin.SENSOR ? x[sources[i].index()] : 0;
      h[i] = (source - sources[i].shift() - network.input().mean()[i])
          / network.input().scale()[i];
    }
    for (int l = 0; l < network.layers().length; l++) {
      boolean isLast = l == network.layers().length - 1;
      h = through(network.layers()[l], h, isLast ? null : network.activation());
    }
    for (int i = 0; i < h.length; i++) {
      h[i] = network.output().mean()[i] + network.output().scale()[i] * h[i];
    }
    return h;
  }

  private static double[] through(
      Program.Layer layer, double[] z, @Nullable Activation activation) {
    double[] out = layer.biases().clone();
    for (int j = 0; j < out.length; j++) {
      for (int i = 0; i < z.length; i++) {
        out[j] += z[i] * layer.weights()[i * out.length + j];
      }
      if (activation != null) {
        out[j] = activation == Activation.TANH ? StrictMath.tanh(out[j]) : Math.max(0, out[j]);
      }
    }
    return out;
  }
}
