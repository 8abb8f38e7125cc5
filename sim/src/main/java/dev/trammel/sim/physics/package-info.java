/** Mechanisms in JBullet: the only package that knows JBullet and its vector types. */
@NullMarked
package dev.trammel.sim.physics;

import org.jspecify.annotations.NullMarked;
