package dev.trammel.controller.robot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of rigid bodies, each carried by one joint; body i is moved by degree of freedom i.
 *
 * @param bodies parents before children
 * @param base the root link with what is fixed to it
 * @param frames every URDF link by name, those fixed to another included
 * @param notes what was left out or changed on reading, one line each
 */
public record RobotModel(
    String name, List<Body> bodies, Base base, Map<String, Frame> frames, List<String> notes) {

  public RobotModel {
    bodies = List.copyOf(bodies);
    notes = List.copyOf(notes);
    frames = Collections.unmodifiableMap(new LinkedHashMap<>(frames));
    for (int i = 0; i < bodies.size(); i++) {
      int parent = bodies.get(i).parent();
      if (parent < -1 || parent >= i) {
        throw new IllegalArgumentException(
            "parent of body " + i + " must be in [-1, " + (i - 1) + "], was " + parent);
      }
    }
    int last = bodies.size() - 1;
    frames.forEach((link, frame) -> {
      if (frame.body() < -1 || frame.body() > last) {
        throw new IllegalArgumentException(
            "body of frame " + link + " must be in [-1, " + last + "], was " + frame.body());
      }
    });
  }

  /** A robot on a base that is neither seen nor moved. */
  public RobotModel(
      String name, List<Body> bodies, List<Shape> fixedShapes, Map<String, Frame> frames) {
    this(name, bodies, new Base(Inertia.NONE, fixedShapes, List.of()), frames, List.of());
  }

  /** The same robot with other bodies, one for each of its own. */
  public RobotModel withBodies(List<Body> changed) {
    if (changed.size() != bodies.size()) {
      throw new IllegalArgumentException(
          "robot " + name + " must keep its " + bodies.size() + " bodies, had " + changed.size());
    }
    return new RobotModel(name, changed, base, frames, notes);
  }

  /** Shapes that stand still in the world. */
  public List<Shape> fixedShapes() {
    return base.shapes();
  }

  /** Number of joints, and of bodies. */
  public int degreesOfFreedom() {
    return bodies.size();
  }

  /** Index of the joint of that name. */
  public int jointIndex(String joint) {
    for (int i = 0; i < bodies.size(); i++) {
      if (bodies.get(i).joint().name().equals(joint)) {
        return i;
      }
    }
    throw new IllegalArgumentException("robot " + name + " has no joint '" + joint + "'; known: "
        + bodies.stream().map(body -> body.joint().name()).toList());
  }

  public Frame frame(String link) {
    Frame frame = frames.get(link);
    if (frame == null) {
      throw new IllegalArgumentException(
          "robot " + name + " has no link '" + link + "'; known: " + frames.keySet());
    }
    return frame;
  }
}
