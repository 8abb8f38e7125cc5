/** Runs procedures on a robot: rehearsed, planned, confirmed, interrupted safely, with all data kept. */
@NullMarked
package dev.trammel.calibration.bench;

import org.jspecify.annotations.NullMarked;
