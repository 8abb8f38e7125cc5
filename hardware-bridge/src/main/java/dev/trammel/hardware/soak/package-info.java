/** Random faults against a robot, its broker and its controllers, under the eyes of a witness. */
@NullMarked
package dev.trammel.hardware.soak;

import org.jspecify.annotations.NullMarked;
