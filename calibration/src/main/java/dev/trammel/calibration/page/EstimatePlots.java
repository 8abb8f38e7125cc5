package dev.trammel.calibration.page;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.report.Figure;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Parameters with their intervals, beside those of the calibration before, one plot a quantity. */
final class EstimatePlots {

  private static final int NOW = 0;
  private static final int BEFORE = 1;

  /** By so much the calibration before stands aside. */
  private static final double ASIDE = 0.15;

  private EstimatePlots() {}

  /** @param before what was known */
  static List<Figure> of(
      SortedMap<Parameter, Estimate> estimates,
      Optional<Calibration> before,
      Function<Parameter, String> unit) {
    SortedMap<Quantity, SortedMap<String, Estimate>> byQuantity = new TreeMap<>();
    estimates.forEach((parameter, estimate) -> {
      if (estimate.identifiable()) {
        byQuantity
            .computeIfAbsent(parameter.quantity(), quantity -> new TreeMap<>())
            .put(parameter.part(), estimate);
      }
    });
    List<Figure> plots = new ArrayList<>();
    byQuantity.forEach((quantity, parts) -> plots.add(plot(quantity, parts, before, unit)));
    return plots;
  }

  private static Plot plot(
      Quantity quantity,
      SortedMap<String, Estimate> parts,
      Optional<Calibration> before,
      Function<Parameter, String> units) {
    String unit = units.apply(new Parameter(parts.firstKey(), quantity));
    Plot plot = new Plot(
            quantity.key(),
            String.join(", ", parts.keySet()),
            unit.isEmpty() ? quantity.key() : quantity.key() + " [" + unit + "]")
        .wholeX()
        .small();
    List<double[]> now = new ArrayList<>();
    List<double[]> earlier = new ArrayList<>();
    int place = 1;
    for (Map.Entry<String, Estimate> part : parts.entrySet()) {
      interval(plot, place, part.getValue(), NOW);
      now.add(new double[] {place, part.getValue().value()});
      double aside = place + ASIDE;
      before.flatMap(known -> known.known(part.getKey(), quantity)).ifPresent(known -> {
        interval(plot, aside, known, BEFORE);
        earlier.add(new double[] {aside, known.value()});
      });
      place++;
    }
    dots(plot, "now", now, NOW);
    dots(plot, "before", earlier, BEFORE);
    return plot;
  }

  private static void interval(Plot plot, double x, Estimate estimate, int colour) {
    plot.add(
        "",
        new double[] {x, x},
        new double[] {estimate.lower(), estimate.upper()},
        colour,
        Mark.LINE);
  }

  private static void dots(Plot plot, String name, List<double[]> places, int colour) {
    if (!places.isEmpty()) {
      plot.add(
          name,
          places.stream().mapToDouble(place -> place[0]).toArray(),
          places.stream().mapToDouble(place -> place[1]).toArray(),
          colour,
          Mark.DOTS);
    }
  }
}
