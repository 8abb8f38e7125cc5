/** A run's episodes as tables for other programs: CSV and Parquet. */
@NullMarked
package dev.trammel.calibration.export;

import org.jspecify.annotations.NullMarked;
