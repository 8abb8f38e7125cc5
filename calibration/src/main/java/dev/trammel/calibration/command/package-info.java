/** The command {@code trammel calibrate}. */
@NullMarked
package dev.trammel.calibration.command;

import org.jspecify.annotations.NullMarked;
