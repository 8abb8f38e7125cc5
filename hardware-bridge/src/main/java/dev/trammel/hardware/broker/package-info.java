/** A broker that starts by itself, for a workstation; a robot's image goes without. */
@NullMarked
package dev.trammel.hardware.broker;

import org.jspecify.annotations.NullMarked;
