/** Self-contained pages with plots that people look at. */
@NullMarked
package dev.trammel.controller.report;

import org.jspecify.annotations.NullMarked;
