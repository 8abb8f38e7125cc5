/** The questions of the bench to a robot: motions that ask them, and what follows from the answers. */
@NullMarked
package dev.trammel.calibration.procedure;

import org.jspecify.annotations.NullMarked;
