/** Pages about what was found at the bench. */
@NullMarked
package dev.trammel.calibration.page;

import org.jspecify.annotations.NullMarked;
