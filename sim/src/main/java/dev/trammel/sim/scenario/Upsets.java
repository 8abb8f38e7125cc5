package dev.trammel.sim.scenario;

import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Push;
import dev.trammel.controller.task.SensorFault;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scenario does to a body: how it differs from the nominal one, and what happens to it.
 *
 * @param variations at most one for each property and target
 */
public record Upsets(List<Variation> variations, List<FaultPlan> faults, List<PushPlan> pushes) {

  public static final Upsets NONE = new Upsets(List.of(), List.of(), List.of());

  public Upsets {
    variations = List.copyOf(variations);
    faults = List.copyOf(faults);
    pushes = List.copyOf(pushes);
  }

  Disturbances disturbances(VariedPlant plant, Draws draws) {
    List<SensorFault> drawnFaults = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      drawnFaults.add(faults.get(i).draw(draws, i));
    }
    List<Push> drawnPushes = new ArrayList<>();
    for (int i = 0; i < pushes.size(); i++) {
      drawnPushes.add(pushes.get(i).draw(draws, i));
    }
    return new Disturbances(drawnPushes, drawnFaults, plant.actuators());
  }

  /**
   * Checks that the ends of all ranges give a body, and that all names are its own.
   *
   * @throws IllegalArgumentException if not
   */
  void requireFit(PlantSettings nominal) {
    variations.forEach(variation -> Targets.requireKnown(variation, nominal));
    for (double share : new double[] {0, 1}) {
      Draws draws = Draws.allAt(variations, share);
      VariedPlant plant = new VariedPlant(nominal, draws);
      PlantSettings settings = plant.settings();
      settings.robot().bodies().forEach(Targets::requireBody);
      disturbances(plant, draws).requireFit(settings);
    }
  }
}
