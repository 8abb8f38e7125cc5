package dev.trammel.controller.report;

import java.util.Locale;

/**
 * Bodies that move in three dimensions, beside plots over the same time. Drawn by three.js, which
 * is part of the page.
 *
 * @param label for those who cannot see it
 * @param json what to draw, as {@code replay.js} reads it
 * @param hasGhost whether there is a second motion to compare with
 */
public record Scene(String label, String json, boolean hasGhost) {

  private static final String CONTROLS = """
      <div class="controls">
      <div class="scrub"><input data-part="bar" type="range" min="0" value="0" aria-label="Time">\
      <div class="events" data-part="events"></div></div>
      <button data-part="back" aria-label="One step back" title="One step back: ←">\
      <svg viewBox="0 0 16 16"><path d="M3 2h2v12H3zM14 2v12L6 8z"/></svg></button>
      <button data-part="play" aria-label="Play" title="Play or pause: space">\
      <svg viewBox="0 0 16 16"><path class="play" d="M3 1v14l11-7z"/>\
      <path class="pause" d="M3 2h4v12H3zM9 2h4v12H9z"/></svg></button>
      <button data-part="forward" aria-label="One step on" title="One step on: →">\
      <svg viewBox="0 0 16 16"><path d="M11 2h2v12h-2zM2 2v12l8-6z"/></svg></button>
      <select data-part="speed" aria-label="Speed" title="Speed: + and −"><option value="0.1">0.1×\
      </option><option value="0.25">0.25×</option><option value="0.5">0.5×</option>\
      <option value="1" selected>1×</option><option value="2">2×</option>\
      <option value="4">4×</option></select>
      <button data-part="home" title="The view as it was: r">Reset view</button>
      <button data-part="trail" aria-pressed="true" title="The way of the tip: t">Trail</button>
      """;

  private static final String GHOST =
      "<button data-part=\"ghost\" aria-pressed=\"true\" title=\"The other episode: g\">Ghost</button>\n";

  /** The figure, without what makes it move. */
  void render(StringBuilder out) {
    out.append(
            "<div class=\"view\"><div class=\"screen\"><canvas data-part=\"canvas\" tabindex=\"0\"")
        .append(" role=\"img\" aria-label=\"")
        .append(Html.escape(label))
        .append("\"></canvas><p data-part=\"failure\" hidden>This browser has no WebGL: there are")
        .append(" only the plots.</p></div>\n")
        .append(CONTROLS)
        .append(hasGhost ? GHOST : "")
        .append("<output data-part=\"time\"></output></div></div>\n");
  }

  /** What makes it move; for the end of the page. */
  void scripts(StringBuilder out) {
    script("application/json", "scene", json.replace("<", "\\u003c"), out);
    script("text/plain", "three-licence", module("three/LICENSE"), out);
    script("text/plain", "module-three", module("three/three.module.min.js"), out);
    script("text/plain", "module-orbit", module("three/OrbitControls.js"), out);
    script("text/plain", "module-replay", module("replay.js"), out);
    script("text/javascript", "scene-loader", module("scene.js"), out);
  }

  private static void script(String type, String id, String text, StringBuilder out) {
    out.append("<script type=\"" + type + "\" id=\"" + id + "\">").append(text);
    out.append("</script>\n");
  }

  /** A script that cannot end, or begin, another one. */
  private static String module(String name) {
    String text = Html.resource(name);
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("</script") || lower.contains("<!--")) {
      throw new IllegalStateException("resource " + name + " cannot stand in a page");
    }
    return text;
  }
}
