package dev.trammel.hardware.emulated;

import dev.trammel.controller.task.ObservationReader;
import dev.trammel.controller.task.ObservedSource;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.wire.Layout.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** What a task's policy observes of points that the joints carry: the device's features. */
final class FeatureReader {

  private final ObservationReader reader;
  private final List<Quantity> quantities = new ArrayList<>();
  private final List<Integer> entries = new ArrayList<>();
  private final double[] observation;

  FeatureReader(Task task) {
    // no targets: what is seen is then the points themselves
    reader =
        task.observation().reader(new double[3 * task.observation().targets().size()]);
    observation = new double[reader.size()];
    List<ObservedSource> sources = reader.sources();
    for (int i = 0; i < sources.size(); i++) {
      ObservedSource source = sources.get(i);
      if (!source.computed().isEmpty()) {
        Quantity quantity = new Quantity(source.computed(), source.unit());
        if (!quantities.contains(quantity)) {
          quantities.add(quantity);
          entries.add(i);
        }
      }
    }
  }

  List<Quantity> quantities() {
    return quantities;
  }

  void read(double[] reading, double[] out) {
    reader.read(DMatrixRMaj.wrap(reading.length, 1, reading), observation);
    for (int i = 0; i < out.length; i++) {
      out[i] = observation[entries.get(i)];
    }
  }
}
