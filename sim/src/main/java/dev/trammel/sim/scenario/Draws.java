package dev.trammel.sim.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The random numbers of one episode. Each thing that is drawn has a stream of its own, found by its
 * name: nothing depends on what else a scenario varies, or in which order.
 */
final class Draws {

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private final List<Variation> variations;
  private final ToDoubleFunction<String> shares;
  private final Map<String, Double> drawn = new LinkedHashMap<>();

  private Draws(List<Variation> variations, ToDoubleFunction<String> shares) {
    this.variations = variations;
    this.shares = shares;
  }

  static Draws of(List<Variation> variations, long seed) {
    return new Draws(variations, name -> stream(seed, name).nextDouble());
  }

  /** Every number at the same share of its range, 0 … 1: the ends of what can be drawn. */
  static Draws allAt(List<Variation> variations, double share) {
    return new Draws(variations, name -> share);
  }

  /** The seed of an episode of a scenario, in a condition. */
  static long episodeSeed(long seed, String scenario, String condition, int episode) {
    long mixed = mix(mix(seed, hash(scenario)), hash(condition));
    return mix(mixed, episode);
  }

  /** The stream of one thing within an episode. */
  static SplittableRandom stream(long seed, String name) {
    return new SplittableRandom(mix(seed, hash(name)));
  }

  /** The value of a property: drawn if it varies, else the nominal one. */
  double value(Property property, String target, double nominal) {
    Optional<Variation> variation = variation(property, target);
    if (variation.isEmpty()) {
      return nominal;
    }
    String name = target.isEmpty() ? property.label : property.label + " " + target;
    Change change = variation.get().change();
    double value = change.apply(nominal, change.range().at(shares.applyAsDouble(name)));
    drawn.put(name, value);
    return value;
  }

  boolean varies(Property property, String target) {
    return variation(property, target).isPresent();
  }

  /** A number of a range, by the name of what it is for. */
  double value(String name, Range range) {
    double value = range.at(shares.applyAsDouble(name));
    if (range.least() < range.most()) {
      drawn.put(name, value);
    }
    return value;
  }

  /** What was drawn so far, by name. */
  Map<String, Double> drawn() {
    return Collections.unmodifiableMap(drawn);
  }

  private Optional<Variation> variation(Property property, String target) {
    Optional<Variation> all = Optional.empty();
    for (Variation variation : variations) {
      if (variation.property() == property && variation.target().equals(target)) {
        return Optional.of(variation);
      }
      if (variation.property() == property && variation.target().equals(Variation.ALL)) {
        all = Optional.of(variation);
      }
    }
    return all;
  }

  private static long mix(long seed, long part) {
    return new SplittableRandom(seed + part).nextLong();
  }

  /** FNV-1a over the characters. */
  private static long hash(String name) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
