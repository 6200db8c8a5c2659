// Cards of terms, citations and badges. The browser opens and closes them (popover, popovertarget); this adds hover
// with a fine pointer, a place beside the word, a name for screen readers, and the way back for the focus.
(() => {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return; // then the cards stand as notes below the page

  const INVOKER = ":is(.hb-term, .hb-cite, .hb-badge)[popovertarget]";
  const OPEN_AFTER = 280; // ms: long enough that a pointer passing over opens nothing
  const CLOSE_AFTER = 320; // ms: long enough to move the pointer into the card
  const EDGE = 12; // px kept free to every side of the screen
  const beside = matchMedia("(min-width: 40em) and (min-height: 25em)"); // below this a card is a sheet at the bottom
  const hovers = matchMedia("(hover: hover) and (pointer: fine)");

  let invoker = null; // the button whose card is open, or is about to be
  let hovered = false; // whether the card was opened by hovering, and so closes when the pointer leaves
  let timer = 0;

  const cardOf = (button) => document.getElementById(button.getAttribute("popovertarget"));
  const isOpen = (card) => card?.matches(":popover-open");

  function place(card) {
    card.classList.toggle("hb-card-placed", beside.matches);
    if (!beside.matches) {
      card.style.removeProperty("left");
      card.style.removeProperty("top");
      // A sheet must not cover the word it explains.
      const covered = invoker.getBoundingClientRect().bottom + EDGE - card.getBoundingClientRect().top;
      if (covered > 0) scrollBy({ top: covered });
      return;
    }
    const word = invoker.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const right = document.documentElement.clientWidth - width - EDGE;
    const below = word.bottom + 8;
    const above = word.top - height - 8;
    const fits = below + height <= innerHeight - EDGE;
    const left = Math.max(EDGE, Math.min(word.left - 16, right));
    const top = fits ? below : above >= EDGE ? above : Math.max(EDGE, innerHeight - height - EDGE);
    // Measured from the document, so that the card scrolls with its word.
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }

  function prepare(card) {
    card.setAttribute("role", "dialog");
    card.tabIndex = -1;
    const title = card.querySelector(".hb-card-title");
    if (title) {
      title.id ||= `${card.id}-title`;
      card.setAttribute("aria-labelledby", title.id);
    }
    if (!card.querySelector(".hb-card-close")) {
      const close = document.createElement("button");
      close.type = "button";
      close.className = "hb-card-close";
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => card.hidePopover());
      card.append(close);
    }
    card.addEventListener("beforetoggle", (event) => {
      if (event.newState === "open") requestAnimationFrame(() => isOpen(card) && invoker && place(card));
    });
    card.addEventListener("toggle", (event) => {
      if (event.newState === "open") {
        if (!hovered) card.focus({ preventScroll: true });
        return;
      }
      const lost = document.activeElement === document.body || card.contains(document.activeElement);
      if (lost && !hovered) invoker?.focus({ preventScroll: true });
      if (invoker && cardOf(invoker) === card) hovered = false;
    });
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave(card));
  }

  function leave(card) {
    clearTimeout(timer);
    if (hovered) timer = setTimeout(() => hovered && !card.contains(document.activeElement) && card.hidePopover(), CLOSE_AFTER);
  }

  document.querySelectorAll(".hb-card[popover]").forEach(prepare);
  document.querySelectorAll(INVOKER).forEach((button) => button.setAttribute("aria-haspopup", "dialog"));

  // Before the browser acts on it: a click on the word of a hovered card keeps the card instead of closing it.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(INVOKER);
    if (!button) return;
    clearTimeout(timer);
    if (hovered && button === invoker && isOpen(cardOf(button))) {
      event.preventDefault();
      cardOf(button).focus({ preventScroll: true });
    }
    hovered = false;
    invoker = button;
  }, true);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || !hovers.matches) return;
    const button = event.target.closest?.(INVOKER);
    if (!button || button.contains(event.relatedTarget)) return;
    clearTimeout(timer);
    const card = cardOf(button);
    if (!card || isOpen(card)) return;
    timer = setTimeout(() => {
      const kept = document.querySelector(".hb-card:popover-open");
      if (kept && !hovered) return; // a card that the reader opened stays
      kept?.hidePopover();
      invoker = button;
      hovered = true;
      card.showPopover({ source: button });
    }, OPEN_AFTER);
  });

  document.addEventListener("pointerout", (event) => {
    const button = event.target.closest?.(INVOKER);
    if (!button || button.contains(event.relatedTarget) || event.pointerType !== "mouse") return;
    leave(cardOf(button));
  });

  // Some browsers on phones do not close a popover at a tap outside by themselves.
  document.addEventListener("pointerdown", (event) => {
    const card = document.querySelector(".hb-card:popover-open");
    if (card && !card.contains(event.target) && !event.target.closest?.(INVOKER)) card.hidePopover();
  });

  addEventListener("resize", () => {
    const card = invoker && cardOf(invoker);
    if (isOpen(card)) place(card);
  });
})();
