package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.UsageException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Robots that depart from one description in some kinds of effects and in nothing else. Immutable.
 *
 * @param spreads how each kind is drawn
 */
public record Family(Map<Kind, Spread> spreads) {

  private static final Map<String, List<Kind>> GROUPS = groups();

  /** For numbers that have nothing to do with each other, from one seed. */
  private static final long ODD = 0x9E3779B97F4A7C15L;

  public Family {
    spreads = Collections.unmodifiableMap(new EnumMap<>(spreads));
  }

  private static Map<String, List<Kind>> groups() {
    Map<String, List<Kind>> groups = new LinkedHashMap<>();
    groups.put(
        "matching",
        List.of(
            Kind.MASS,
            Kind.INERTIA,
            Kind.CENTRE,
            Kind.DAMPING,
            Kind.FRICTION,
            Kind.STRENGTH,
            Kind.DELAY));
    groups.put(
        "motors",
        List.of(
            Kind.STRENGTH, Kind.EFFORT_OFFSET, Kind.DELAY, Kind.LAG, Kind.RIPPLE, Kind.BACKLASH));
    groups.put("encoders", List.of(Kind.GEAR, Kind.OFFSET, Kind.ECCENTRICITY, Kind.LOST_COUNTS));
    groups.put("noise", List.of(Kind.POSITION_NOISE, Kind.VELOCITY_NOISE, Kind.BIAS, Kind.WALK));
    return groups;
  }

  /**
   * Reads {@code matching,mass=0.2,delay=0.004,lag=0.01..0.02}: kinds and groups of them, of which a
   * later one replaces an earlier.
   *
   * @throws UsageException if there is no such kind, or a number is none that it can take
   */
  public static Family parse(String text) {
    Map<Kind, Spread> spreads = new EnumMap<>(Kind.class);
    for (String entry : text.split(",", -1)) {
      String[] parts = entry.strip().split("=", 2);
      if (GROUPS.containsKey(parts[0]) && parts.length == 1) {
        for (Kind kind : GROUPS.getOrDefault(parts[0], List.of())) {
          spreads.put(kind, kind.usual());
        }
      } else {
        Kind kind = Kind.named(parts[0]).orElseThrow(() -> unknown(parts[0]));
        spreads.put(kind, parts.length == 1 ? kind.usual() : spread(kind, parts[1]));
      }
    }
    return new Family(spreads);
  }

  private static UsageException unknown(String name) {
    String known = Stream.concat(
            GROUPS.keySet().stream(), Stream.of(Kind.values()).map(Kind::key))
        .collect(Collectors.joining(", "));
    return new UsageException("--hidden: there is no kind of effect '" + name
        + "' that takes what it was given; there are " + known);
  }

  private static Spread spread(Kind kind, String text) {
    try {
      String[] ends = text.split("\\.\\.", 2);
      if (ends.length == 2) {
        return kind.requirePossible(new Spread.Range(number(ends[0]), number(ends[1])));
      }
      return kind.requirePossible(kind.spread(number(text)));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--hidden: " + kind.key() + " must be a number such as 0.1 or 3/5, or a range such as"
              + " 0.1..0.2, was '" + text + "': " + e.getMessage(),
          e);
    }
  }

  private static double number(String text) {
    String[] parts = text.split("/", 2);
    double value = Double.parseDouble(parts[0]);
    return parts.length == 1 ? value : value / Double.parseDouble(parts[1]);
  }

  boolean has(Kind kind) {
    return spreads.containsKey(kind);
  }

  /**
   * Draws for one joint. What is drawn of one kind does not depend on which others there are.
   *
   * @param without what holds where the kind is not drawn
   */
  double draw(Kind kind, long seed, int joint, double without) {
    Spread spread = spreads.get(kind);
    if (spread == null) {
      return without;
    }
    long own = 1000L * joint + kind.key().hashCode();
    return spread.draw(new SplittableRandom(ODD * (seed + 1) ^ own));
  }

  /** The greatest that a kind can come to. */
  double most(Kind kind, double without) {
    Spread spread = spreads.get(kind);
    return spread == null ? without : spread.most();
  }
}
