/** Small dense algebra that EJML lacks, and the numerical kernels behind one seam. */
@NullMarked
package dev.trammel.controller.linalg;

import org.jspecify.annotations.NullMarked;
