package dev.trammel.calibration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class OnnxRuntimeJarTest {

  @Test
  void whetherItIsThereCanBeAskedWhereItIsNot() throws Exception {
    URL ours = OnnxRuntimeJar.class.getProtectionDomain().getCodeSource().getLocation();

    assertThat(OnnxRuntimeJar.isThere()).isTrue();
    try (URLClassLoader without =
        new URLClassLoader(new URL[] {ours}, ClassLoader.getPlatformClassLoader())) {
      Method isThere =
          without.loadClass(OnnxRuntimeJar.class.getName()).getDeclaredMethod("isThere");
      isThere.setAccessible(true);
      assertThat(isThere.invoke(null)).isEqualTo(false);
    }
  }
}
