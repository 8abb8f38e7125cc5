/** Many robots, each in a process of its own that alone knows what it is, calibrated and judged. */
@NullMarked
package dev.trammel.calibration.study;

import org.jspecify.annotations.NullMarked;
