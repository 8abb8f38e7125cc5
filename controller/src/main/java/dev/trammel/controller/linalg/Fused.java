package dev.trammel.controller.linalg;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * ab + c with one rounding where the processor has an instruction for it, and with two elsewhere:
 * there {@link Math#fma} is a thousand times slower.
 */
final class Fused {

  /** Whether there is one rounding. */
  static final boolean AVAILABLE = available();

  private Fused() {}

  static double multiplyAdd(double a, double b, double c) {
    return AVAILABLE ? Math.fma(a, b, c) : a * b + c;
  }

  private static boolean available() {
    if (ModuleLayer.boot().findModule("jdk.management").isEmpty()) {
      return false;
    }
    HotSpotDiagnosticMXBean jvm =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return jvm != null && Boolean.parseBoolean(jvm.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException otherJvm) {
      return false;
    }
  }
}
