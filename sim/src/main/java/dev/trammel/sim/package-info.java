/** Bodies simulated in JBullet, offered to the registry. */
@NullMarked
package dev.trammel.sim;

import org.jspecify.annotations.NullMarked;
