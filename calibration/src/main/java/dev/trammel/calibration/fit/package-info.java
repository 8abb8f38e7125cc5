/**
 * Estimators: from what was recorded to what follows from it, with how well the data tell it. They
 * move nothing; each is a function of its arguments alone.
 */
@NullMarked
package dev.trammel.calibration.fit;

import org.jspecify.annotations.NullMarked;
