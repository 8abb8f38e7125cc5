/** Time-varying linear-Gaussian controllers, improved inside a KL ball. */
@NullMarked
package dev.trammel.controller.lqr;

import org.jspecify.annotations.NullMarked;
