package dev.trammel.controller.task;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.robot.Vector3;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A force for a while, at the origin of a link or of a free object.
 *
 * @param link or object that is pushed
 * @param force held in the world's frame
 * @param at when it begins, from the episode's start [s]
 * @param duration [s]
 */
public record Push(String link, Force force, double at, double duration) {

  private static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
  private static final Pattern TEXT = Pattern.compile("(?:(?<link>[^:]+):)?(?:(?<size>" + NUMBER
      + ")|\\((?<x>" + NUMBER + "),(?<y>" + NUMBER + "),(?<z>" + NUMBER + ")\\))N\\*(?<duration>"
      + NUMBER + ")s@(?<at>" + NUMBER + ")s");

  /** What pushes. */
  public sealed interface Force {}

  /**
   * Along a fixed direction.
   *
   * @param vector [N]
   */
  public record Along(Vector3 vector) implements Force {

    public Along {
      Require.finite(vector.x() + vector.y() + vector.z(), "force");
    }
  }

  /**
   * Along a direction that each episode draws anew, all alike.
   *
   * @param size [N]
   */
  public record AnyDirection(double size) implements Force {

    public AnyDirection {
      Require.nonNegative(size, "force");
    }
  }

  public Push {
    Require.nonNegative(at, "at");
    Require.positive(duration, "duration");
  }

  /**
   * Reads {@code 3N*0.1s@2.0s}: a force of 3 N along a random direction for 0.1 s from 2 s on.
   * {@code tip:3N*0.1s@2s} names the link, {@code tip:(3,0,-1)N*0.1s@2s} the direction as well.
   *
   * @param links that there are; the last one is pushed where none is named
   */
  public static Push parse(String text, List<String> links) {
    Matcher parts = TEXT.matcher(text.replace(" ", ""));
    if (!parts.matches()) {
      throw new UsageException("a push must be written like 3N*0.1s@2.0s,"
          + " tip:3N*0.1s@2.0s or tip:(3,0,0)N*0.1s@2.0s, was '" + text + "'");
    }
    String link = parts.group("link") == null ? links.get(links.size() - 1) : parts.group("link");
    if (!links.contains(link)) {
      throw new UsageException("a push needs a link of the robot, had '" + link + "'; known: "
          + String.join(", ", links));
    }
    Force force = parts.group("size") == null
        ? new Along(new Vector3(number(parts, "x"), number(parts, "y"), number(parts, "z")))
        : new AnyDirection(number(parts, "size"));
    return new Push(link, force, number(parts, "at"), number(parts, "duration"));
  }

  private static double number(Matcher parts, String group) {
    return Double.parseDouble(parts.group(group));
  }
}
