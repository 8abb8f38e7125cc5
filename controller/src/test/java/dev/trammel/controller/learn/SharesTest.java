package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 1.0 / 3, 0.5, 0.7, 1})
  void anyNumberOfEpisodesHasItsShareToLessThanOne(double share) {
    Shares shares = new Shares(share);
    int sum = 0;
    for (int episode = 0; episode < 1000; episode++) {
      assertThat(sum).isEqualTo(shares.of(0, episode));
      assertThat(sum).isBetween((int) (share * episode - 1), (int) Math.ceil(share * episode));
      sum += shares.of(episode, 1);
    }
    assertThat(shares.of(0, 10)).isEqualTo((int) (10 * share + 1e-9));
  }
}
