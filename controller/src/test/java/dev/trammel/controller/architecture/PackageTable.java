package dev.trammel.controller.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which package of the controller may import what; the table of {@code docs/design.md}. */
final class PackageTable {

  private static final String EJML = "org.ejml";
  private static final String YAML = "org.snakeyaml.engine";
  private static final String ANY = "*";

  /** Top of the table first; {@code *} stands for every package above. */
  private static final Map<String, List<String>> IMPORTS = new LinkedHashMap<>();

  static {
    row("linalg.vector", "jdk.incubator.vector");
    row("linalg", "linalg.vector", EJML, "com.sun.management");
    row("robot", "linalg", EJML, "javax.xml", "org.w3c.dom", "org.xml.sax");
    row("storage", YAML);
    row("mcap", "storage");
    row("plant", EJML);
    row("control", "plant", "linalg", EJML, "com.sun.management");
    row("trajectory", "storage", "plant", "control", "linalg", EJML);
    row("calibration", "storage", "robot", "linalg");
    row(
        "task",
        "calibration",
        "storage",
        "control",
        "plant",
        "robot",
        "trajectory",
        "linalg",
        EJML,
        YAML);
    row("bench", "control", "plant", "linalg");
    row("estimate", "control", "plant", "robot", "linalg", EJML);
    row("dynamics", "trajectory", "linalg", EJML);
    row("lqr", "dynamics", "task", "control", "plant", "linalg", EJML);
    row("mpc", "lqr", "dynamics", "task", "robot", "control", "plant", "linalg", EJML);
    row(
        "policy",
        "lqr",
        "dynamics",
        "task",
        "robot",
        "storage",
        "trajectory",
        "control",
        "plant",
        "linalg",
        EJML);
    row("learn", ANY, EJML);
    row("archive", "mcap", "storage", "task", "trajectory", "control", "plant", "linalg", EJML);
    row("report", "trajectory", "linalg", EJML);
    row("run", ANY, EJML);
    row("replay", ANY, EJML);
    row("compare", ANY);
    row("spi", "plant", "task", "control", "bench", "linalg");
    row("bundle", ANY, EJML);
    row("check", ANY, EJML);
    row("deploy", ANY, "java.lang.management");
    row("cli", ANY, "picocli");
  }

  private PackageTable() {}

  private static void row(String name, String... imports) {
    IMPORTS.put(name, List.of(imports));
  }

  static Set<String> names() {
    return new LinkedHashSet<>(IMPORTS.keySet());
  }

  /**
   * The rule of one row.
   *
   * @param root package that holds the table's packages
   * @param name of the row
   */
  static ArchRule rule(String root, String name) {
    List<String> allowed = allowed(name);
    return classes()
        .that(DescribedPredicate.describe(
            "reside in " + name, type -> place(root, type).equals(name)))
        .should()
        .onlyDependOnClassesThat(resideIn(root, allowed))
        .allowEmptyShould(true);
  }

  private static List<String> allowed(String name) {
    Stream<String> everywhere = Stream.of(name, "java", "org.jspecify.annotations");
    Stream<String> listed = IMPORTS.getOrDefault(name, List.of()).stream()
        .flatMap(entry -> entry.equals(ANY) ? above(name) : Stream.of(entry));
    return Stream.concat(everywhere, listed).toList();
  }

  // of a package inside a package only the outer one may import
  private static Stream<String> above(String name) {
    return IMPORTS.keySet().stream()
        .takeWhile(other -> !other.equals(name))
        .filter(other -> !other.contains("."));
  }

  private static DescribedPredicate<JavaClass> resideIn(String root, List<String> allowed) {
    return DescribedPredicate.describe("reside in one of " + allowed, type -> {
      JavaClass element = type.getBaseComponentType();
      String place = place(root, element);
      return element.isPrimitive()
          || allowed.stream()
              .anyMatch(entry -> IMPORTS.containsKey(entry)
                  ? place.equals(entry)
                  : (place + ".").startsWith(entry + "."));
    });
  }

  /** The innermost row that holds a type, or its package where it stands in no row. */
  private static String place(String root, JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(root + ".")) {
      return name;
    }
    String inside = name.substring(root.length() + 1);
    return IMPORTS.keySet().stream()
        .filter(row -> (inside + ".").startsWith(row + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse(name);
  }
}
