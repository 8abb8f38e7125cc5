package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VariedPlantTest {

  private PlantSettings cartPole = Sled.task().plant();

  @BeforeEach
  void read() throws IOException {
    cartPole =
        TaskReader.read(GoldenMotion.tasks().resolve("cartpole-swingup.yaml")).plant();
  }

  @Test
  void withoutVariationItIsTheNominalBody() {
    VariedPlant plant = varied();

    assertThat(plant.settings().robot().bodies()).isEqualTo(cartPole.robot().bodies());
    assertThat(plant.settings().world()).isEqualTo(cartPole.world());
    assertThat(plant.settings().sensors()).isEqualTo(cartPole.sensors());
  }

  @Test
  void aDenserLinkTurnsHarderInProportion() {
    Body pole = varied(new Variation(Property.MASS, "pole", Change.scale(2, 2)))
        .settings()
        .robot()
        .bodies()
        .get(1);

    assertThat(pole.inertia().mass()).isEqualTo(1.0);
    assertThat(pole.inertia().rotational().xx()).isCloseTo(0.03, within(1e-15));
    assertThat(pole.inertia().centre().z()).isEqualTo(-0.3);
  }

  @Test
  void aPayloadIsAPointAtItsLink() {
    Body pole = varied(new Variation(Property.PAYLOAD, "tip", Change.set(0.5, 0.5)))
        .settings()
        .robot()
        .bodies()
        .get(1);

    // as heavy as the rod, 0.3 m below its centre: the common centre is half-way
    assertThat(pole.inertia().mass()).isEqualTo(1.0);
    assertThat(pole.inertia().centre().z()).isCloseTo(-0.45, within(1e-12));
    // I + 2 m (d/2)² = 0.015 + 2 · 0.5 · 0.15²
    assertThat(pole.inertia().rotational().xx()).isCloseTo(0.0375, within(1e-12));
  }

  @Test
  void jointsSensorsAndActuatorsFollowTheirDraws() {
    VariedPlant plant = varied(
        new Variation(Property.DAMPING, "hinge", Change.add(0.2, 0.2)),
        new Variation(Property.FRICTION, "slide", Change.set(0.3, 0.3)),
        new Variation(Property.NOISE, "hinge velocity", Change.scale(3, 3)),
        Variation.ofAll(Property.DELAY, Change.add(0.0123, 0.0123)),
        Variation.ofAll(Property.STRENGTH, Change.set(0.7, 0.7)));

    assertThat(plant.settings().robot().bodies().get(1).joint().damping()).isEqualTo(0.2);
    assertThat(plant.settings().robot().bodies().get(0).joint().friction()).isEqualTo(0.3);
    assertThat(plant.settings().sensors().get(3).errors().noise()).isCloseTo(0.06, within(1e-15));
    // in whole steps of 1 ms
    assertThat(plant.settings().sensors().get(0).errors().delay()).isCloseTo(0.012, within(1e-15));
    assertThat(plant.actuators().get(0).strength()).isEqualTo(0.7);
  }

  @Test
  void gravityLeansByItsTiltAndKeepsItsStrength() {
    VariedPlant plant = varied(Variation.ofAll(Property.TILT, Change.set(0.1, 0.1)));
    Vector3 down = plant.settings().world().gravity();

    assertThat(down.norm()).isCloseTo(9.81, within(1e-12));
    assertThat(-down.z() / 9.81).isCloseTo(Math.cos(0.1), within(1e-12));
  }

  @Test
  void whatLeavesNoBodyIsRefused() {
    assertThatThrownBy(() -> upsets(new Variation(Property.MASS, "pole", Change.scale(0, 1))))
        .hasMessage("link pole: mass must be positive, was 0.0");
    assertThatThrownBy(() -> upsets(new Variation(Property.DAMPING, "slide", Change.add(-1, 0))))
        .hasMessageContaining("damping and friction of joint slide must be at least 0");
    assertThatThrownBy(() -> upsets(new Variation(Property.MASS, "arm", Change.scale(1, 1))))
        .hasMessage("mass must be of one of cart, pole or all, was of 'arm'");
  }

  private void upsets(Variation variation) {
    new Upsets(List.of(variation), List.of(), List.of()).requireFit(cartPole);
  }

  private VariedPlant varied(Variation... variations) {
    return new VariedPlant(cartPole, Draws.of(List.of(variations), 5));
  }
}
