/** Estimators: from what was recorded to what follows from it, with how well the data tell it. They move nothing. */
@NullMarked
package dev.trammel.calibration.fit;

import org.jspecify.annotations.NullMarked;
