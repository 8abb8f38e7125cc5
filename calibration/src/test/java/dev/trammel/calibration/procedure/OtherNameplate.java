package dev.trammel.calibration.procedure;

import dev.trammel.controller.bench.Nameplate;
import dev.trammel.controller.plant.PlantSpec;

/** What a robot says of itself, but for one thing. */
public final class OtherNameplate {

  private OtherNameplate() {}

  public static Nameplate named(Nameplate is, String device) {
    return of(is, device, is.emulated(), is.spec(), is.calibration(), is.mostSteps());
  }

  public static Nameplate enforcing(Nameplate is, PlantSpec spec) {
    return of(is, is.device(), is.emulated(), spec, is.calibration(), is.mostSteps());
  }

  public static Nameplate calibrated(Nameplate is, String sha256) {
    return of(is, is.device(), is.emulated(), is.spec(), sha256, is.mostSteps());
  }

  static Nameplate taking(Nameplate is, int mostSteps) {
    return of(is, is.device(), is.emulated(), is.spec(), is.calibration(), mostSteps);
  }

  /** Of a robot that can break. */
  public static Nameplate ofHardware(Nameplate is) {
    return of(is, is.device(), false, is.spec(), is.calibration(), is.mostSteps());
  }

  private static Nameplate of(
      Nameplate is,
      String device,
      boolean isEmulated,
      PlantSpec spec,
      String calibration,
      int mostSteps) {
    return new Nameplate(
        device,
        is.boot(),
        is.firmware(),
        isEmulated,
        is.virtualTime(),
        spec,
        is.inputRates(),
        is.joints(),
        calibration,
        mostSteps);
  }
}
