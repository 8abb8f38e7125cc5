"use strict";
(() => {
  const tip = document.getElementById("tip");
  const curves = new WeakMap();

  // The drawn points of each named curve, read back from its path.
  const points = path => {
    if (!curves.has(path)) {
      const pairs = path.getAttribute("d").match(/-?[\d.]+,-?[\d.]+/g) || [];
      curves.set(path, pairs.map(pair => pair.split(",").map(Number)));
    }
    return curves.get(path);
  };

  const valueAt = (axis, place) => {
    const [lower, upper, log] = axis.split(" ");
    const a = Number(lower), b = Number(upper);
    return log ? a * Math.pow(b / a, place) : a + (b - a) * place;
  };

  const text = value => Math.abs(value) < 1e-12 ? "0" : String(Number(value.toPrecision(4)));

  const nearest = (path, x) =>
    points(path).reduce((best, p) => !best || Math.abs(p[0] - x) < Math.abs(best[0] - x) ? p : best, null);

  const show = (area, event) => {
    const width = area.width.baseVal.value, height = area.height.baseVal.value;
    const whole = area.ownerSVGElement, frame = whole.getBoundingClientRect();
    const scale = whole.viewBox.baseVal.width / frame.width;
    const local = (event.clientX - frame.left) * scale - area.x.baseVal.value;
    const hits = [...area.querySelectorAll("path[data-name]")]
      .map(path => ({path, point: nearest(path, local)}))
      .filter(hit => hit.point);
    if (!hits.length) return;
    const x = hits.map(hit => hit.point[0])
      .reduce((best, c) => Math.abs(c - local) < Math.abs(best - local) ? c : best);
    const cursor = area.querySelector(".cursor");
    cursor.setAttribute("x1", x);
    cursor.setAttribute("x2", x);
    cursor.style.visibility = "visible";
    tip.replaceChildren(line("", text(valueAt(area.dataset.x, x / width))));
    for (const {path, point} of hits.slice(0, 12)) {
      if (Math.abs(point[0] - x) < 0.5) {
        const value = valueAt(area.dataset.y, 1 - point[1] / height);
        tip.append(line(path.dataset.name, text(value), path.classList[0]));
      }
    }
    place(event);
  };

  const line = (name, value, colour) => {
    const row = document.createElement("div");
    if (colour) {
      const dot = document.createElement("i");
      dot.className = colour;
      row.append(dot, name + "  ");
    }
    const bold = document.createElement("b");
    bold.textContent = value;
    row.append(bold);
    return row;
  };

  const place = event => {
    tip.hidden = false;
    const left = event.clientX + 16 + tip.offsetWidth > innerWidth
      ? event.clientX - 16 - tip.offsetWidth : event.clientX + 16;
    tip.style.left = Math.max(4, left) + "px";
    tip.style.top = Math.max(4, Math.min(event.clientY + 12, innerHeight - tip.offsetHeight - 4)) + "px";
  };

  for (const area of document.querySelectorAll("svg.data")) {
    const whole = area.ownerSVGElement;
    whole.addEventListener("pointermove", event => show(area, event));
    whole.addEventListener("pointerleave", () => {
      tip.hidden = true;
      area.querySelector(".cursor").style.visibility = "hidden";
    });
  }
})();
