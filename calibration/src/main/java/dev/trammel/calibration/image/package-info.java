/** What a robot's computer needs, and nothing else, as a folder. */
@NullMarked
package dev.trammel.calibration.image;

import org.jspecify.annotations.NullMarked;
