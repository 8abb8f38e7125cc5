package dev.trammel.controller.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** One page in the browser. */
public final class Page {

  private static final Set<String> COMPLAINTS = Set.of("error", "warning", "assert");

  private final DevTools tools;
  private final String session;

  Page(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
  }

  void load(Path file, int width, int height) {
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", Map.of());
    }
    resize(width, height);
    send("Page.navigate", Map.of("url", file.toAbsolutePath().toUri().toString()));
    await("document.readyState === 'complete' && location.protocol === 'file:'");
  }

  /** Gives the window another size [px]. */
  public void resize(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Shows the page as somebody sees it who prefers dark pages, or light ones. */
  public void prefer(String scheme) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The value of an expression: a number, a text, a truth value, a list or a map. */
  public @Nullable Object evaluate(String expression) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("expression", expression);
    parameters.put("returnByValue", true);
    parameters.put("awaitPromise", true);
    Map<?, ?> answer = send("Runtime.evaluate", parameters);
    if (answer.containsKey("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return DevTools.map(answer.get("result")).get("value");
  }

  /** A number. */
  public double number(String expression) {
    Object value = evaluate(expression);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException(expression + " must be a number, was " + value);
  }

  /** A list. */
  public List<?> list(String expression) {
    Object value = evaluate(expression);
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException(expression + " must be a list, was " + value);
  }

  /** Waits until a condition holds, looking at it in every frame. */
  public void await(String condition) {
    evaluate("new Promise(done => { const look = () => (" + condition
        + ") ? done(true) : setTimeout(look, 20); look(); })");
  }

  /** Presses a key, as a keyboard does. */
  public void press(String key) {
    send("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key));
    send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /** What an element looks like. */
  public BufferedImage picture(String selector) throws IOException {
    String box = "document.querySelector('" + selector + "').getBoundingClientRect()";
    Map<String, Object> clip = new LinkedHashMap<>();
    for (String side : List.of("x", "y", "width", "height")) {
      clip.put(side, number("Math.round(" + box + "." + side + ")"));
    }
    clip.put("scale", 1);
    Map<?, ?> shot = send("Page.captureScreenshot", Map.of("format", "png", "clip", clip));
    byte[] png = Base64.getDecoder().decode(String.valueOf(shot.get("data")));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** Exceptions, and what was written to the console as an error or a warning. */
  public List<String> complaints() {
    return tools.events(session).stream().flatMap(Page::complaint).toList();
  }

  private static Stream<String> complaint(DevTools.Event event) {
    Map<?, ?> parameters = event.parameters();
    return switch (event.method()) {
      case "Runtime.exceptionThrown" -> Stream.of(String.valueOf(parameters));
      case "Runtime.consoleAPICalled" -> ifComplaint(parameters.get("type"), parameters);
      case "Log.entryAdded" -> {
        Map<?, ?> entry = DevTools.map(parameters.get("entry"));
        // "rendering" tells of the time that a picture takes to read back from software WebGL
        yield "rendering".equals(entry.get("source"))
            ? Stream.empty()
            : ifComplaint(entry.get("level"), entry);
      }
      default -> Stream.empty();
    };
  }

  private static Stream<String> ifComplaint(@Nullable Object level, Map<?, ?> what) {
    return COMPLAINTS.contains(String.valueOf(level))
        ? Stream.of(String.valueOf(what))
        : Stream.empty();
  }

  /** Addresses that were asked for, other than those inside the page. */
  public List<String> requests() {
    return tools.events(session).stream()
        .filter(event -> event.method().equals("Network.requestWillBeSent"))
        .map(event ->
            String.valueOf(DevTools.map(event.parameters().get("request")).get("url")))
        .filter(url -> !url.startsWith("blob:") && !url.startsWith("data:"))
        .toList();
  }

  private Map<?, ?> send(String method, Map<String, ?> parameters) {
    return tools.send(session, method, parameters);
  }
}
