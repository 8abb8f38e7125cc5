package dev.trammel.calibration.study;

import dev.trammel.calibration.inertial.BaseSums;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.PlantSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What a robot really is, as it wrote it down for the judge. */
final class Truth {

  private final Map<String, @Nullable Object> json;
  private final Map<String, Double> sums;

  private Truth(Map<String, @Nullable Object> json, PlantSettings described) {
    this.json = json;
    sums = BaseSums.of(described, real(described.robot()));
  }

  /**
   * Reads it.
   *
   * @param described by which sums of parameters are named
   */
  static Truth read(Path file, PlantSettings described) throws IOException {
    return new Truth(Json.readFile(file), described);
  }

  /** Of a joint, a link or a sum of link parameters; nothing where a robot has no such thing. */
  OptionalDouble value(String part, Quantity quantity) {
    if (quantity.of() == Quantity.Of.BASE) {
      Double sum = sums.get(part);
      return sum == null ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }
    String group = quantity.of() == Quantity.Of.JOINT ? "joints" : "links";
    return json.get(group) instanceof Map<?, ?> parts
            && parts.get(part) instanceof Map<?, ?> numbers
            && numbers.get(quantity.key()) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  private RobotModel real(RobotModel described) {
    List<Body> bodies =
        described.bodies().stream().map(body -> body.with(inertia(body.name()))).toList();
    return described.withBodies(bodies);
  }

  private Inertia inertia(String link) {
    return new Inertia(
        of(link, Quantity.MASS),
        new Vector3(
            of(link, Quantity.CENTRE_X), of(link, Quantity.CENTRE_Y), of(link, Quantity.CENTRE_Z)),
        Matrix3.symmetric(
            of(link, Quantity.INERTIA_XX),
            of(link, Quantity.INERTIA_YY),
            of(link, Quantity.INERTIA_ZZ),
            of(link, Quantity.INERTIA_XY),
            of(link, Quantity.INERTIA_XZ),
            of(link, Quantity.INERTIA_YZ)));
  }

  private double of(String link, Quantity quantity) {
    return value(link, quantity)
        .orElseThrow(() ->
            new IllegalArgumentException("the truth must tell " + quantity.key() + " of " + link));
  }

  /** What is wrong with it, as the command line writes it. */
  List<String> flaws() {
    return json.get("flaws") instanceof List<?> flaws
        ? flaws.stream().map(String::valueOf).toList()
        : List.of();
  }
}
