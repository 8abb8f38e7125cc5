package dev.trammel.hardware;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which package of the bridge may import what. */
final class PackageTable {

  private static final String ROOT = "dev.trammel.hardware.";
  private static final String CONTROLLER = "dev.trammel.controller.";
  private static final String ANY_CONTROLLER = "dev.trammel.controller";
  private static final String EJML = "org.ejml";

  private static final Map<String, List<String>> IMPORTS = new LinkedHashMap<>();

  static {
    row("wire", CONTROLLER + "storage", CONTROLLER + "plant");
    row(
        "mqtt",
        ROOT + "wire",
        "org.eclipse.paho",
        "javax.net",
        "javax.security.auth.x500",
        ANY_CONTROLLER);
    row("fault", ROOT + "mqtt", CONTROLLER + "linalg");
    row("broker", ROOT + "mqtt", "org.apache.activemq", ANY_CONTROLLER);
    row("benchmark", ROOT + "mqtt", ROOT + "broker", ANY_CONTROLLER, "picocli");
    row("device", ROOT + "wire", CONTROLLER + "linalg", CONTROLLER + "plant");
    row("hidden", ANY_CONTROLLER, EJML);
    row(
        "emulated",
        ROOT + "hidden",
        ROOT + "device",
        ROOT + "wire",
        ROOT + "mqtt",
        ANY_CONTROLLER,
        EJML);
    row("remote", ROOT + "wire", ROOT + "mqtt", ANY_CONTROLLER, EJML);
    row(
        "soak",
        ROOT + "wire",
        ROOT + "mqtt",
        ROOT + "fault",
        ROOT + "broker",
        ROOT + "device",
        ROOT + "emulated",
        ROOT + "remote",
        ANY_CONTROLLER,
        EJML);
    row("monitor", ROOT + "wire", ROOT + "mqtt", ANY_CONTROLLER);
    row("conformance", ROOT + "remote", ROOT + "wire", ROOT + "mqtt", ANY_CONTROLLER, "picocli");
  }

  private PackageTable() {}

  private static void row(String name, String... imports) {
    IMPORTS.put(name, List.of(imports));
  }

  static Set<String> names() {
    return IMPORTS.keySet();
  }

  /** The rule of one row. */
  static ArchRule rule(String name) {
    List<String> allowed = Stream.concat(
            Stream.of(ROOT + name, "java", "org.jspecify.annotations"),
            IMPORTS.getOrDefault(name, List.of()).stream())
        .toList();
    return classes()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .onlyDependOnClassesThat(resideIn(allowed))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> resideIn(List<String> allowed) {
    return DescribedPredicate.describe("reside in one of " + allowed, type -> {
      JavaClass element = type.getBaseComponentType();
      return element.isPrimitive()
          || allowed.stream()
              .anyMatch(entry -> (element.getPackageName() + ".").startsWith(entry + "."));
    });
  }
}
