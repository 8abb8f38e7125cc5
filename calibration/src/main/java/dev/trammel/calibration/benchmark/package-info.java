/** How fast the kernels and the simulated bodies are, here and now. */
@NullMarked
package dev.trammel.calibration.benchmark;

import org.jspecify.annotations.NullMarked;
