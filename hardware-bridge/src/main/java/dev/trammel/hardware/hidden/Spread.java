package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.Require;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** How a number is drawn. */
sealed interface Spread {

  double draw(SplittableRandom random);

  /** The least that can come. */
  double least();

  /** The greatest that can come. */
  double most();

  /** Uniform from one end to the other. */
  record Range(double low, double high) implements Spread {

    public Range {
      Require.finite(low, "lower end");
      Require.finite(high, "upper end");
      if (low > high) {
        throw new IllegalArgumentException(
            "the lower end must not be above the upper, were " + low + " and " + high);
      }
    }

    @Override
    public double draw(SplittableRandom random) {
      return low == high ? low : random.nextDouble(low, high);
    }

    @Override
    public double least() {
      return low;
    }

    @Override
    public double most() {
      return high;
    }
  }

  /** One of some, each as likely. */
  record OneOf(List<Double> values) implements Spread {

    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public double draw(SplittableRandom random) {
      return values.get(random.nextInt(values.size()));
    }

    @Override
    public double least() {
      return Collections.min(values);
    }

    @Override
    public double most() {
      return Collections.max(values);
    }
  }

  static Spread about(double middle, double radius) {
    return new Range(middle - radius, middle + radius);
  }
}
