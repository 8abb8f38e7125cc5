package dev.trammel.controller.robot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;

/**
 * A motion computed elsewhere on the exact rigid-body equations; see {@code golden/physics}.
 *
 * @param gravity [m/s²]
 * @param q joint positions at the start of each interval and at the end, (T+1)×n
 * @param qd joint velocities, (T+1)×n
 * @param tau effort held through each interval, T×n
 */
public record GoldenMotion(
    RobotModel model, Vector3 gravity, double[][] q, double[][] qd, double[][] tau) {

  /** Length of every interval [s]. */
  public static final double INTERVAL = 0.05;

  /** Names of the motions. */
  public static final List<String> NAMES =
      List.of("pendulum", "cartpole", "double", "reacher", "arm7");

  /** The motion of that name. */
  public static GoldenMotion load(String name) {
    String resource = "/golden/physics/" + name + ".txt";
    try (InputStream stream = GoldenMotion.class.getResourceAsStream(resource)) {
      Objects.requireNonNull(stream, resource);
      return parse(name, new Scanner(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the shipped tasks. */
  public static Path tasks() {
    return Path.of(Objects.requireNonNull(System.getProperty("trammel.tasks"), "trammel.tasks"));
  }

  /** Number of intervals T. */
  public int intervals() {
    return tau.length;
  }

  private static GoldenMotion parse(String name, Scanner in) {
    int joints = Integer.parseInt(in.next());
    Vector3 gravity = new Vector3(0, 0, -number(in));
    List<Body> bodies = new ArrayList<>();
    for (int i = 0; i < joints; i++) {
      bodies.add(body("joint" + (i + 1), in));
    }
    int intervals = Integer.parseInt(in.next());
    double[][] q = new double[intervals + 1][];
    double[][] qd = new double[intervals + 1][];
    double[][] tau = new double[intervals][];
    for (int t = 0; t <= intervals; t++) {
      q[t] = numbers(joints, in);
      qd[t] = numbers(joints, in);
      if (t < intervals) {
        tau[t] = numbers(joints, in);
      }
    }
    Map<String, Frame> frames = Collections.emptyMap();
    return new GoldenMotion(new RobotModel(name, bodies, List.of(), frames), gravity, q, qd, tau);
  }

  private static Body body(String joint, Scanner in) {
    int parent = Integer.parseInt(in.next());
    JointType type = in.next().equals("1") ? JointType.CONTINUOUS : JointType.PRISMATIC;
    Vector3 axis = vector(in);
    Transform origin = Transform.translation(vector(in));
    double mass = number(in);
    Vector3 centre = vector(in);
    Matrix3 rotational = Matrix3.diagonal(number(in), number(in), number(in));
    double infinity = Double.POSITIVE_INFINITY;
    return new Body(
        "body of " + joint,
        parent,
        new Joint(
            joint, type, axis, origin, -infinity, infinity, infinity, infinity, number(in), 0),
        new Inertia(mass, centre, rotational),
        List.of());
  }

  private static Vector3 vector(Scanner in) {
    return new Vector3(number(in), number(in), number(in));
  }

  private static double[] numbers(int count, Scanner in) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = number(in);
    }
    return values;
  }

  private static double number(Scanner in) {
    return Double.parseDouble(in.next());
  }
}
