/** A robot that is not there: rigid bodies with the flaws of real machines, below the device's core. */
@NullMarked
package dev.trammel.hardware.emulated;

import org.jspecify.annotations.NullMarked;
