package dev.trammel.hardware.hidden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenTest {

  static PlantSettings plant(String task) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(task), List.of()).plant();
  }

  private static Truth truth(PlantSettings plant, Hidden hidden) {
    return hidden.truth(plant.robot(), plant.world().gravity());
  }

  @Test
  void aSeedDrawsARobotAndNoneIsTheDescribedOne() throws IOException {
    PlantSettings arm = plant("arm-reach");
    List<Effects> mild = truth(arm, Hidden.described()).joints();
    List<Effects> third = truth(arm, Hidden.usual(3)).joints();

    assertThat(mild).allMatch(effects -> effects.link().equals(LinkEffects.NONE));
    assertThat(third)
        .isEqualTo(truth(arm, Hidden.usual(3)).joints())
        .doesNotContainAnyElementsOf(mild);
    assertThat(third).doesNotContainAnyElementsOf(truth(arm, Hidden.usual(4)).joints());
  }

  @Test
  void aRobotOfAMatchingFamilyHasNothingThatItsModelLacks() throws IOException {
    PlantSettings arm = plant("arm-bench");
    for (long seed = 0; seed < 20; seed++) {
      for (Effects effects : truth(arm, Hidden.of("matching", seed)).joints()) {
        MotorEffects motor = effects.motor();

        assertThat(motor).isEqualTo(new MotorEffects(motor.strength(), 0, motor.delay(), 0, 0, 0));
        assertThat(effects.friction().stribeck() + effects.friction().wave()).isZero();
        assertThat(effects.encoder()).isEqualTo(EncoderEffects.NONE);
        assertThat(effects.noise()).isEqualTo(NoiseEffects.NONE);
        assertThat(effects.link().mass()).isBetween(0.7, 1.3).isNotEqualTo(1);
        assertThat(motor.delay()).isBetween(0.002, 0.01);
      }
    }
  }

  @Test
  void whatIsDrawnOfOneKindDoesNotDependOnTheOthers() throws IOException {
    PlantSettings arm = plant("arm-bench");
    List<Effects> few = truth(arm, Hidden.of("mass,delay", 5)).joints();
    List<Effects> many = truth(arm, Hidden.of("lag=0.02,matching,noise", 5)).joints();

    for (int i = 0; i < few.size(); i++) {
      assertThat(many.get(i).link().mass()).isEqualTo(few.get(i).link().mass());
      assertThat(many.get(i).motor().delay()).isEqualTo(few.get(i).motor().delay());
      assertThat(many.get(i).motor().lag()).isEqualTo(0.02);
      assertThat(few.get(i).motor().lag()).isZero();
    }
  }

  @Test
  void aNumberSaysHowFarARangeFromWhereToWhereAndTheLastOneHolds() throws IOException {
    PlantSettings cart = plant("cartpole-swingup");
    Hidden hidden =
        Hidden.of("matching,mass=0.1,delay=0.004,gear=3/5,offset=0.01,lag=0.01..0.02,mass=0.3", 2);
    Truth truth = truth(cart, hidden);

    assertThat(truth.joints()).allSatisfy(effects -> {
      assertThat(effects.motor().delay()).isEqualTo(0.004);
      assertThat(effects.encoder().gear()).isEqualTo(0.6);
      assertThat(effects.encoder().offset()).isBetween(-0.01, 0.01);
      assertThat(effects.motor().lag()).isBetween(0.01, 0.02);
    });
    assertThat(IntStream.range(0, 100)
            .mapToObj(seed -> truth(cart, Hidden.of("mass=0.3", seed)))
            .mapToDouble(drawn -> drawn.joints().get(1).link().mass())
            .summaryStatistics())
        .satisfies(masses -> {
          assertThat(masses.getMin()).isBetween(0.7, 0.72);
          assertThat(masses.getMax()).isBetween(1.28, 1.3);
          assertThat(masses.getAverage()).isCloseTo(1, within(0.05));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"matching", "usual-9", "centre=0.5", "matching,inertia=0.9"})
  void whateverIsDrawnIsABodyThatCanBe(String family) throws IOException {
    PlantSettings arm = plant("arm-bench");
    for (long seed = 0; seed < 30; seed++) {
      Hidden hidden = family.startsWith("usual") ? Hidden.usual(seed) : Hidden.of(family, seed);
      Truth truth = truth(arm, hidden);
      for (int i = 0; i < 7; i++) {
        Inertia real =
            truth.joints().get(i).link().of(arm.robot().bodies().get(i).inertia());
        assertThat(real.flaw()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      weight | there is no kind of effect 'weight'
      matching=2 | there is no kind of effect 'matching' that takes what it was given; there are matching,
      mass=1 | mass must be positive, would come to 0.0
      mass=much | mass must be a number such as 0.1 or 3/5
      delay=-0.1 | delay must be at least 0, would come to -0.1
      delay=0.02..0.01 | the lower end must not be above the upper, were 0.02 and 0.01
      gear=1/0 | lower end must be finite, was Infinity
      '' | there is no kind of effect ''
      """)
  void aFamilyThatCannotBeIsRefusedByName(String family, String text) {
    assertThatThrownBy(() -> Family.parse(family))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--hidden: ")
        .hasMessageContaining(text);
  }

  @Test
  void whatNoJointCanBeIsRefusedWhenItIsDrawn() throws IOException {
    PlantSettings cart = plant("cartpole-swingup");

    assertThatThrownBy(() -> truth(cart, Hidden.of("wave=2", 0)))
        .isInstanceOf(UsageException.class)
        .hasMessage("--hidden: friction wave must be in [0.0, 0.99], was 2.0");
  }

  @Test
  void theTruthIsToldByParameterAndIsPlausible() throws IOException {
    PlantSettings arm = plant("arm-bench");
    Hidden hidden = Hidden.of("matching,encoders,noise,lag,backlash,stribeck=0.3", 4);
    SortedMap<Parameter, Double> table = TruthTable.of(arm, truth(arm, hidden));

    assertThat(table.keySet().stream().map(Parameter::quantity).distinct())
        .containsExactlyInAnyOrderElementsOf(
            List.of(Quantity.values()).stream().filter(q -> q != Quantity.BASE).toList());
    assertThat(table)
        .allSatisfy((parameter, value) -> assertThat(parameter.quantity().isPlausible(value))
            .as("%s %s", parameter, value)
            .isTrue());
    assertThat(table.get(new Parameter("joint3", Quantity.BREAKAWAY)))
        .isEqualTo(1.3 * table.getOrDefault(new Parameter("joint3", Quantity.DRY_FRICTION), 0.0));
  }

  @Test
  void theTruthFileHoldsTheTableTheRestAndTheFlaws() throws IOException {
    PlantSettings arm = plant("arm-bench");
    Hidden hidden = Hidden.of("matching,ripple=0.01", 4)
        .with(Flaws.parse("sign:joint2,watchdog:0.3", arm.robot()));
    Map<String, Object> document = TruthFile.document(arm, truth(arm, hidden));

    assertThat(document).containsEntry("robot", "arm7").containsEntry("seed", 4L);
    assertThat(document).containsEntry("flaws", List.of("sign:joint2", "watchdog:0.3"));
    assertThat(document.get("joints")).asString().contains("joint2={", "sign=-1.0", "ripple=0.01");
    assertThat(document.get("links")).asString().contains("link7={mass=");
  }
}
