package dev.trammel.controller.task;

import dev.trammel.controller.task.SensorSettings.Quantity;

/** One number that a policy sees. */
sealed interface ObservedNumber {

  /** Index of a coordinate of the context that is not there. */
  int NONE = -1;

  /** For people; unique within an observation. */
  String name();

  /** SI. */
  String unit();

  /** Index in the context of the coordinate that it looks at, or {@link #NONE}. */
  int coordinate();

  /**
   * An entry of the state.
   *
   * @param entry index in x
   * @param coordinate index in the context of what is subtracted, or {@link #NONE}
   */
  record Sensed(String name, String unit, int entry, int coordinate) implements ObservedNumber {}

  /**
   * A coordinate of a link's origin, or of its velocity, computed from the measured joints.
   *
   * @param axis 0, 1 or 2 for x, y or z
   * @param coordinate index in the context of what is subtracted, or {@link #NONE}
   */
  record Carried(String name, String unit, String link, Quantity quantity, int axis, int coordinate)
      implements ObservedNumber {}

  /**
   * A coordinate of a target.
   *
   * @param coordinate index in the context
   */
  record Wanted(String name, String unit, int coordinate) implements ObservedNumber {}
}
