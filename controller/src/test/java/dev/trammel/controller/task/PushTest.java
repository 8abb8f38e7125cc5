package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.robot.Vector3;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {

  private static final List<String> LINKS = List.of("cart", "pole", "tip");

  @Test
  void aSizeIsAlongAnyDirectionAtTheLastLink() {
    assertThat(Push.parse("3N*0.1s@2.0s", LINKS, 3))
        .isEqualTo(new Push("tip", new Push.AnyDirection(3), 2, 0.1));
  }

  @Test
  void linkAndDirectionCanBeNamed() {
    assertThat(Push.parse("cart:1.5N*1s@0s", LINKS, 3))
        .isEqualTo(new Push("cart", new Push.AnyDirection(1.5), 0, 1));
    assertThat(Push.parse("pole:(1, 0, -2e1)N * 0.1s @ 2s", LINKS, 3))
        .isEqualTo(new Push("pole", new Push.Along(new Vector3(1, 0, -20)), 2, 0.1));
  }

  @Test
  void anInstantCanBeLeftOpen() {
    assertThat(Push.parse("3N*0.1s@1s..2.5s", LINKS, 3))
        .isEqualTo(new Push("tip", new Push.AnyDirection(3), new Push.Span(1, 2.5), 0.1));
    assertThat(Push.parse("3N*0.5s@random", LINKS, 3).at()).isEqualTo(new Push.Span(0, 2.5));
    assertThat(Push.parse("3N*4s@random", LINKS, 3).at()).isEqualTo(Push.Span.at(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "3", "3N", "3N*0.1s", "3*0.1@2", "(1,2)N*1s@1s", "N*1s@1s", "3N*1s@NaNs"})
  void whatIsWrittenOtherwiseIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> Push.parse(text, LINKS, 3))
        .hasMessageStartingWith("a push must be written like 3N*0.1s@2.0s")
        .hasMessageContaining("was '" + text + "'");
  }

  @Test
  void wrongNumbersAndLinksAreRefused() {
    assertThatThrownBy(() -> Push.parse("arm:3N*0.1s@2s", LINKS, 3))
        .hasMessage("a push needs a link of the robot, had 'arm'; known: cart, pole, tip");
    assertThatThrownBy(() -> Push.parse("-3N*0.1s@2s", LINKS, 3))
        .hasMessageContaining("force must");
    assertThatThrownBy(() -> Push.parse("3N*0s@2s", LINKS, 3))
        .hasMessageContaining("duration must");
    assertThatThrownBy(() -> Push.parse("3N*1s@-2s", LINKS, 3)).hasMessageContaining("at must");
    assertThatThrownBy(() -> Push.parse("3N*1s@2s..1s", LINKS, 3))
        .hasMessageContaining("a later one, had 2.0 and 1.0");
    assertThatThrownBy(() -> Push.parse("3N*1e999s@2s", LINKS, 3))
        .hasMessageContaining("duration must be positive and finite");
  }

  @Test
  void aPushEndsWithinTheEpisode() {
    Push push = Push.parse("3N*0.1s@2.9s", LINKS, 3);

    assertThat(push.requireWithin(3)).isSameAs(push);
    assertThatThrownBy(() -> push.requireWithin(2.95))
        .hasMessage(
            "a push must end within the episode, at 2.95 s at the latest," + " would end at 3.0 s");
    assertThatThrownBy(() -> Push.parse("3N*4s@random", LINKS, 3).requireWithin(3))
        .hasMessageContaining("would end at 4.0 s");
  }
}
