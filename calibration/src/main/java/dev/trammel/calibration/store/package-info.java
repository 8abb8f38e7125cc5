/** Calibrations on the disk: compared, brought into force, taken back. */
@NullMarked
package dev.trammel.calibration.store;

import org.jspecify.annotations.NullMarked;
