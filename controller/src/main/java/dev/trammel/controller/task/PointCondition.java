package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Vector3;
import org.ejml.data.DMatrixRMaj;

/** A link's origin is near a place, or slow. */
final class PointCondition implements SuccessCondition {

  private final String name;
  private final PointInState point;
  private final Vector3 target;
  private final boolean speed;
  private final double limit;
  private final double[] value = new double[3];

  private PointCondition(
      String name, PointInState point, Vector3 target, boolean speed, double limit) {
    this.name = name;
    this.point = point;
    this.target = target;
    this.speed = speed;
    this.limit = Require.positive(limit, "limit");
  }

  /** Distance from a target of at most the limit [m]. */
  static PointCondition near(String link, PointInState point, Vector3 target, double limit) {
    return new PointCondition("distance of " + link, point, target, false, limit);
  }

  /** Speed of at most the limit [m/s]. */
  static PointCondition slow(String link, PointInState point, double limit) {
    return new PointCondition("speed of " + link, point, Vector3.ZERO, true, limit);
  }

  @Override
  public String name() {
    return name;
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
