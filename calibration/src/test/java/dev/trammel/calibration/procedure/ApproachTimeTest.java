package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a way to a bound and back may take. */
class ApproachTimeTest {

  private static final double LONGEST = 40;

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 7.9, 8, 15.5, 19.8})
  void whatTakesTheMostTimeFillsAMotionAndNoMore(double fastest) {
    ApproachTime time = new ApproachTime(fastest, LONGEST);

    assertThat(time.isPossible()).isTrue();
    assertThat(time.whole(time.mostOut())).isEqualTo(LONGEST, within(1e-9));
    assertThat(time.back(time.mostOut())).isGreaterThanOrEqualTo(fastest);
  }

  @ParameterizedTest
  @ValueSource(doubles = {19.9, 100})
  void twiceTheFastestWayMustFit(double fastest) {
    assertThat(new ApproachTime(fastest, LONGEST).isPossible()).isFalse();
  }
}
