@NullMarked
package dev.trammel.calibration.image;

import org.jspecify.annotations.NullMarked;
