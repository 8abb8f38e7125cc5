package dev.trammel.controller.robot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** A random tree of bodies with a random state, all from one seed. */
public final class RandomRobot {

  public static final Vector3 GRAVITY = new Vector3(1.2, -3.4, -9);

  public final RobotModel model;
  final Frame frame;
  public final double[] q;
  public final double[] qd;
  final double[] qdd;
  public final double[] tau;
  public final int n;

  private final SplittableRandom random;

  public RandomRobot(long seed) {
    random = new SplittableRandom(seed);
    n = 2 + random.nextInt(7);
    List<Body> bodies = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      bodies.add(body(i));
    }
    model = new RobotModel("random", bodies, List.of(), Map.of());
    frame = new Frame(n - 1, placement());
    q = numbers();
    qd = numbers();
    qdd = numbers();
    tau = numbers();
  }

  private Body body(int index) {
    // Long chains and forks alike.
    int parent = random.nextInt(3) == 0 ? random.nextInt(index + 1) - 1 : index - 1;
    Vector3 axis = vector();
    Joint joint = new Joint(
        "joint" + index,
        random.nextInt(3) == 0 ? JointType.PRISMATIC : JointType.CONTINUOUS,
        axis.times(1 / axis.norm()),
        placement(),
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        1,
        1,
        random.nextDouble(),
        0);
    Inertia inertia =
        new Inertia(0.5 + random.nextDouble(), Vector3.ZERO, moments()).seenThrough(placement());
    return new Body("body" + index, parent, joint, inertia, List.of());
  }

  /** Of a solid box, so that it is one that a body can have. */
  private Matrix3 moments() {
    double x = 0.1 + random.nextDouble();
    double y = 0.1 + random.nextDouble();
    double z = 0.1 + random.nextDouble();
    return Matrix3.diagonal(y + z, x + z, x + y);
  }

  private Transform placement() {
    Vector3 angles = vector();
    return new Transform(Matrix3.rollPitchYaw(angles.x(), angles.y(), angles.z()), vector());
  }

  private Vector3 vector() {
    return new Vector3(number(), number(), number());
  }

  private double[] numbers() {
    return random.doubles(n, -2, 2).toArray();
  }

  private double number() {
    return random.nextDouble(-1, 1);
  }

  public RigidBodyDynamics dynamics() {
    return new RigidBodyDynamics(model, GRAVITY);
  }

  RobotModel withoutDamping() {
    List<Body> bodies = model.bodies().stream()
        .map(body ->
            new Body(body.name(), body.parent(), free(body.joint()), body.inertia(), body.shapes()))
        .toList();
    return new RobotModel("random, undamped", bodies, List.of(), Map.of());
  }

  private static Joint free(Joint joint) {
    double infinity = Double.POSITIVE_INFINITY;
    return new Joint(
        joint.name(), joint.type(), joint.axis(), joint.origin(), -infinity, infinity, 1, 1, 0, 0);
  }

  /** M v. */
  static double[] times(DMatrixRMaj M, double[] v) {
    double[] product = new double[M.numRows];
    for (int i = 0; i < M.numRows; i++) {
      for (int j = 0; j < M.numCols; j++) {
        product[i] += M.get(i, j) * v[j];
      }
    }
    return product;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** a + factor b. */
  static double[] sum(double[] a, double factor, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < a.length; i++) {
      sum[i] += factor * b[i];
    }
    return sum;
  }

  /** The i-th unit vector. */
  double[] unit(int i) {
    double[] unit = new double[n];
    unit[i] = 1;
    return unit;
  }
}
