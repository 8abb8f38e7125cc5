/** The outer iteration: roll out, fit, improve, judge. */
@NullMarked
package dev.trammel.controller.learn;

import org.jspecify.annotations.NullMarked;
