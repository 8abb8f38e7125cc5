package dev.trammel.controller.plant;

import org.ejml.data.DMatrixRMaj;

/**
 * One command, as it was asked for and as it reached the body. Mutable and reused.
 *
 * <p>The controller writes {@link #requested}; the guard derives {@link #applied}; a plant that
 * limits further writes back what it did apply.
 */
public final class Action {

  /** m×1, what the controller asked for; its log-probability is the controller's. */
  public final DMatrixRMaj requested;

  /** m×1, after all limits; what dynamics are fitted on. */
  public final DMatrixRMaj applied;

  public Action(int size) {
    requested = new DMatrixRMaj(size, 1);
    applied = new DMatrixRMaj(size, 1);
  }
}
