/** The robot's side of the protocol: one core without sockets and threads, to read before writing firmware. */
@NullMarked
package dev.trammel.hardware.device;

import org.jspecify.annotations.NullMarked;
