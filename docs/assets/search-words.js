// What the search does with single words: folding, reading packed numbers, telling how far two words are apart.
// Sets hbSearchWords. Loaded by search.js when the search is first opened.
self.hbSearchWords = (() => {
  "use strict";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Map([...DIGITS].map((digit, at) => [digit, at]));

  // The same folding as in folding.py, by the same rules.
  function fold(rules) {
    const compile = (list, flags) => list.map(([pattern, replacement]) => [new RegExp(pattern, flags), replacement]);
    const marks = new RegExp(rules.marks, "g"), clean = compile(rules.clean, "g");
    const token = new RegExp(rules.token, "g"), stemming = compile(rules.stem, "g");
    const replace = (text, list) => list.reduce((now, [pattern, replacement]) => now.replace(pattern, replacement), text);
    const cleaned = (text) => replace(text.normalize("NFKD").toLowerCase().replace(marks, ""), clean);
    return {
      words: (text) => cleaned(text).match(token) ?? [],
      stem: (word) => (word.length <= 3 || word.length > 60 || /[^a-z]/.test(word) ? word : replace(word, stemming)),
    };
  }

  function numbers(text) {
    const out = [];
    for (let at = 0, value = 0, scale = 1; at < text.length; at++) {
      const digit = VALUE.get(text[at]);
      value += (digit & 31) * scale;
      if (digit > 31) scale *= 32;
      else { out.push(value); value = 0; scale = 1; }
    }
    return out;
  }

  // How many letters apart two words are (a swap of neighbours is one), or limit + 1 when it is more than the limit.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (!same && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > limit) return limit + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  return { fold, numbers, distance };
})();
