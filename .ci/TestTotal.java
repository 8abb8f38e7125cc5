import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints the tests of all modules, counted from surefire's reports, as
 *
 * <pre>  N passed, N failed, N skipped</pre>
 *
 * and the names of those that failed or were skipped. Exit code 1 if one failed, if there was none,
 * or if one was skipped where {@code CI} is true.
 *
 * <p>Usage: {@code java .ci/TestTotal.java [START]} in the repository's root; reports older than
 * START (ISO-8601) are from another build and do not count.
 */
final class TestTotal {

  private int tests;
  private final List<String> failed = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    Instant start = args.length > 0 ? Instant.parse(args[0]) : Instant.MIN;
    TestTotal total = new TestTotal();
    for (Path report : reports(Path.of("").toAbsolutePath(), start)) {
      total.add(report);
    }
    System.exit(total.print("true".equals(System.getenv("CI"))));
  }

  private static List<Path> reports(Path root, Instant start) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      List<Path> reports = new ArrayList<>();
      for (Path target : modules.map(m -> m.resolve("target")).sorted().toList()) {
        if (Files.isDirectory(target)) {
          addFolders(target, start, reports);
        }
      }
      return reports;
    }
  }

  /** Every execution of surefire has its own folder. */
  private static void addFolders(Path target, Instant start, List<Path> reports)
      throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(target, "surefire-reports*")) {
      for (Path folder : folders) {
        addReports(folder, start, reports);
      }
    }
  }

  private static void addReports(Path folder, Instant start, List<Path> reports)
      throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().matches("TEST-.*\\.xml")
            && !Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
          reports.add(file);
        }
      }
    }
  }

  private void add(Path report) throws Exception {
    NodeList cases = DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(report.toFile())
        .getElementsByTagName("testcase");
    String folder = report.getParent().getFileName().toString();
    String where = folder.equals("surefire-reports") ? "" : " in " + folder;
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      String name = test.getAttribute("classname") + "." + test.getAttribute("name") + where;
      tests++;
      if (has(test, "failure") || has(test, "error")) {
        failed.add("failed: " + name);
      } else if (has(test, "skipped")) {
        Element reason = (Element) test.getElementsByTagName("skipped").item(0);
        skipped.add("skipped: " + name + " " + reason.getAttribute("message"));
      }
    }
  }

  private static boolean has(Element test, String child) {
    return test.getElementsByTagName(child).getLength() > 0;
  }

  private int print(boolean ci) {
    failed.forEach(System.out::println);
    skipped.forEach(System.out::println);
    int passed = tests - failed.size() - skipped.size();
    boolean green = tests > 0 && failed.isEmpty() && !(ci && !skipped.isEmpty());
    if (ci && !skipped.isEmpty()) {
      System.out.println("CI allows no skipped test: install what is missing");
    }
    System.out.println(
        passed + " passed, " + failed.size() + " failed, " + skipped.size() + " skipped");
    return green ? 0 : 1;
  }
}
