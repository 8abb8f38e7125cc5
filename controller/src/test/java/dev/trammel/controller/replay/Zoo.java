package dev.trammel.controller.replay;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Colour;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Geometry;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Surface;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.TriangleMesh;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.robot.Visual;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A body on a slide that looks like one of every geometry, side by side, each of another hue. */
final class Zoo {

  static final int KINDS = 6;

  private static final double SIZE = 0.14;

  private Zoo() {}

  static RobotModel robot() {
    Joint slide = new Joint(
        "slide", JointType.PRISMATIC, new Vector3(0, 0, 1), Transform.IDENTITY, -9, 9, 1, 1, 0, 0);
    List<Visual> visuals = new ArrayList<>();
    for (int kind = 0; kind < KINDS; kind++) {
      Transform place = Transform.translation(new Vector3(0, 0.35 * (kind - 2.5), 0));
      Color colour = Color.getHSBColor(hue(kind), 0.9f, 0.9f);
      visuals.add(new Visual(
          geometry(kind, place),
          new Colour(
              colour.getRed() / 255.0, colour.getGreen() / 255.0, colour.getBlue() / 255.0, 1)));
    }
    Body body = new Body("slider", -1, slide, Inertia.NONE, List.of(), visuals);
    return new RobotModel(
        "zoo", List.of(body), List.of(), Map.of("slider", new Frame(0, Transform.IDENTITY)));
  }

  private static Geometry geometry(int kind, Transform place) {
    return switch (kind) {
      case 0 -> new Shape.Box(place, new Vector3(SIZE, 2 * SIZE, 3 * SIZE));
      case 1 -> new Shape.Sphere(place, SIZE);
      case 2 -> new Shape.Cylinder(place, SIZE, 3 * SIZE);
      case 3 -> new Shape.Capsule(place, SIZE, 2 * SIZE);
      case 4 -> new Shape.Hull(place, pyramid());
      case 5 -> new Surface(place, pyramid());
      default -> throw new IllegalArgumentException("kind " + kind);
    };
  }

  private static TriangleMesh pyramid() {
    double a = SIZE;
    return new TriangleMesh(
        new double[] {-a, -a, 0, a, -a, 0, a, a, 0, -a, a, 0, 0, 0, 2 * a},
        new int[] {0, 1, 4, 1, 2, 4, 2, 3, 4, 3, 0, 4, 0, 2, 1, 0, 3, 2});
  }

  private static float hue(int kind) {
    return (float) kind / KINDS;
  }

  /** Number of pixels of a geometry's hue that are no grey. */
  static int pixels(BufferedImage picture, int kind) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        Color colour = new Color(picture.getRGB(x, y));
        float[] hsb = Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null);
        double off = Math.IEEEremainder(hsb[0] - hue(kind), 1);
        count += hsb[1] > 0.5 && Math.abs(off) < 0.5 / KINDS ? 1 : 0;
      }
    }
    return count;
  }

  /** Sum of the differences of three channels, 0 … 765. */
  static int distance(int a, int b) {
    Color one = new Color(a);
    Color two = new Color(b);
    return Math.abs(one.getRed() - two.getRed())
        + Math.abs(one.getGreen() - two.getGreen())
        + Math.abs(one.getBlue() - two.getBlue());
  }
}
