/** How fast a link is. */
@NullMarked
package dev.trammel.hardware.benchmark;

import org.jspecify.annotations.NullMarked;
