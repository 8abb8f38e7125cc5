/** Bench runs that make the simulator like the robot; the product is assembled here. */
@NullMarked
package dev.trammel.calibration;

import org.jspecify.annotations.NullMarked;
