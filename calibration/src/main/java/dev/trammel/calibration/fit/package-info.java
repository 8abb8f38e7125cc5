/**
 * What follows from recordings: models of robots that move as the real ones did, with how sure that
 * is. Everything here is a function of its arguments alone.
 */
@NullMarked
package dev.trammel.calibration.fit;

import org.jspecify.annotations.NullMarked;
