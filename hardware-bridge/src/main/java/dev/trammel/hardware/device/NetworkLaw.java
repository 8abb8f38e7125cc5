package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Activation;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Program.Layer;
import dev.trammel.hardware.wire.Program.Network;
import dev.trammel.hardware.wire.Program.Source;

/**
 * A network program: what a perceptron makes of the sensors and of what the device computes from
 * them.
 *
 * <pre>
 *   o  P  observations, source − shift          z  P  the same, whitened: (o − mean)/scale
 *   h     of a hidden layer, a(zW + b), W being in × out
 *   u  m  mean + scale · (hW + b)
 * </pre>
 */
final class NetworkLaw implements Law {

  private final RobotBody body;
  private final Network network;
  private final double[] features;

  NetworkLaw(RobotBody body, int features, Network network) {
    this.body = body;
    this.network = network;
    this.features = new double[features];
  }

  @Override
  public Fault request(int step, double[] reading, long now, double[] out) {
    body.features(reading, features);
    double[] h = whitened(reading);
    for (int layer = 0; layer < network.layers().length; layer++) {
      h = affine(network.layers()[layer], h);
      if (layer < network.layers().length - 1) {
        activate(h);
      }
    }
    for (int i = 0; i < out.length; i++) {
      out[i] = network.output().mean()[i] + network.output().scale()[i] * h[i];
    }
    return Fault.NONE;
  }

  private double[] whitened(double[] reading) {
    double[] z = new double[network.observations().length];
    for (int i = 0; i < z.length; i++) {
      Source source = network.observations()[i];
      double value = switch (source.origin()) {
        case NONE -> 0;
        case SENSOR -> reading[source.index()];
        case FEATURE -> features[source.index()];
      };
      z[i] =
          (value - source.shift() - network.input().mean()[i]) / network.input().scale()[i];
    }
    return z;
  }

  private static double[] affine(Layer layer, double[] in) {
    double[] out = layer.biases().clone();
    for (int i = 0; i < in.length; i++) {
      for (int j = 0; j < out.length; j++) {
        out[j] += in[i] * layer.weights()[i * out.length + j];
      }
    }
    return out;
  }

  private void activate(double[] h) {
    for (int i = 0; i < h.length; i++) {
      h[i] = network.activation() == Activation.RELU ? Math.max(0, h[i]) : StrictMath.tanh(h[i]);
    }
  }
}
