/** Episodes as pages where the body moves, and runs side by side. */
@NullMarked
package dev.trammel.controller.replay;

import org.jspecify.annotations.NullMarked;
