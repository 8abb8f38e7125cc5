/** The controller's side of the wire: the session with a device, and the plant behind it. */
@NullMarked
package dev.trammel.hardware.remote;

import org.jspecify.annotations.NullMarked;
