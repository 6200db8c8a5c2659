// Which reading of a section is shown (plain, full, both) and which colours. Loaded in the head, before the first
// paint; everything else about it waits for the document. Storage may be refused: then the choice lasts one page.
(() => {
  "use strict";
  const root = document.documentElement;
  const READINGS = ["plain", "full", "both"];

  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => {
    try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* refused */ }
  };

  root.classList.replace("no-js", "js");
  root.dataset.reading = READINGS.includes(recall("hb-reading")) ? recall("hb-reading") : "both";
  if (["light", "dark"].includes(recall("hb-scheme"))) root.dataset.scheme = recall("hb-scheme");

  // The heading that the reader is at, so that the text does not jump when the page grows or shrinks.
  const headingInView = () =>
    [...document.querySelectorAll(".hb-prose :is(h1, h2)")].filter((h) => h.getBoundingClientRect().top < innerHeight / 2).pop();

  function show(reading) {
    const heading = headingInView();
    const before = heading?.getBoundingClientRect().top;
    root.dataset.reading = reading;
    document.querySelectorAll(".hb-full.hb-opened").forEach((full) => full.classList.remove("hb-opened"));
    document.querySelectorAll(".hb-more").forEach((more) => more.setAttribute("aria-expanded", "false"));
    if (heading && scrollY > 0) scrollBy({ top: heading.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function wireSwitch() {
    for (const radio of document.querySelectorAll('input[name="hb-reading"]')) {
      radio.checked = radio.value === root.dataset.reading;
      radio.addEventListener("change", () => { show(radio.value); remember("hb-reading", radio.value); });
    }
  }

  // In the plain reading each section offers its own full text.
  function offerFullText() {
    for (const plain of document.querySelectorAll(".hb-plain")) {
      const full = plain.nextElementSibling;
      if (!full?.classList.contains("hb-full")) continue;
      const more = document.createElement("button");
      more.type = "button";
      more.className = "hb-more";
      more.textContent = "Full text of this section";
      more.setAttribute("aria-expanded", "false");
      more.addEventListener("click", () => more.setAttribute("aria-expanded", String(full.classList.toggle("hb-opened"))));
      plain.append(more);
    }
  }

  // An address may lead into a text that the chosen reading hides.
  function revealTarget() {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* not an id */ }
    const hidden = target?.closest(".hb-full, .hb-plain");
    if (!hidden || hidden.checkVisibility()) return;
    root.dataset.reading = "both";
    wireSwitch();
    target.scrollIntoView();
  }

  function wireScheme() {
    const button = document.querySelector(".hb-scheme");
    if (!button) return;
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.scheme ?? (system.matches ? "dark" : "light")) === "dark";
    const tell = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      const wanted = isDark() ? "light" : "dark";
      // Back to what the system says: follow the system again.
      if ((wanted === "dark") === system.matches) { delete root.dataset.scheme; remember("hb-scheme", null); }
      else { root.dataset.scheme = wanted; remember("hb-scheme", wanted); }
      tell();
    });
    system.addEventListener("change", tell);
    tell();
  }

  document.addEventListener("DOMContentLoaded", () => {
    wireSwitch();
    offerFullText();
    revealTarget();
    wireScheme();
    addEventListener("hashchange", revealTarget);
  });
})();
