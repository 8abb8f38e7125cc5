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
 * @param at when it begins
 * @param duration [s]
 */
public record Push(String link, Force force, Span at, double duration) {

  /** Instants are sums [s]. */
  private static final double ROUNDING = 1e-9;

  private static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
  private static final Pattern TEXT = Pattern.compile("(?:(?<link>[^:]+):)?(?:(?<size>" + NUMBER
      + ")|\\((?<x>" + NUMBER + "),(?<y>" + NUMBER + "),(?<z>" + NUMBER + ")\\))N\\*(?<duration>"
      + NUMBER + ")s@(?:(?<random>random)|(?<from>" + NUMBER + ")s(?:\\.\\.(?<to>" + NUMBER
      + ")s)?)");

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

  /**
   * An instant that each episode draws anew, all between two alike, from its start on.
   *
   * @param from [s]
   * @param to [s], the same as {@code from} for an instant that is fixed
   */
  public record Span(double from, double to) {

    public Span {
      Require.nonNegative(from, "at");
      Require.nonNegative(to, "at");
      if (from > to) {
        throw new IllegalArgumentException(
            "a push must begin between an instant and a later one, had " + from + " and " + to);
      }
    }

    /** An instant that is the same in each episode. */
    public static Span at(double instant) {
      return new Span(instant, instant);
    }

    public boolean isFixed() {
      return from == to;
    }
  }

  public Push {
    Require.positive(duration, "duration");
  }

  /**
   * A push at a fixed instant.
   *
   * @param at [s]
   */
  public Push(String link, Force force, double at, double duration) {
    this(link, force, Span.at(at), duration);
  }

  /**
   * Reads {@code 3N*0.1s@2.0s}: a force of 3 N along a random direction for 0.1 s from 2 s on.
   * {@code tip:3N*0.1s@2s} names the link, {@code tip:(3,0,-1)N*0.1s@2s} the direction as well. With
   * {@code @1s..2.5s} it begins at a random instant between, with {@code @random} between the start
   * and so early that it has ended when something is judged.
   *
   * @param links that there are; the last one is pushed where none is named
   * @param judged when an episode's success begins to be judged [s]
   */
  public static Push parse(String text, List<String> links, double judged) {
    Matcher parts = TEXT.matcher(text.replace(" ", ""));
    if (!parts.matches()) {
      throw new UsageException("a push must be written like 3N*0.1s@2.0s,"
          + " tip:3N*0.1s@2.0s or tip:(3,0,0)N*0.1s@2.0s, was '" + text
          + "'; the instant may be random, or 1s..2.5s");
    }
    String link = parts.group("link") == null ? links.get(links.size() - 1) : parts.group("link");
    requireLink(link, links);
    Force force = parts.group("size") == null
        ? new Along(new Vector3(number(parts, "x"), number(parts, "y"), number(parts, "z")))
        : new AnyDirection(number(parts, "size"));
    double duration = number(parts, "duration");
    return new Push(link, force, span(parts, duration, judged), duration);
  }

  /** A link that is there. */
  public static String requireLink(String link, List<String> links) {
    if (!links.contains(link)) {
      throw new UsageException("a push needs a link of the robot, had '" + link + "'; known: "
          + String.join(", ", links));
    }
    return link;
  }

  private static Span span(Matcher parts, double duration, double judged) {
    if (parts.group("random") != null) {
      return before(judged, duration);
    }
    double from = number(parts, "from");
    return new Span(from, parts.group("to") == null ? from : number(parts, "to"));
  }

  /** The same with another force. */
  public Push with(Force other) {
    return new Push(link, other, at, duration);
  }

  /**
   * Checks that it has ended when an episode does.
   *
   * @param end [s]
   */
  public Push requireWithin(double end) {
    double ended = at.to() + duration;
    if (ended > end + ROUNDING) {
      throw new UsageException("a push must end within the episode, at " + end + " s at the latest,"
          + " would end at " + ended + " s");
    }
    return this;
  }

  /** From an episode's start on, and so early that the push has ended at a later instant. */
  public static Span before(double judged, double duration) {
    return new Span(0, Math.max(0, judged - duration));
  }

  private static double number(Matcher parts, String group) {
    return Double.parseDouble(parts.group(group));
  }
}
