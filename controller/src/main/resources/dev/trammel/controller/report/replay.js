// Draws a robot that moves as an episode did. The scene is what SceneJson writes.
import * as THREE from "three";
import {OrbitControls} from "orbit";

const scene = JSON.parse(document.getElementById("scene").textContent);
const stage = document.querySelector(".stage");
const part = name => stage.querySelector(`[data-part="${name}"]`);
const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const end = scene.steps * scene.period;

THREE.Object3D.DEFAULT_UP.set(0, 0, 1);

const frame = (R, p) => new THREE.Matrix4().set(
  R[0], R[1], R[2], p[0], R[3], R[4], R[5], p[1], R[6], R[7], R[8], p[2], 0, 0, 0, 1);

// ---- shapes

const surface = shape => {
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.Float32BufferAttribute(shape.vertices, 3));
  geometry.setIndex(shape.triangles);
  const faces = geometry.toNonIndexed();
  faces.computeVertexNormals();
  return faces;
};

// three's cylinders and capsules stand along y, ours along z
const upright = geometry => geometry.rotateX(Math.PI / 2);

const geometries = {
  box: shape => new THREE.BoxGeometry(...shape.size),
  sphere: shape => new THREE.SphereGeometry(shape.radius, 32, 20),
  cylinder: shape => upright(new THREE.CylinderGeometry(shape.radius, shape.radius, shape.length, 40)),
  capsule: shape => upright(new THREE.CapsuleGeometry(shape.radius, shape.length, 12, 32)),
  surface,
};

const solid = (shape, ghost) => {
  const opacity = (shape.opacity ?? 1) * (ghost ? 0.25 : 1);
  const material = new THREE.MeshStandardMaterial({
    color: ghost ? "#8a97a6" : shape.colour,
    roughness: 0.62,
    metalness: 0.05,
    side: shape.type === "surface" ? THREE.DoubleSide : THREE.FrontSide,
    transparent: opacity < 1,
    depthWrite: opacity >= 1,
    opacity,
  });
  const mesh = new THREE.Mesh(geometries[shape.type](shape), material);
  mesh.matrixAutoUpdate = false;
  mesh.matrix.copy(frame(shape.R, shape.p));
  mesh.castShadow = !ghost;
  mesh.receiveShadow = !ghost;
  return mesh;
};

// ---- the robot: a group per body, each in its parent's

class Robot {
  constructor(q, ghost) {
    this.q = q;
    this.root = new THREE.Group();
    this.bodies = scene.bodies.map(body => {
      const group = new THREE.Group();
      group.matrixAutoUpdate = false;
      body.shapes.forEach(shape => group.add(solid(shape, ghost)));
      return group;
    });
    this.origins = scene.bodies.map(body => frame(body.R, body.p));
    this.axes = scene.bodies.map(body => new THREE.Vector3(...body.axis));
    scene.bodies.forEach((body, i) =>
      (body.parent < 0 ? this.root : this.bodies[body.parent]).add(this.bodies[i]));
    if (!ghost) scene.base.forEach(shape => this.root.add(solid(shape, false)));
    this.tips = scene.tips.map(tip => new THREE.Vector3(...tip.p));
    this.motion = new THREE.Matrix4();
  }

  // Catmull-Rom between the samples: smooth, and through each of them.
  position(joint, time) {
    const last = this.q.length - 1;
    const at = Math.max(0, Math.min(last, time / scene.period));
    const k = Math.min(Math.floor(at + 1e-9), Math.max(0, last - 1)), s = Math.max(0, at - k);
    const value = i => this.q[Math.max(0, Math.min(last, i))][joint];
    const a = value(k), b = value(k + 1);
    if (s < 1e-9) return a;
    if (s > 1 - 1e-9) return b;
    const slopeA = k > 0 ? (b - value(k - 1)) / 2 : b - a;
    const slopeB = k + 2 <= last ? (value(k + 2) - a) / 2 : b - a;
    const c = 3 * (b - a) - 2 * slopeA - slopeB, d = slopeA + slopeB - 2 * (b - a);
    return a + s * (slopeA + s * (c + s * d));
  }

  move(time) {
    scene.bodies.forEach((body, i) => {
      const q = this.position(i, time), axis = this.axes[i];
      if (body.rotates) this.motion.makeRotationAxis(axis, q);
      else this.motion.makeTranslation(axis.x * q, axis.y * q, axis.z * q);
      this.bodies[i].matrix.multiplyMatrices(this.origins[i], this.motion);
    });
    this.root.updateMatrixWorld(true);
  }

  tip(i) {
    const body = scene.tips[i].body;
    const point = this.tips[i].clone();
    return body < 0 ? point : point.applyMatrix4(this.bodies[body].matrixWorld);
  }
}

const robot = new Robot(scene.motions[0], false);
const ghost = scene.motions.length > 1 ? new Robot(scene.motions[1], true) : null;
const world = new THREE.Scene();
world.add(robot.root);
if (ghost) world.add(ghost.root);

// ---- objects beside the robot; a free one has a pose per step

const objects = scene.objects.map(object => {
  const group = new THREE.Group();
  group.matrixAutoUpdate = false;
  object.shapes.forEach(shape => group.add(solid(shape, false)));
  world.add(group);
  return {group, poses: object.poses.map(pose => frame(pose.R, pose.p))};
});

const parts = [new THREE.Vector3(), new THREE.Quaternion(), new THREE.Vector3(),
  new THREE.Vector3(), new THREE.Quaternion(), new THREE.Vector3()];
const place = ({group, poses}, time) => {
  const at = Math.max(0, Math.min(poses.length - 1, time / scene.period)), k = Math.floor(at);
  const next = Math.min(k + 1, poses.length - 1);
  const [p, turn, scale, toP, toTurn, toScale] = parts;
  poses[k].decompose(p, turn, scale);
  poses[next].decompose(toP, toTurn, toScale);
  group.matrix.compose(p.lerp(toP, at - k), turn.slerp(toTurn, at - k), scale);
  group.matrixWorldNeedsUpdate = true;
};

// ---- what surrounds it: trails, goals, ground, light

const FINE = 4;
const bounds = new THREE.Box3();
const reach = new THREE.Box3();
const trails = scene.tips.map(() => []);
for (let k = 0; k <= scene.steps * FINE; k++) {
  robot.move(k * scene.period / FINE);
  trails.forEach((points, i) => points.push(robot.tip(i)));
  if (k % Math.max(1, Math.floor(scene.steps * FINE / 24)) === 0) bounds.expandByObject(robot.root);
}
const robotSize = bounds.getSize(new THREE.Vector3());
objects.forEach(object => {
  place(object, 0);
  const box = new THREE.Box3().setFromObject(object.group);
  // a floor or a wall is not what is looked at
  if (box.getSize(new THREE.Vector3()).length() < 3 * robotSize.length()) bounds.union(box);
});
trails.flat().forEach(point => reach.expandByPoint(point));
scene.goals.forEach(goal => reach.expandByPoint(new THREE.Vector3(...goal.p)));
bounds.union(reach);
if (bounds.isEmpty()) bounds.set(new THREE.Vector3(-1, -1, -1), new THREE.Vector3(1, 1, 1));
const size = bounds.getSize(new THREE.Vector3()), centre = bounds.getCenter(new THREE.Vector3());
const extent = Math.max(size.x, size.y, size.z, 1e-3);

const line = (points, opacity) => new THREE.Line(
  new THREE.BufferGeometry().setFromPoints(points),
  new THREE.LineBasicMaterial({transparent: true, opacity}));
const trailLines = trails.map(points => [line(points, 0.3), line(points, 1)]);
const extras = new THREE.Group();
trailLines.flat().forEach(trail => extras.add(trail));
world.add(extras);

const goals = scene.goals.map(goal => {
  const mark = new THREE.Group();
  const ball = new THREE.Mesh(new THREE.SphereGeometry(1, 24, 16),
    new THREE.MeshBasicMaterial({transparent: true, opacity: 0.45, depthWrite: false}));
  ball.scale.setScalar(Math.max(goal.radius, 0.008 * extent));
  const arm = 0.05 * extent + goal.radius;
  const cross = new THREE.LineSegments(new THREE.BufferGeometry().setFromPoints(
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]].flatMap(axis => [-arm, arm].map(
      length => new THREE.Vector3(...axis).multiplyScalar(length)))), new THREE.LineBasicMaterial());
  mark.add(ball, cross);
  mark.position.set(...goal.p);
  world.add(mark);
  return mark;
});

// squares of a round size: 1, 2 or 5 times a power of ten
const square = (() => {
  const least = extent / 12, power = Math.pow(10, Math.floor(Math.log10(least)));
  return power * [1, 2, 5, 10].find(factor => factor * power >= least * 0.999);
})();
const squares = 2 * Math.ceil(1.1 * extent / square);
const floor = Math.min(0, bounds.min.z) - 1e-4 * extent;
const ground = new THREE.Mesh(new THREE.PlaneGeometry(squares * square, squares * square),
  new THREE.ShadowMaterial({opacity: 0.16}));
ground.receiveShadow = true;
let grid = null;
const layGround = () => {
  if (grid) world.remove(grid);
  grid = new THREE.GridHelper(squares * square, squares, style("--soft"), style("--line"));
  grid.material.transparent = true;
  grid.material.opacity = 0.7;
  grid.rotation.x = Math.PI / 2;
  for (const layer of [grid, ground]) {
    layer.position.set(square * Math.round(centre.x / square), square * Math.round(centre.y / square),
      floor);
  }
  world.add(grid);
};
world.add(ground);

world.add(new THREE.HemisphereLight("#ffffff", "#8d99a8", 1.9));
const sun = new THREE.DirectionalLight("#ffffff", 2.1);
sun.position.copy(centre).add(new THREE.Vector3(0.8, -1.1, 2).multiplyScalar(extent));
sun.target.position.copy(centre);
sun.castShadow = true;
sun.shadow.mapSize.set(1024, 1024);
sun.shadow.normalBias = 0.004 * extent;
Object.assign(sun.shadow.camera, {left: -1.2 * extent, right: 1.2 * extent, top: 1.2 * extent,
  bottom: -1.2 * extent, near: 0.01 * extent, far: 6 * extent});
world.add(sun, sun.target);

// ---- the view

const canvas = part("canvas");
const start = () => {
  try {
    return new THREE.WebGLRenderer({canvas, antialias: true, alpha: true});
  } catch (failure) {
    canvas.hidden = true;
    part("failure").hidden = false;
    return null;
  }
};
const renderer = start();
if (renderer) {
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = THREE.PCFSoftShadowMap;
}
const camera = new THREE.PerspectiveCamera(32, 1, 0.01 * extent, 40 * extent);
const orbit = new OrbitControls(camera, canvas);
orbit.enableDamping = false;
orbit.zoomToCursor = true;
let stale = true;
orbit.addEventListener("change", () => { stale = true; });

// A motion in a plane is looked at from its side; any other from a little above.
const direction = () => {
  const flat = reach.isEmpty() ? size : reach.getSize(new THREE.Vector3());
  const isThin = axis => flat[axis] < 0.08 * Math.max(flat.x, flat.y, flat.z)
    && robotSize[axis] < 0.3 * Math.max(robotSize.x, robotSize.y, robotSize.z);
  if (isThin("y")) return new THREE.Vector3(0.25, -1, 0.22);
  if (isThin("z")) return new THREE.Vector3(-0.05, -0.55, 1);
  if (isThin("x")) return new THREE.Vector3(1, 0.25, 0.22);
  return new THREE.Vector3(0.5, -1, 0.42);
};

const home = () => {
  const radius = 0.5 * size.length();
  const half = Math.atan(Math.tan(camera.fov * Math.PI / 360) * Math.min(1, camera.aspect));
  orbit.target.copy(centre);
  camera.position.copy(centre).add(
    direction().normalize().multiplyScalar(0.95 * radius / Math.sin(half)));
  orbit.update();
  stale = true;
};

const theme = () => {
  trailLines.forEach(([whole, passed], i) => {
    whole.material.color.set(style("--c1"));
    passed.material.color.set(style(i ? "--c4" : "--c1"));
  });
  goals.forEach(mark => mark.children.forEach(child => child.material.color.set(style("--c2"))));
  layGround();
  stale = true;
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", theme);

const resize = () => {
  const box = canvas.parentElement.getBoundingClientRect();
  if (!renderer || box.width < 1 || box.height < 1) return;
  renderer.setPixelRatio(Math.min(2, devicePixelRatio));
  renderer.setSize(box.width, box.height, false);
  camera.aspect = box.width / box.height;
  camera.updateProjectionMatrix();
  // a new size clears the canvas, after this frame's own drawing
  renderer.render(world, camera);
};
new ResizeObserver(resize).observe(canvas.parentElement);

// ---- time, which the view, the bar and the plots share

let time = 0, playing = false, clock = 0;
const bar = part("bar"), speed = part("speed"), play = part("play");
bar.max = String(scene.steps);
bar.step = "any";
const areas = [...document.querySelectorAll("svg.data[data-time]")].map(area => {
  const now = document.createElementNS("http://www.w3.org/2000/svg", "line");
  now.setAttribute("class", "now");
  now.setAttribute("y1", "0");
  now.setAttribute("y2", area.getAttribute("height"));
  area.append(now);
  const [lower, upper] = area.dataset.x.split(" ").map(Number);
  return {area, now, lower, upper, width: Number(area.getAttribute("width"))};
});

const seek = value => {
  time = Math.max(0, Math.min(end, value));
  robot.move(time);
  if (ghost) ghost.move(time);
  objects.forEach(object => place(object, time));
  trailLines.forEach(([, passed]) =>
    passed.geometry.setDrawRange(0, Math.floor(time / scene.period * FINE) + 1));
  bar.value = String(time / scene.period);
  const step = Math.floor(time / scene.period + 1e-6);
  part("time").textContent = `${time.toFixed(2)} s · step ${step} of ${scene.steps}`;
  for (const {now, lower, upper, width} of areas) {
    const x = width * (time - lower) / (upper - lower);
    now.setAttribute("x1", x);
    now.setAttribute("x2", x);
  }
  stale = true;
};

const set = on => {
  playing = on;
  play.classList.toggle("on", on);
  play.setAttribute("aria-label", on ? "Pause" : "Play");
  if (on && time >= end) seek(0);
  clock = performance.now();
};

const step = count => {
  set(false);
  seek(scene.period * (Math.round(time / scene.period) + count));
};

const frameOf = now => {
  if (playing) {
    seek(time + Number(speed.value) * Math.min(0.25, (now - clock) / 1000));
    if (time >= end) set(false);
  }
  clock = now;
  if (stale && renderer) {
    stale = false;
    renderer.render(world, camera);
  }
  requestAnimationFrame(frameOf);
};

const actions = {
  play: () => set(!playing),
  back: () => step(-1),
  forward: () => step(1),
  home,
  trail: () => {
    extras.visible = !extras.visible;
    part("trail").setAttribute("aria-pressed", String(extras.visible));
    stale = true;
  },
  ghost: () => {
    ghost.root.visible = !ghost.root.visible;
    part("ghost").setAttribute("aria-pressed", String(ghost.root.visible));
    stale = true;
  },
};
Object.entries(actions).forEach(([name, act]) => part(name)?.addEventListener("click", act));
bar.addEventListener("input", () => { set(false); seek(Number(bar.value) * scene.period); });

const faster = factor => {
  const index = speed.selectedIndex + factor;
  if (index >= 0 && index < speed.options.length) speed.selectedIndex = index;
};
const keys = {
  " ": actions.play, ArrowLeft: actions.back, ArrowRight: actions.forward,
  Home: () => { set(false); seek(0); }, End: () => { set(false); seek(end); },
  "+": () => faster(1), "-": () => faster(-1), r: home,
  t: actions.trail, g: () => { if (ghost) actions.ghost(); },
};
addEventListener("keydown", event => {
  const typing = /^(SELECT|SUMMARY|A)$/.test(event.target.tagName)
    || event.target.tagName === "BUTTON" && event.key === " ";
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

// While it stands still the pose follows the pointer over a plot; while it plays, a press does.
for (const {area, lower, upper, width} of areas) {
  const whole = area.ownerSVGElement;
  const point = event => {
    const box = whole.getBoundingClientRect();
    const local = (event.clientX - box.left) * whole.viewBox.baseVal.width / box.width
      - Number(area.getAttribute("x"));
    if (local >= 0 && local <= width) seek(lower + (upper - lower) * local / width);
  };
  whole.addEventListener("pointermove", event => { if (!playing) point(event); });
  whole.addEventListener("pointerdown", event => { set(false); point(event); });
}

const strip = part("events");
scene.events.forEach(event => {
  const mark = document.createElement("i");
  mark.className = event.kind;
  mark.style.left = 100 * event.step / scene.steps + "%";
  mark.style.width = Math.max(0.4, 100 * event.count / scene.steps) + "%";
  mark.title = `${event.text}, ${(event.step * scene.period).toFixed(2)} s`;
  strip.append(mark);
});

theme();
resize();
seek(0);
home();
set(stage.dataset.autoplay === "true" && !matchMedia("(prefers-reduced-motion: reduce)").matches);
requestAnimationFrame(frameOf);

// For whoever drives the page by script: matrices are by rows, of bodies in their order.
window.replay = {
  seek: value => { set(false); seek(value); },
  play: () => set(true),
  pause: () => set(false),
  time: () => time,
  end,
  poses: (index = 0) => (index ? ghost : robot).bodies.map(
    body => body.matrixWorld.clone().transpose().toArray()),
  drawn: () => !stale,
};
