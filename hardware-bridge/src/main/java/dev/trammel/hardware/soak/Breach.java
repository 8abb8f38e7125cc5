package dev.trammel.hardware.soak;

import java.util.List;

/**
 * A rule was broken.
 *
 * @param rule which
 * @param seconds since the beginning [s]
 * @param what happened
 * @param before what happened before that, oldest first
 */
public record Breach(Rule rule, double seconds, String what, List<String> before) {

  public Breach {
    before = List.copyOf(before);
  }
}
