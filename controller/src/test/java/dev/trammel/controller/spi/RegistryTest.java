package dev.trammel.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private record Named(String name) implements Provider {}

  @Test
  void aNameChooses() {
    Named crane = new Named("crane");
    var registry = new Registry<>("plant", List.of(new Named("drone"), crane));

    assertThat(registry.named("crane")).isSameAs(crane);
    assertThat(registry.names()).containsExactly("crane", "drone");
  }

  @Test
  void anUnknownNameFailsAndListsTheKnownOnes() {
    var registry = new Registry<>("plant", List.of(new Named("drone"), new Named("crane")));

    assertThatThrownBy(() -> registry.named("cran"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no plant 'cran'; known: crane, drone; did you mean 'crane'?");
  }

  @Test
  void aNameThatTwoJarsUseIsRefused() {
    List<Named> twice = List.of(new Named("drone"), new Named("crane"), new Named("drone"));

    assertThatThrownBy(() -> new Registry<>("plant", twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two plants are named 'drone'")
        .hasMessageContaining("known: crane, drone");
  }
}
