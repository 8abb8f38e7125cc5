package dev.trammel.controller.linalg;

/**
 * A row of parameters, padded, and its part of Adam's memory.
 *
 * @param parameters w; modified by a step
 * @param gradient g; not modified
 * @param first m, the mean of gradients; modified by a step
 * @param second v, the mean of their squares; modified by a step
 */
public record AdamRow(double[] parameters, double[] gradient, double[] first, double[] second) {

  /** At rest. */
  public AdamRow(double[] parameters, double[] gradient) {
    this(parameters, gradient, new double[parameters.length], new double[parameters.length]);
  }
}
