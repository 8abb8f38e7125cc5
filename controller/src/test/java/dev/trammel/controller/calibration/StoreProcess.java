package dev.trammel.controller.calibration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Adds and promotes calibrations until it is killed; says so after each. */
final class StoreProcess {

  private StoreProcess() {}

  /** @param arguments the folder of all stores, and the number to begin at */
  public static void main(String[] arguments) throws Exception {
    CalibrationStore store = CalibrationStore.of(Path.of(arguments[0]), "arm1");
    for (int i = Integer.parseInt(arguments[1]); ; i++) {
      store.promote(store.add(CalibrationStoreTest.numbered(i)), Instant.EPOCH, List.of());
      System.out.println(i);
    }
  }
}
