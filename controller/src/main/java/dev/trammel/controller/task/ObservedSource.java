package dev.trammel.controller.task;

/**
 * Where one number of an observation comes from, in one condition: o = v − shift.
 *
 * @param entry index in the state of v, or {@link #NONE}
 * @param computed what kinematics compute for v, by the name that a sensor of it would have, such
 *     as "tool0 x velocity"; empty where they do not, and v is 0 where nothing else says
 * @param unit of it; SI
 * @param shift what the condition's targets add to it
 */
public record ObservedSource(int entry, String computed, String unit, double shift) {

  /** Of an entry of the state that is not there. */
  public static final int NONE = -1;
}
