// Small comforts of a page; it reads the same without them.
(() => {
  "use strict";

  // A panel that a phone shows as a popover closes once its link is taken.
  for (const panel of document.querySelectorAll("nav[popover]")) {
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a") && panel.matches(":popover-open")) panel.hidePopover();
    });
  }

  // A wide table scrolls inside its own box, which the keyboard can reach.
  for (const table of document.querySelectorAll(".hb-prose table")) {
    if (table.closest(".hb-table")) continue;
    const box = document.createElement("div");
    box.className = "hb-table";
    table.before(box);
    box.append(table);
  }
  for (const box of document.querySelectorAll(".hb-table")) {
    if (box.scrollWidth <= box.clientWidth) continue;
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Table, scrolls sideways");
  }

  // A permanent link is copied where the browser lets it be; it is a link all the same.
  for (const link of document.querySelectorAll("a.hb-permalink")) {
    link.addEventListener("click", () => {
      navigator.clipboard?.writeText(link.href).then(() => {
        const words = link.textContent;
        link.textContent = "Link copied";
        setTimeout(() => { link.textContent = words; }, 2000);
      }, () => { /* refused: the address bar has it */ });
    });
  }

  // What has changed can be narrowed to one topic.
  for (const filter of document.querySelectorAll(".hb-filter")) {
    filter.hidden = false;
    filter.addEventListener("click", (event) => {
      const chosen = event.target.closest("button");
      if (!chosen) return;
      for (const button of filter.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === chosen));
      for (const item of document.querySelectorAll(".hb-update[data-topic]")) {
        item.hidden = chosen.dataset.topic !== "" && item.dataset.topic !== chosen.dataset.topic;
      }
    });
  }

  // The list of sections marks the one being read.
  const links = new Map([...document.querySelectorAll(".hb-toc a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  function mark() {
    const now = headings.filter((h) => h.getBoundingClientRect().top < innerHeight * 0.3).pop();
    for (const [id, link] of links) {
      if (id === now?.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
  if (headings.length) {
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  // On paper nothing is folded away.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".hb-full details:not([open]), .hb-version details:not([open]), .hb-data:not([open])")];
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
})();
