package dev.trammel.controller.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.compare.Curve.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void quantilesLieBetweenNeighbours() {
    double[] values = {4, 1, 3, 2};

    assertThat(Quantiles.of(values, 0)).isEqualTo(1);
    assertThat(Quantiles.of(values, 0.25)).isEqualTo(1.75);
    assertThat(Quantiles.of(values, 0.5)).isEqualTo(2.5);
    assertThat(Quantiles.of(values, 1)).isEqualTo(4);
    assertThat(Quantiles.of(new double[] {7}, 0.9)).isEqualTo(7);
  }

  @Test
  void whatWasNotSolvedCountsAsInfiniteAndWhatIsUnknownNotAtAll() {
    assertThat(Quantiles.of(new double[] {INFINITE, 5, 6}, 0.5)).isEqualTo(6);
    assertThat(Quantiles.of(new double[] {INFINITE, 5}, 0.5)).isEqualTo(INFINITE);
    assertThat(Quantiles.of(new double[] {INFINITE, INFINITE, INFINITE}, 0.5)).isEqualTo(INFINITE);
    assertThat(Quantiles.of(new double[] {Double.NaN, 5}, 0.5)).isEqualTo(5);
    assertThat(Quantiles.of(new double[] {Double.NaN}, 0.5)).isNaN();
  }

  @Test
  void aRunKeepsItsLastValueAndHasNoneBeforeItsFirst() {
    Sample sample = new Sample(new double[] {10, 20}, new double[] {3, 1});

    assertThat(sample.at(9.9)).isNaN();
    assertThat(sample.at(10)).isEqualTo(3);
    assertThat(sample.at(19.9)).isEqualTo(3);
    assertThat(sample.at(1000)).isEqualTo(1);
  }

  @Test
  void aStudyIsItsMedianBetweenItsQuartiles() {
    Curve curve = Curve.of(List.of(
        new Sample(new double[] {1, 60}, new double[] {10, 0}),
        new Sample(new double[] {1, 120}, new double[] {20, 0}),
        new Sample(new double[] {1, 120}, new double[] {40, 0})));

    assertThat(curve.median()[0]).isNaN();
    assertThat(curve.x()[50]).isEqualTo(50, within(1e-12));
    assertThat(curve.lower()[50]).isEqualTo(15);
    assertThat(curve.median()[50]).isEqualTo(20);
    assertThat(curve.upper()[50]).isEqualTo(30);
    assertThat(curve.median()[100]).isEqualTo(20);
    assertThat(curve.upper()[120]).isZero();
  }

  @Test
  void aSingleRunIsItself() {
    Curve curve = Curve.of(List.of(new Sample(new double[] {5, 9}, new double[] {2, 1})));

    assertThat(curve.isWide()).isFalse();
    assertThat(curve.x()).containsExactly(0, 5, 9);
    assertThat(curve.median()).containsExactly(Double.NaN, 2, 1);
  }
}
