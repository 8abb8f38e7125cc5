package dev.trammel.controller.robot;

/** p ↦ linear · p + offset; unlike a {@link Transform} it may stretch and mirror. */
record Affine(Matrix3 linear, Vector3 offset) {

  private static final Affine IDENTITY = new Affine(Matrix3.IDENTITY, Vector3.ZERO);

  /** What an element of a Collada node does; most do nothing. */
  static Affine of(XmlElement element) {
    return switch (element.tag()) {
      case "matrix" -> matrix(element.content(16));
      case "translate" -> {
        double[] t = element.content(3);
        yield new Affine(Matrix3.IDENTITY, new Vector3(t[0], t[1], t[2]));
      }
      case "scale" -> {
        double[] s = element.content(3);
        yield new Affine(Matrix3.diagonal(s[0], s[1], s[2]), Vector3.ZERO);
      }
      case "rotate" -> rotation(element.content(4));
      case "lookat", "skew" ->
        throw element.error("is not supported: use matrix, translate, rotate or scale");
      default -> IDENTITY;
    };
  }

  private static Affine matrix(double[] m) {
    return new Affine(
        new Matrix3(m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]),
        new Vector3(m[3], m[7], m[11]));
  }

  private static Affine rotation(double[] axisAndDegrees) {
    Vector3 axis = new Vector3(axisAndDegrees[0], axisAndDegrees[1], axisAndDegrees[2]);
    double angle = Math.toRadians(axisAndDegrees[3]);
    double norm = axis.norm();
    return norm > 0
        ? new Affine(Matrix3.rotation(axis.times(1 / norm), angle), Vector3.ZERO)
        : IDENTITY;
  }

  Affine then(Affine inner) {
    return new Affine(linear.times(inner.linear), apply(inner.offset));
  }

  Vector3 apply(Vector3 point) {
    return linear.times(point).plus(offset);
  }

  /** Whether it turns the outside of a surface in. */
  boolean mirrors() {
    Vector3 x = linear.times(new Vector3(1, 0, 0));
    Vector3 y = linear.times(new Vector3(0, 1, 0));
    Vector3 z = linear.times(new Vector3(0, 0, 1));
    return x.dot(y.cross(z)) < 0;
  }
}
