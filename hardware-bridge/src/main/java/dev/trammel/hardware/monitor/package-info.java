/** A device as people watch it: what it says of itself, how often, and how far away it is. */
@NullMarked
package dev.trammel.hardware.monitor;

import org.jspecify.annotations.NullMarked;
