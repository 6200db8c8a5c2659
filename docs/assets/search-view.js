// What was found, as elements. Text from the index only ever becomes text nodes. Sets hbSearchView.
self.hbSearchView = (() => {
  "use strict";
  const PAGES = 8, SECTIONS = 3; // shown at first; of each page
  const WORDS = 34; // in a snippet

  const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

  // The stretch of a text with the most of the words sought, those words marked.
  function snippet(text, marks, make) {
    const words = text.split(/\s+/).filter(Boolean);
    const hits = words.map((word) => (marks(word) ? word.toLowerCase() : ""));
    let best = 0, from = 0;
    for (let at = 0; at < words.length && (at === 0 || at + WORDS <= words.length + WORDS / 2); at++) {
      const within = hits.slice(at, at + WORDS).filter(Boolean);
      const worth = new Set(within).size * 3 + within.length;
      if (worth > best && (at === 0 || hits[at] || hits[at + 4])) { best = worth; from = at; }
    }
    from = Math.max(0, Math.min(from, words.length - WORDS));
    const out = make("p", { class: "hb-found-text" }, from ? "… " : "");
    words.slice(from, from + WORDS).forEach((word, at) => {
      const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word);
      out.append(...(hits[from + at] ? [before, make("mark", {}, core), after] : [word]), " ");
    });
    if (from + WORDS < words.length) out.append("…");
    return out;
  }

  function definition(hits, { root, make }) {
    const [first, ...others] = hits;
    const out = make("section", { class: "hb-found-term", "aria-label": "Definition" },
      make("h3", {}, make("a", { href: root + first.url }, first.term)),
      make("p", {}, first.plain));
    if (others.length) {
      const more = make("p", { class: "hb-found-others" }, "Also in the glossary: ");
      others.slice(0, 5).forEach((hit, at) => more.append(at ? ", " : "", make("a", { href: root + hit.url }, hit.term)));
      out.append(more);
    }
    return out;
  }

  function page(found, marks, { root, make, textOf }) {
    const out = make("li", { class: "hb-found-page" }, make("h3", {}, make("a", { href: root + found.url }, found.title)));
    if (found.topic && found.topic !== found.title) out.append(make("p", { class: "hb-found-topic" }, found.topic));
    const put = (entry, into) => textOf(entry).then((text) => text && into.isConnected && into.append(snippet(text, marks, make)));
    const fill = []; // what is still to be fetched, once the page is shown
    if (!found.sections.length) fill.push(() => put(found.own, out));
    else {
      const list = make("ul", {});
      for (const section of found.sections.slice(0, SECTIONS)) {
        const head = make("p", { class: "hb-found-head" }, make("a", { href: root + section.url }, section.title));
        if (section.basis) head.append(" ", make("span", { class: "hb-found-basis" }, section.basis));
        const item = make("li", { class: "hb-found-section" }, head);
        list.append(item);
        fill.push(() => put(section.at, item));
      }
      out.append(list);
      const left = found.sections.length - SECTIONS;
      if (left > 0) out.append(make("p", { class: "hb-found-left" }, `and ${count(left, "more section")} on this page`));
    }
    return { out, fill };
  }

  function list(found, context) {
    const { make } = context, out = make("ol", { class: "hb-found" });
    const more = make("button", { type: "button", class: "hb-found-more" }, "Show more pages");
    let shown = 0;
    const add = () => {
      const next = found.pages.slice(shown, shown + PAGES).map((one) => page(one, found.marks, context));
      out.append(...next.map((one) => one.out));
      shown += next.length;
      more.hidden = shown >= found.pages.length;
      setTimeout(() => next.forEach((one) => one.out.isConnected && one.fill.forEach((fetch) => fetch())), 0);
      return next[0]?.out.querySelector("a");
    };
    more.addEventListener("click", () => add()?.focus());
    add();
    return [out, more];
  }

  // Fills the box and returns what a screen reader should be told.
  function show(box, found, context) {
    const { make, root, query } = context;
    if (!found) {
      box.replaceChildren(make("p", { class: "hb-search-note" }, "A drug by any of its names, an abbreviation, a plain word: spelling need not be exact."));
      return "";
    }
    const parts = [];
    const pages = found.pages.length, sections = found.pages.reduce((sum, one) => sum + one.sections.length, 0);
    const told = pages ? `${count(pages, "page")}, ${count(sections, "section")}` : found.definitions.length ? "Found in the glossary" : "Nothing found";
    for (const { word, meant } of found.corrected) {
      parts.push(make("p", { class: "hb-search-note" }, "“", word, "” was not found; this is for ", make("strong", {}, meant), "."));
    }
    if (found.definitions.length) parts.push(definition(found.definitions, context));
    if (pages) parts.push(make("p", { class: "hb-found-count" }, told), ...list(found, context));
    else if (!found.definitions.length) {
      parts.push(make("p", { class: "hb-search-note" }, "Nothing found for “", query, "”. Try another word, or look in the ",
        make("a", { href: `${root}glossary.html` }, "glossary"), " or the ", make("a", { href: `${root}bibliography.html` }, "bibliography"), "."));
    }
    box.replaceChildren(...parts);
    const meant = found.corrected.map(({ meant: word }) => word).join(", ");
    return (meant ? `Searching for ${meant}. ` : "") + (found.definitions[0] ? `Definition of ${found.definitions[0].term}. ` : "") + told;
  }

  return { show };
})();
