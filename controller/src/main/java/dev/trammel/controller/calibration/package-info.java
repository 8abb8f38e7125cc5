/** What a bench found one robot to be: a file that simulator and robot both read. */
@NullMarked
package dev.trammel.controller.calibration;

import org.jspecify.annotations.NullMarked;
