package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Vector3;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** A link's origin is near a place, or slow. */
final class PointCondition implements SuccessCondition {

  private final String link;
  private final PointInState point;
  private final Vector3 target;
  private final boolean speed;
  private final double limit;
  private final double[] value = new double[3];

  private PointCondition(
      String link, PointInState point, Vector3 target, boolean speed, double limit) {
    this.link = link;
    this.point = point;
    this.target = target;
    this.speed = speed;
    this.limit = Require.positive(limit, "limit");
  }

  /** Distance from a target of at most the limit [m]. */
  static PointCondition near(String link, PointInState point, Vector3 target, double limit) {
    return new PointCondition(link, point, target, false, limit);
  }

  /** Speed of at most the limit [m/s]. */
  static PointCondition slow(String link, PointInState point, double limit) {
    return new PointCondition(link, point, Vector3.ZERO, true, limit);
  }

  @Override
  public String name() {
    return (speed ? "speed of " : "distance of ") + link;
  }

  @Override
  public String unit() {
    return speed ? "m/s" : "m";
  }

  @Override
  public Optional<Goal> goal() {
    return speed ? Optional.empty() : Optional.of(new Goal(link, target, limit));
  }

  @Override
  public double limit() {
    return limit;
  }

  @Override
  public double measure(DMatrixRMaj x) {
    if (speed) {
      point.velocity(x, value);
    } else {
      point.position(x, value);
    }
    double a = value[0] - target.x();
    double b = value[1] - target.y();
    double c = value[2] - target.z();
    return Math.sqrt(a * a + b * b + c * c);
  }
}
