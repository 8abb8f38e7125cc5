package dev.trammel.controller.calibration;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.storage.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells one description of a robot from others by how it moves, wherever its file lies and whatever it
 * looks like.
 *
 * @param sha256 of names, places, inertias, friction and limits of its links and joints; 64 hex digits
 * @param sliding names of the joints that slide rather than turn
 */
public record RobotIdentity(String sha256, Set<String> sliding) {

  /** Numbers are told apart by so much; what is below differs between processors and Javas. */
  private static final double GRAIN = 1e-12;

  public RobotIdentity {
    if (!Digests.isHex(sha256)) {
      throw new IllegalArgumentException(
          "a robot's SHA-256 must have 64 hex digits, was " + sha256);
    }
    sliding = Collections.unmodifiableSet(new TreeSet<>(sliding));
  }

  /** @param described as its file has it, no calibration applied */
  public static RobotIdentity of(RobotModel described) {
    StringBuilder text = new StringBuilder(described.name());
    described.bodies().forEach(body -> append(body, text));
    described.frames().forEach((link, frame) -> {
      text.append('\n').append(link).append(' ').append(frame.body());
      append(frame.origin(), text);
    });
    String sha256 = Digests.hex(text.toString().getBytes(StandardCharsets.UTF_8));
    Set<String> sliding = described.bodies().stream()
        .map(Body::joint)
        .filter(joint -> !joint.type().rotates())
        .map(Joint::name)
        .collect(Collectors.toSet());
    return new RobotIdentity(sha256, sliding);
  }

  /** In which a parameter of this robot is given; empty for a pure number. */
  public String unit(Parameter parameter) {
    return parameter.quantity().unit(sliding.contains(parameter.part()));
  }

  private static void append(Body body, StringBuilder text) {
    Joint joint = body.joint();
    text.append('\n').append(body.name()).append(' ').append(body.parent());
    text.append('\n').append(joint.name()).append(' ').append(joint.type());
    append(joint.axis(), text);
    append(joint.origin(), text);
    append(text, joint.lower(), joint.upper(), joint.effort(), joint.velocity());
    append(text, joint.damping(), joint.friction());
    Inertia inertia = body.inertia();
    append(text, inertia.mass());
    append(inertia.centre(), text);
    append(inertia.rotational(), text);
  }

  private static void append(Transform place, StringBuilder text) {
    append(place.rotation(), text);
    append(place.translation(), text);
  }

  private static void append(Matrix3 matrix, StringBuilder text) {
    append(text, matrix.xx(), matrix.xy(), matrix.xz());
    append(text, matrix.yx(), matrix.yy(), matrix.yz());
    append(text, matrix.zx(), matrix.zy(), matrix.zz());
  }

  private static void append(Vector3 vector, StringBuilder text) {
    append(text, vector.x(), vector.y(), vector.z());
  }

  private static void append(StringBuilder text, double... numbers) {
    for (double number : numbers) {
      text.append(' ').append(Math.round(number / GRAIN));
    }
  }
}
