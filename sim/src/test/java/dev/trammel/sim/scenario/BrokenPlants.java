package dev.trammel.sim.scenario;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.sim.plants.JBulletPlant;
import org.ejml.data.DMatrixRMaj;

/** Simulated bodies that say nonsense from one second on. */
final class BrokenPlants implements PlantProvider {

  private static final int SOUND_CYCLES = 20;

  private final String where;
  private final double nonsense;

  /** @param where "reading", "truth" or "applied" */
  BrokenPlants(String where, double nonsense) {
    this.where = where;
    this.nonsense = nonsense;
  }

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public Plant create(PlantSettings settings) {
    return new Broken(new JBulletPlant(settings));
  }

  @Override
  public Plant create(PlantSettings settings, Disturbances disturbances) {
    return new Broken(new JBulletPlant(settings, disturbances));
  }

  private final class Broken implements Plant {

    private final Plant inner;
    private int cycles;

    Broken(Plant inner) {
      this.inner = inner;
    }

    private boolean breaks(String place) {
      return cycles >= SOUND_CYCLES && where.equals(place);
    }

    @Override
    public PlantSpec spec() {
      return inner.spec();
    }

    @Override
    public void open() {
      inner.open();
    }

    @Override
    public void reset(EpisodeStart start) {
      cycles = 0;
      inner.reset(start);
    }

    @Override
    public boolean observe(Observation out) {
      boolean fresh = inner.observe(out);
      if (breaks("reading")) {
        out.values.data[0] = nonsense;
      }
      return fresh;
    }

    @Override
    public void apply(Action action) {
      inner.apply(action);
      cycles++;
      if (breaks("applied")) {
        action.applied.data[0] = nonsense;
      }
    }

    @Override
    public boolean truth(DMatrixRMaj out) {
      boolean known = inner.truth(out);
      if (breaks("truth")) {
        out.data[0] = nonsense;
      }
      return known;
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
