// The door to the search: a dialog that opens from the header, with / or with Ctrl K (Command K). Everything else about
// the search, the index included, is loaded when it is first opened, as scripts: those work from a folder on disk too.
// On a page with an element .hb-search-page the search stands in the page instead.
(() => {
  "use strict";
  const root = new URL("..", document.currentScript.src).href; // this script lies in assets/
  const SLASH_OFF = "hb-search-slash-off";
  const place = document.querySelector(".hb-search-page");
  if (!place && !self.HTMLDialogElement?.prototype.showModal) return;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const load = (name) => new Promise((done, fail) => {
    const script = make("script", { src: `${root}assets/${name}.js` });
    script.onload = done;
    script.onerror = () => { script.remove(); fail(new Error(name)); };
    document.head.append(script);
  });

  // Single keys get in the way of speech input, so they can be turned off; storage may be refused.
  const slash = {
    get on() { try { return !localStorage.getItem(SLASH_OFF); } catch { return true; } },
    set on(wanted) { try { wanted ? localStorage.removeItem(SLASH_OFF) : localStorage.setItem(SLASH_OFF, "1"); } catch { /* refused */ } },
  };

  let ready = null; // the promise of the index, once asked for
  let engine = null; // the index, once it is here
  const texts = new Map(); // file of texts -> its promise

  const dress = () => document.head.append(make("link", { rel: "stylesheet", href: `${root}assets/search.css` }));

  function prepare() {
    if (!ready) dress();
    ready ??= Promise.all(["search-words", "search-core", "search-view", "search-index"].map(load)).then(
      () => { engine = self.hbSearchCore.open(self.hbSearchIndex); },
      (error) => { ready = null; throw error; },
    );
    return ready;
  }

  function textOf(entry) {
    const { shard, at } = engine.textOf(entry);
    if (!texts.has(shard)) texts.set(shard, load(`search-texts-${shard}`));
    return texts.get(shard).then(() => self.hbSearchTexts[shard][at], () => "");
  }

  // ---- the panel: field, count, results
  const input = make("input", {
    id: "hb-search-input", type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    enterkeyhint: "search", "aria-describedby": "hb-search-help",
  });
  const label = make("h2", { id: "hb-search-label" }, make("label", { for: "hb-search-input" }, "Search the handbook"));
  const close = make("button", { type: "button", class: "hb-search-close" }, "Close");
  const form = make("form", { role: "search", class: "hb-search-form" }, label, input, ...(place ? [] : [close]));
  const spoken = make("p", { role: "status", class: "hb-search-spoken" });
  const results = make("div", { class: "hb-search-results" });
  const box = make("input", { type: "checkbox" });
  box.checked = slash.on;
  box.addEventListener("change", () => { slash.on = box.checked; });
  const help = make("div", { class: "hb-search-foot" },
    make("p", { id: "hb-search-help" }, "Arrow keys move through the results, Enter opens one", place ? "." : ", Escape closes."),
    make("label", {}, box, " The key / opens the search"));
  const panel = make("div", { class: "hb-search-panel" }, form, spoken, results, help);

  let waiting = 0, telling = 0, shown = null;
  const tell = (text) => {
    clearTimeout(telling);
    telling = setTimeout(() => { spoken.textContent = text; }, 600); // not at every letter
  };

  function run() {
    const query = input.value.trim();
    if (!engine || query === shown) return;
    shown = query;
    // A space at the end says that the last word is finished.
    const found = query ? engine.search(input.value.trimStart()) : null;
    const told = self.hbSearchView.show(results, found, { query, root, make, textOf, ownEntry: engine.ownEntry });
    results.scrollTop = 0;
    tell(told);
  }

  function start() {
    if (engine) return run();
    results.replaceChildren(make("p", { class: "hb-search-note" }, "Loading the search …"));
    return prepare().then(run, () => {
      results.replaceChildren(make("p", { class: "hb-search-note" }, "The search could not be loaded. Look in the ",
        make("a", { href: `${root}glossary.html` }, "glossary"), " or the ", make("a", { href: `${root}bibliography.html` }, "bibliography"), " instead."));
      tell("The search could not be loaded.");
    });
  }

  const links = () => [...results.querySelectorAll("a[href]")];
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, engine?.sections > 2000 ? 120 : 30);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    Promise.resolve(start()).then(() => links()[0]?.click());
  });
  panel.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = links(), at = all.indexOf(document.activeElement), field = document.activeElement === input;
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, ...(field ? {} : { Home: 0, End: all.length - 1 }) }[event.key];
    if (event.key === "Escape" && field && !place) {
      event.preventDefault(); // a search field would only be emptied
      dialog.close();
    } else if (step !== undefined && (field ? event.key === "ArrowDown" : at >= 0)) {
      event.preventDefault();
      (step < 0 ? input : all[Math.min(step, all.length - 1)])?.focus();
    } else if (at >= 0 && (event.key === "Backspace" || (event.key.length === 1 && event.key !== " "))) {
      input.focus(); // typing goes on where it stopped
    }
  });
  results.addEventListener("click", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (plain && event.target.closest("a")) dialog?.close();
  });

  // ---- where the panel stands
  let dialog = null;
  if (place) {
    place.replaceChildren(panel);
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    start();
  } else {
    dialog = make("dialog", { class: "hb-search", "aria-labelledby": "hb-search-label" }, panel);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    close.addEventListener("click", () => dialog.close());
    document.body.append(dialog);
  }

  function open() {
    if (dialog && !dialog.open) {
      document.querySelectorAll(":popover-open").forEach((popover) => popover.hidePopover());
      dialog.showModal();
    }
    input.focus();
    input.select();
    start();
  }

  const buttons = document.querySelectorAll(".hb-search-open");
  for (const button of buttons) {
    button.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
    button.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a link to the search page, opened beside this one
      event.preventDefault();
      open();
    });
  }

  const writes = (element) => element.closest?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button])");
  document.addEventListener("keydown", (event) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const bare = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && slash.on && !writes(event.target);
    if (!command && !bare) return;
    event.preventDefault();
    if (command && dialog?.open) dialog.close();
    else open();
  });
})();
