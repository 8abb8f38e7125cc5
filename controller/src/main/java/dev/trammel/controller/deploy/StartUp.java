package dev.trammel.controller.deploy;

import dev.trammel.controller.plant.Plant;
import java.util.Map;
import java.util.Optional;

/**
 * How long a deployment took until its body was ready, each counted from the start of this process,
 * Java's own start included [s].
 *
 * @param open until the body could be asked for something
 * @param birth until a robot was heard to say what it is; nothing of bodies that do not say
 * @param inactive until it was heard to be inactive: its sensors are read, its actuators off
 */
public record StartUp(double open, Optional<Double> birth, Optional<Double> inactive) {

  /** Opens a body. */
  public static StartUp of(Plant plant) {
    double begun = ProcessStat.age();
    plant.open();
    double open = ProcessStat.age();
    Map<String, Double> vitals = plant.vitals();
    return new StartUp(
        open,
        Optional.ofNullable(vitals.get(Plant.BIRTH)).map(after -> begun + after),
        Optional.ofNullable(vitals.get(Plant.INACTIVE)).map(after -> begun + after));
  }

  /** For people. */
  Finding finding() {
    String from = " from the start of this process";
    if (birth.isEmpty()) {
      return Finding.pass("start", String.format("body open after %.2f s", open) + from);
    }
    String seen = String.format("birth seen after %.2f s", birth.get());
    return inactive.isPresent()
        ? Finding.pass(
            "start", seen + String.format(", INACTIVE after %.2f s", inactive.get()) + from)
        : Finding.fail(
            "start",
            seen + from
                + "; it is not INACTIVE: trammel monitor says why, trammel reset what to do");
  }
}
