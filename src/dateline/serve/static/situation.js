// The situation: filters and time line change the address and the results without a new page; the map asks the server for
// what is seen of it. All texts are set as text, never as markup.
/* global L */
const form = document.getElementById("filters");
const colours = (quad) => getComputedStyle(document.documentElement).getPropertyValue(`--q${quad}`).trim();
const params = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
const element = (name, text, className) => Object.assign(document.createElement(name), { textContent: text ?? "", className: className ?? "" });

// The map: its part of the address is view=lat,lon,zoom.
const view = (new URLSearchParams(location.search).get("view") || "").split(",").map(Number);
const viewed = view.length === 3 && view.every(Number.isFinite);
const map = L.map("map", { minZoom: 1, maxZoom: 12, worldCopyJump: true, zoomSnap: 0.5, preferCanvas: false, attributionControl: true });
map.attributionControl.setPrefix("").addAttribution("Outlines: Natural Earth · Places: GeoNames");
map.setView(viewed ? view.slice(0, 2) : [20, 20], viewed ? view[2] : 1.5);
const land = L.canvas({ padding: 0.5, pane: "tilePane" });
const provinces = L.layerGroup().addTo(map);
const marks = L.layerGroup().addTo(map);
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const known = new Map();

async function json(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

const outlined = json("/outlines/countries.json").then((outlines) => {
  L.geoJSON(outlines, { renderer: land, interactive: false, style: { fillColor: style("--land"), fillOpacity: 1, color: style("--coast"), weight: 0.7 } })
    .eachLayer((layer) => known.set(layer.feature.properties.country, layer.getBounds())).addTo(map);
});

async function showProvinces() {
  provinces.clearLayers();
  if (map.getZoom() < 5) return;
  const seen = map.getBounds();
  const middle = map.getCenter();
  const near = [...known].filter(([, bounds]) => bounds.intersects(seen))
    .sort((a, b) => a[1].getCenter().distanceTo(middle) - b[1].getCenter().distanceTo(middle)).slice(0, 8);
  for (const [country] of near) {
    json(`/outlines/${country}.json`).then((outlines) => {
      provinces.addLayer(L.geoJSON(outlines, { renderer: land, interactive: false, style: { fill: false, color: style("--coast"), weight: 0.6, dashArray: "3 3" } }));
    }, () => {});
  }
}

function icon(feature) {
  const size = feature.count === 1 ? 16 : Math.min(46, 22 + 5 * Math.log2(feature.count));
  return L.divIcon({ className: `mark q${feature.quad}${feature.outline ? " whole" : ""}`, iconSize: [size, size], html: feature.count > 1 ? String(feature.count) : "" });
}

async function popup(feature, at) {
  const asked = params();
  for (const [name, value] of feature.area ? [["area", feature.area], ["province", feature.province]]
    : ["west", "south", "east", "north"].map((name, n) => [name, feature.box[n]])) asked.set(name, value);
  const { incidents } = await json(`/situation/inside.json?${asked}`);
  const box = element("div", "", "inside");
  box.append(element("p", feature.label, "soft"));
  const list = box.appendChild(element("ul"));
  for (const found of incidents) {
    const item = list.appendChild(element("li"));
    item.append(element("span", found.event, `type q${found.quad}`), element("small", ` ${found.date || "undated"} `));
    item.append(Object.assign(element("a", found.who || found.text), { href: `/incidents/${encodeURIComponent(found.id)}`, title: found.text }));
  }
  L.popup({ maxWidth: 340, minWidth: 220, maxHeight: 260 }).setLatLng(at).setContent(box).openOn(map);
}

let asking = 0;
let first = !viewed;
async function showMarks() {
  const turn = ++asking;
  const asked = params();
  const bounds = first ? L.latLngBounds([-85, -180], [85, 180]) : map.getBounds().pad(0.3);
  asked.set("zoom", first ? 4 : map.getZoom());
  for (const side of ["West", "South", "East", "North"]) asked.set(side.toLowerCase(), Math.max(-720, Math.min(720, bounds[`get${side}`]())).toFixed(3));
  for (const side of ["south", "north"]) asked.set(side, Math.max(-90, Math.min(90, asked.get(side))));
  const { features } = await json(`/situation/map.json?${asked}`);
  if (turn !== asking) return;
  if (first) {
    first = false;
    const all = L.latLngBounds(features.flatMap((f) => f.resolution === 1 ? [] : [[f.box[1], f.box[0]], [f.box[3], f.box[2]]]));
    const most = all.isValid() ? all : L.latLngBounds(features.map((f) => [f.lat, f.lon]));
    if (most.isValid()) { map.fitBounds(most.pad(0.15), { maxZoom: 7, animate: false }); return; }
  }
  marks.clearLayers();
  for (const feature of features.sort((a, b) => a.resolution - b.resolution)) {
    if (feature.outline) {
      const colour = colours(feature.quad);
      marks.addLayer(L.geoJSON({ type: "Feature", geometry: feature.outline }, { interactive: false, style: { color: colour, weight: 1.2, dashArray: feature.resolution === 1 ? "6 4" : null, fillColor: colour, fillOpacity: feature.resolution === 1 ? 0.08 : 0.2 } }));
    } else if (feature.resolution === 3) {
      marks.addLayer(L.circle([feature.lat, feature.lon], { radius: 15000, interactive: false, color: colours(feature.quad), weight: 1, fillOpacity: 0.15 }));
    }
    const mark = L.marker([feature.lat, feature.lon], { icon: icon(feature), title: feature.label, alt: feature.label, riseOnHover: true });
    const wide = feature.box[2] - feature.box[0] > 0.02 || feature.box[3] - feature.box[1] > 0.02;
    mark.on("click keypress", (e) => {
      if (e.type === "keypress" && e.originalEvent.key !== "Enter") return;
      if (!feature.outline && feature.count > 12 && wide && map.getZoom() < 11) map.fitBounds([[feature.box[1], feature.box[0]], [feature.box[3], feature.box[2]]], { padding: [40, 40] });
      else popup(feature, mark.getLatLng());
    });
    if (feature.place && !feature.outline && features.length <= 60) mark.bindTooltip(feature.place, { permanent: true, direction: "bottom", className: "name", offset: [0, 6 + icon(feature).options.iconSize[0] / 4] });
    marks.addLayer(mark);
    mark.getElement()?.setAttribute("aria-label", feature.label);
  }
  document.getElementById("map").dataset.shown = String(features.length);
}

map.on("moveend", () => {
  const { lat, lng } = map.getCenter();
  const address = new URL(location.href);
  address.searchParams.set("view", `${lat.toFixed(3)},${lng.toFixed(3)},${map.getZoom()}`);
  history.replaceState(null, "", address);
  showMarks();
  outlined.then(showProvinces);
});

// Filters: the same address gives the same view, so that it can be sent to somebody.
async function go(asked, remember) {
  const shown = new URLSearchParams(location.search).get("view");
  if (shown && !asked.has("view")) asked.set("view", shown);
  const address = `/?${asked}`;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || !page.querySelector(".what")) { location.assign(address); return; }
  for (const part of [".what", ".when"]) document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
  if (remember) history.pushState(null, "", address);
  fill(asked);
  brush();
  showMarks();
}

function fill(asked) {
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = asked.has(field.name);
    else field.value = asked.get(field.name) ?? "";
  }
}

form.addEventListener("submit", (e) => { e.preventDefault(); go(params(), true); });
form.addEventListener("change", () => go(params(), true));
addEventListener("popstate", () => go(new URLSearchParams(location.search), false));

// The time line brushes: drag over columns, or press Enter on one.
function brush() {
  const line = document.getElementById("timeline");
  const columns = [...line.querySelectorAll(".column")];
  const { since, until } = line.dataset;
  const light = (from, to) => columns.forEach((c) => c.classList.toggle("out", !(c.dataset.until >= from && c.dataset.since <= to)));
  if (since || until) light(since || "", until || "9999");
  if (columns.length) line.querySelector("svg").setAttribute("role", "group"); // an image could not hold buttons
  line.scrollLeft = line.scrollWidth;
  let start = null;
  let end = null;
  const at = (e) => document.elementFromPoint(e.clientX, line.getBoundingClientRect().top + 40)?.closest(".column");
  const span = () => [start, end].sort((a, b) => (a.dataset.since < b.dataset.since ? -1 : 1));
  const chosen = () => {
    const [from, to] = span();
    form.elements.since.value = from.dataset.since;
    form.elements.until.value = to.dataset.until;
    go(params(), true);
  };
  line.addEventListener("pointerdown", (e) => { start = end = at(e) ?? null; if (start) { line.setPointerCapture(e.pointerId); e.preventDefault(); } });
  line.addEventListener("pointermove", (e) => { if (!start) return; end = at(e) ?? end; const [from, to] = span(); light(from.dataset.since, to.dataset.until); });
  line.addEventListener("pointercancel", () => { start = null; light(since || "", until || "9999"); }); // a finger scrolls
  line.addEventListener("pointerup", () => { if (start) chosen(); start = null; });
  columns.filter((c) => c.querySelector("[class^=q]")).forEach((c) => {
    c.setAttribute("tabindex", "0");
    c.setAttribute("role", "button");
    c.setAttribute("aria-label", c.querySelector("title").textContent);
    c.addEventListener("keydown", (e) => { if (e.key === "Enter") { start = end = c; chosen(); start = null; } });
  });
}

brush();
showMarks();
