package dev.trammel.calibration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OnnxRuntimeJarTest {

  @Test
  void whetherItIsThereCanBeAskedWhereItIsNot() throws Exception {
    String classPath = System.getProperty("java.class.path");
    URL[] without = Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.contains("onnxruntime"))
        .map(OnnxRuntimeJarTest::url)
        .toArray(URL[]::new);

    assertThat(OnnxRuntimeJar.isThere()).isTrue();
    try (URLClassLoader loader =
        new URLClassLoader(without, ClassLoader.getPlatformClassLoader())) {
      Method asked = loader.loadClass(OnnxRuntimeJar.class.getName()).getDeclaredMethod("isThere");
      asked.setAccessible(true);
      assertThat(asked.invoke(null)).isEqualTo(false);
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
