/** The commands of the bridge. */
@NullMarked
package dev.trammel.hardware.cli;

import org.jspecify.annotations.NullMarked;
