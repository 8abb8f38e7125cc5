/** What motions tell of a robot's inertias: base parameters, motions that excite them, and bodies that can be. */
@NullMarked
package dev.trammel.calibration.inertial;

import org.jspecify.annotations.NullMarked;
