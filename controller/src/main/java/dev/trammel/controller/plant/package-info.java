/** The border with any body, simulated or real: what it senses and what it can be told. */
@NullMarked
package dev.trammel.controller.plant;

import org.jspecify.annotations.NullMarked;
