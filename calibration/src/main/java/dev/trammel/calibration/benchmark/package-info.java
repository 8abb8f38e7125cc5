/** How fast the parts are, measured with JMH. */
@NullMarked
package dev.trammel.calibration.benchmark;

import org.jspecify.annotations.NullMarked;
