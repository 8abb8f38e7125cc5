package dev.trammel.controller.robot;

/**
 * A frame seen from another: p ↦ rotation · p + translation.
 *
 * @param translation [m]
 */
public record Transform(Matrix3 rotation, Vector3 translation) {

  public static final Transform IDENTITY = new Transform(Matrix3.IDENTITY, Vector3.ZERO);

  public static Transform translation(Vector3 translation) {
    return new Transform(Matrix3.IDENTITY, translation);
  }

  public Vector3 apply(Vector3 point) {
    return rotation.times(point).plus(translation);
  }

  /** This frame followed by {@code inner}: p ↦ this(inner(p)). */
  public Transform then(Transform inner) {
    return new Transform(rotation.times(inner.rotation), apply(inner.translation));
  }
}
