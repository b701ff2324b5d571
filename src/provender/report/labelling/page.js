"use strict";
const rows = JSON.parse(document.getElementById("data").textContent);
const key = "provender-labels-" + document.documentElement.dataset.kept;
const at = (name) => document.getElementById(name);
let labels = {}, place = 0, saved = true;

function remembered() {
  try { labels = JSON.parse(localStorage.getItem(key)) || {}; } catch { labels = {}; }
  place = Math.max(0, rows.findIndex((row) => !(row.id in labels)));
}

function remember() {
  saved = false;
  try { localStorage.setItem(key, JSON.stringify(labels)); } catch { /* the file itself keeps them */ }
}

function count(word) { return rows.filter((row) => labels[row.id] === word).length; }

function show() {
  const row = rows[place], label = row ? labels[row.id] || "" : "";
  at("text").textContent = row ? row.text : "There is nothing to label.";
  at("where").textContent = rows.length ? (place + 1) + " of " + rows.length : "0 of 0";
  at("id").textContent = row ? row.id : "";
  for (const word of ["sound", "faulty", "skip"]) at(word).setAttribute("aria-pressed", String(label === word));
  const done = count("sound") + count("faulty");
  at("told").textContent = done + " labelled: " + count("sound") + " sound, " + count("faulty") + " faulty; "
    + count("skip") + " skipped" + (saved ? "" : "; not saved yet");
  at("done").style.width = rows.length ? (100 * (done + count("skip")) / rows.length) + "%" : "0";
  at("text").scrollTop = 0;
}

function label(word) {
  if (!rows[place]) return;
  labels[rows[place].id] = word;
  remember();
  if (place < rows.length - 1) place += 1;
  show();
}

function move(by) { place = Math.min(Math.max(place + by, 0), Math.max(rows.length - 1, 0)); show(); }

function clear() { if (rows[place]) { delete labels[rows[place].id]; remember(); show(); } }

function lines() {
  const told = rows.filter((row) => labels[row.id] === "sound" || labels[row.id] === "faulty");
  return told.map((row) => JSON.stringify({ id: row.id, label: labels[row.id] }) + "\n").join("");
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines()], { type: "application/jsonl" }));
  link.download = "labels.jsonl";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  saved = true;
  show();
}

const KEYS = { s: () => label("sound"), f: () => label("faulty"), " ": () => label("skip"), Backspace: clear,
  ArrowRight: () => move(1), ArrowLeft: () => move(-1), d: save };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});
for (const word of ["sound", "faulty", "skip"]) at(word).addEventListener("click", () => label(word));
at("back").addEventListener("click", () => move(-1));
at("on").addEventListener("click", () => move(1));
at("save").addEventListener("click", save);
window.addEventListener("beforeunload", (event) => { if (!saved) event.preventDefault(); });
remembered();
show();
