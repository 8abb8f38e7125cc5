package dev.trammel.controller.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianProcessBytesTest {

  private static GaussianProcessModel model(long seed) {
    return GaussianProcessModel.fit(
        Pendulum.memory(4, 0.01, seed), Pendulum.ANGLES, GaussianProcessSettings.defaults(), seed);
  }

  private static byte[] bytes(GaussianProcessModel model) {
    ByteBuffer out = ByteBuffer.allocate(GaussianProcessBytes.size(model));
    GaussianProcessBytes.write(model, out);
    assertThat(out.hasRemaining()).isFalse();
    return out.array();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void whatIsReadPredictsTheSameToTheBit(long seed) {
    GaussianProcessModel written = model(seed);
    GaussianProcessModel read = GaussianProcessBytes.read(ByteBuffer.wrap(bytes(written)));
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      DMatrixRMaj x = new DMatrixRMaj(2, 1, true, 3 * random.nextGaussian(), random.nextGaussian());
      DMatrixRMaj u = new DMatrixRMaj(1, 1, true, random.nextGaussian());
      assertThat(said(read, x, u)).isEqualTo(said(written, x, u));
    }
  }

  /** Mean, derivative and variance. */
  private static double[] said(GaussianProcessModel model, DMatrixRMaj x, DMatrixRMaj u) {
    GaussianProcessPredictor predictor = model.predictor();
    DMatrixRMaj next = new DMatrixRMaj(2, 1);
    DMatrixRMaj derivative = new DMatrixRMaj(2, 3);
    double[] variance = new double[2];
    predictor.predict(x, u, next);
    predictor.linearise(x, u, derivative);
    predictor.variance(x, u, variance);
    double[] said = new double[10];
    System.arraycopy(next.data, 0, said, 0, 2);
    System.arraycopy(derivative.data, 0, said, 2, 6);
    System.arraycopy(variance, 0, said, 8, 2);
    return said;
  }

  @Test
  void whatIsCutAnywhereIsRefused() {
    byte[] whole = bytes(model(0));
    for (int length = 0; length < whole.length; length += 1 + length / 20) {
      ByteBuffer cut = ByteBuffer.wrap(whole, 0, length);
      assertThatThrownBy(() -> GaussianProcessBytes.read(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Gaussian process");
    }
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    byte[] whole = bytes(model(0));
    int numbers = 12 + 3;

    assertThatThrownBy(() -> read(whole, numbers, Double.NaN)).hasMessageContaining("means");
    assertThatThrownBy(() -> read(whole, numbers + 8 * 3, 0)).hasMessageContaining("spreads");
    // n+m of both, n × (d+1) of the linear mean, for d = 4
    assertThatThrownBy(() -> read(whole, numbers + 8 * (6 + 10), 1e6))
        .hasMessageContaining("hyperparameters");
    byte[] sizes = whole.clone();
    ByteBuffer.wrap(sizes).putInt(0, Integer.MAX_VALUE).putInt(4, Integer.MAX_VALUE);
    assertThatThrownBy(() -> GaussianProcessBytes.read(ByteBuffer.wrap(sizes)))
        .hasMessageContaining("2147483647");
  }

  private static void read(byte[] whole, int offset, double value) {
    byte[] changed = whole.clone();
    ByteBuffer.wrap(changed).putDouble(offset, value);
    GaussianProcessBytes.read(ByteBuffer.wrap(changed));
  }
}
