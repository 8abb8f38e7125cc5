package dev.trammel.controller.learn;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import org.ejml.data.DMatrixRMaj;

/** Hands everything on to another plant. */
abstract class PlantWrapper implements Plant {

  private final Plant inner;

  PlantWrapper(Plant inner) {
    this.inner = inner;
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
    inner.reset(start);
  }

  @Override
  public boolean observe(Observation out) {
    return inner.observe(out);
  }

  @Override
  public void apply(Action action) {
    inner.apply(action);
  }

  @Override
  public boolean truth(DMatrixRMaj out) {
    return inner.truth(out);
  }

  @Override
  public void close() {
    inner.close();
  }
}
