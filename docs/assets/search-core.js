// The search itself, without a page: reads the index (hooks/handbook/write/search.py writes it) and answers a query.
// Sets hbSearchCore: fold(rules) and open(index). Loaded by search.js when the search is first opened.
self.hbSearchCore = (() => {
  "use strict";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Map([...DIGITS].map((digit, at) => [digit, at]));
  const LONGEST_NAME = 8; // words
  // Weights, chosen by trying tests/site/search_queries.md.
  const K = 1.2, B = 0.4; // of BM25: how soon more of a word stops to count; how much long entries pay
  const IN_TITLE = 1.3, PAGE = 1.5; // a word in a title; an entry of a page itself
  const OTHER_NAME = 0.8, LAY = 0.4, CORRECTED = 0.7, BEGUN = 0.5; // against the word as it was typed
  const NEXT = 0.5; // each further section of a page counts half of the one before

  // The same folding as in search.py, by the same rules.
  function fold(rules) {
    const compile = (list, flags) => list.map(([pattern, replacement]) => [new RegExp(pattern, flags), replacement]);
    const marks = new RegExp(rules.marks, "g"), clean = compile(rules.clean, "g");
    const token = new RegExp(rules.token, "g"), stemming = compile(rules.stem, "");
    const replace = (text, list) => list.reduce((now, [pattern, replacement]) => now.replace(pattern, replacement), text);
    const cleaned = (text) => replace(text.normalize("NFKD").toLowerCase().replace(marks, ""), clean);
    return {
      words: (text) => cleaned(text).match(token) ?? [],
      stem: (word) => (word.length <= 3 || /[^a-z]/.test(word) ? word : replace(word, stemming)),
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

  function open(index) {
    const { words, stem } = fold(index.rules);
    const terms = index.terms.split(" "), forms = index.forms.split(" "), postings = index.postings.split(",");
    const anchors = index.anchors.split(" "), lengths = numbers(index.lengths), bases = numbers(index.basis);
    const stop = new Set(index.rules.stop.split(" ")), fillers = new Set(index.rules.fillers.split(" "));
    const place = new Map(terms.map((term, at) => [term, at]));
    const size = lengths.length;
    const average = lengths.reduce((sum, length) => sum + length, 0) / size || 1;
    const pageOf = new Uint32Array(size);
    const own = []; // of each page: whether it has an entry of its own, which is then the first
    let filled = 0;
    index.pages.forEach(([, , , count], page) => {
      own.push(anchors[filled] === "");
      pageOf.fill(page, filled, filled += count);
    });

    const stems = (text) => words(text).map(stem);
    const wordOf = (at) => { // the commonest word of a stem
      const drop = parseInt(forms[at], 10);
      return terms[at].slice(0, terms[at].length - drop) + forms[at].slice(String(drop).length);
    };

    // All names by their stems written as one word, so that B cell, B-cell and Bcells meet: which glossary entries have
    // the name, and how close it is to the entry's first name.
    const named = new Map(), lexicon = new Set();
    index.names.forEach(([term, names, , , lay], at) => {
      for (const [nth, name] of [term, ...names, ...lay].entries()) {
        const parts = stems(name), key = parts.join("");
        if (!key) continue;
        if (!named.has(key)) named.set(key, new Map());
        const closeness = nth > names.length ? 1000 + nth - names.length : nth;
        if (!named.get(key).has(at)) named.get(key).set(at, closeness);
        parts.forEach((part) => part.length > 3 && lexicon.add(part));
      }
    });
    const keys = [...named.keys()];
    const known = (term) => place.has(term) || named.has(term) || lexicon.has(term);

    // The nearest known words: one letter off from 4 letters on, two from 8 on.
    function corrections(word, term) {
      const limit = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
      let best = limit, found = [];
      const consider = (candidate, whole = candidate) => {
        if (candidate.length < 3 || /[0-9]/.test(candidate)) return;
        // A slip in an ending hides it from the stemming: then the whole words are nearer than the stems.
        let apart = distance(term, candidate, best);
        if (word !== term || whole !== candidate) apart = Math.min(apart, distance(word, whole, best));
        if (apart > best) return;
        if (apart < best) { best = apart; found = []; }
        found.push(candidate);
      };
      if (limit) {
        terms.forEach((candidate, at) => consider(candidate, wordOf(at)));
        lexicon.forEach((candidate) => consider(candidate));
        keys.forEach((candidate) => consider(candidate));
      }
      // Most slips leave the first letter; then the commoner word is likelier to be meant.
      const rank = (candidate) => (candidate[0] === term[0] ? 1e6 : 0) + (named.has(candidate) ? 1e5 : 0) + (postings[place.get(candidate)]?.length ?? 0);
      return { apart: found.length ? best : Infinity, found: [...new Set(found)].sort((a, b) => rank(b) - rank(a)).slice(0, 3) };
    }

    function beginning(prefix, most) {
      let low = 0, high = terms.length;
      while (low < high) { const middle = (low + high) >> 1; if (terms[middle] < prefix) low = middle + 1; else high = middle; }
      const found = [];
      while (low < terms.length && terms[low].startsWith(prefix) && found.length < most) found.push(terms[low++]);
      return found;
    }

    function halves(term) {
      for (let at = term.length - 3; at >= 3; at--) {
        const pair = [stem(term.slice(0, at)), stem(term.slice(at))];
        if (pair.every((half) => place.has(half))) return pair;
      }
      return null;
    }

    // What was typed, as words with what each may stand for.
    function read(query) {
      const typed = words(query);
      const unfinished = /[\p{L}\p{N}]$/u.test(query);
      const tokens = [];
      typed.forEach((word, at) => {
        const term = stem(word), last = unfinished && at === typed.length - 1;
        const begun = last && word.length > 1 ? beginning(term.length < word.length ? term : word, 40).filter((other) => other !== term) : [];
        if (known(term) || stop.has(word) || begun.length || /[0-9]/.test(word)) return void tokens.push({ word, term, begun, others: [] });
        const { apart, found } = corrections(word, term);
        const split = apart > 1 && halves(term);
        if (split) tokens.push(...split.map((half) => ({ word: half, term: half, begun: [], others: [] })));
        else if (found.length) tokens.push({ word, term: found[0], begun: [], others: found.slice(1), corrected: true });
        else tokens.push({ word, term, begun: [], others: [], unknown: true });
      });
      return tokens;
    }

    // Cuts the words into concepts: the longest names first, then what is left, word by word.
    function concepts(tokens) {
      const out = [];
      for (let at = 0; at < tokens.length;) {
        let taken = 0;
        for (let count = Math.min(LONGEST_NAME, tokens.length - at); count && !taken; count--) {
          const span = tokens.slice(at, at + count), hits = named.get(span.map((token) => token.term).join(""));
          if (!hits || span.every((token) => stop.has(token.word) && token.word.length < 3)) continue;
          out.push({ span, hits: [...hits].sort((a, b) => a[1] - b[1]).map(([hit]) => hit) });
          taken = count;
        }
        if (!taken) out.push({ span: [tokens[at]], hits: [] });
        at += taken || 1;
      }
      const solid = out.filter(({ span, hits }) => hits.length || !span.every(({ word }) => stop.has(word) || fillers.has(word)));
      return solid.length ? solid : out;
    }

    function alternatives({ span, hits }) {
      const weights = new Map(); // stems, written with spaces -> weight
      const add = (parts, weight) => {
        const present = parts.filter((part) => !stop.has(part));
        if (!present.length || !present.every((part) => place.has(part))) return;
        const key = present.join(" ");
        weights.set(key, Math.max(weight, weights.get(key) ?? 0));
      };
      const corrected = span.some((token) => token.corrected) ? CORRECTED : 1;
      add(span.map((token) => token.term), corrected);
      for (const token of span) {
        token.others.forEach((other) => add([other], CORRECTED * 0.6));
        if (span.length === 1) token.begun.forEach((other) => add([other], BEGUN * Math.max(0.3, token.term.length / other.length)));
      }
      for (const hit of hits) {
        const [term, names, , , lay] = index.names[hit];
        for (const name of [term, ...names]) add(stems(name), corrected * OTHER_NAME);
        for (const name of lay) add(stems(name), corrected * LAY);
      }
      return [...weights].map(([key, weight]) => ({ parts: key.split(" "), weight }));
    }

    // BM25 of one stem for every entry that has it.
    function score(term, into, factor) {
      const codes = numbers(postings[place.get(term)]);
      const rarity = Math.log(1 + (size - codes.length + 0.5) / (codes.length + 0.5));
      let entry = 0;
      for (const code of codes) {
        entry += Math.floor(code / 8);
        const times = (code & 3) + 1;
        const plain = (times * (K + 1)) / (times + K * (1 - B + (B * lengths[entry]) / average));
        into[entry] += factor * rarity * (plain + (code & 4 ? IN_TITLE : 0));
      }
      return rarity;
    }

    // The best way in which an entry says the concept; of several words all should be there.
    function weigh(concept) {
      const best = new Float64Array(size);
      let rarity = 0;
      for (const { parts, weight } of alternatives(concept)) {
        const sum = parts.length > 1 ? new Float64Array(size) : null, single = new Float64Array(size), had = sum && new Uint8Array(size);
        let total = 0;
        for (const part of parts) {
          single.fill(0);
          total += score(part, single, weight);
          if (sum) for (let at = 0; at < size; at++) if (single[at]) { sum[at] += single[at]; had[at]++; }
        }
        rarity = Math.max(rarity, weight * total);
        for (let at = 0; at < size; at++) {
          const value = sum ? sum[at] * (had[at] / parts.length) ** 2 : single[at];
          if (value > best[at]) best[at] = value;
        }
      }
      return { best, rarity };
    }

    function rank(weighed) {
      const whole = weighed.reduce((sum, { rarity }) => sum + rarity, 0) || 1;
      const scores = new Float64Array(size), covers = new Map();
      for (let at = 0; at < size; at++) {
        let sum = 0, met = 0;
        for (const { best, rarity } of weighed) if (best[at]) { sum += best[at]; met += rarity; }
        scores[at] = sum * (0.3 + 0.7 * (met / whole) ** 2);
      }
      const pages = new Map();
      for (let at = 0; at < size; at++) {
        if (!scores[at]) continue;
        if (!pages.has(pageOf[at])) pages.set(pageOf[at], { page: pageOf[at], score: 0, own: -1, sections: [] });
        const page = pages.get(pageOf[at]);
        if (anchors[at] === "") { page.own = at; page.score += PAGE * scores[at]; }
        else page.sections.push(at);
      }
      for (const page of pages.values()) {
        page.sections.sort((a, b) => scores[b] - scores[a] || a - b);
        page.sections.slice(0, 6).forEach((at, nth) => { page.score += scores[at] * NEXT ** nth; });
        const bar = scores[page.sections[0]] * 0.3;
        page.sections = page.sections.filter((at) => scores[at] >= bar);
      }
      return [...pages.values()].sort((a, b) => b.score - a.score || a.page - b.page);
    }

    // The entries of the glossary that the query as a whole names, or begins to name.
    function definitions(cut, typed) {
      if (cut.length === 1 && cut[0].hits.length) return cut[0].hits;
      const begun = stems(typed).join("");
      if (begun.length < 5) return [];
      const hits = new Set(keys.filter((key) => key.startsWith(begun)).flatMap((key) => [...named.get(key).keys()]));
      return hits.size === 1 ? [...hits] : [];
    }

    function search(query) {
      const tokens = read(query), cut = concepts(tokens);
      const pages = cut.length ? rank(cut.map(weigh)) : [];
      const wanted = new Set(cut.flatMap((concept) => alternatives(concept).flatMap(({ parts }) => parts)));
      return {
        definitions: definitions(cut, query).map((at) => { const [term, , plain, url] = index.names[at]; return { term, plain, url }; }),
        pages: pages.map(({ page, score, own: itself, sections }) => {
          const [url, title, topic] = index.pages[page];
          return {
            url, title, topic: index.topics[topic], score, own: itself,
            sections: sections.map((at) => ({ at, url: `${url}#${anchors[at]}`, title: index.titles[at], basis: index.bases[bases[at]] })),
          };
        }),
        corrected: tokens.filter((token) => token.corrected).map(({ word, term }) => ({ word, meant: place.has(term) ? wordOf(place.get(term)) : term })),
        unknown: tokens.filter((token) => token.unknown).map(({ word }) => word),
        marks: (word) => words(word).some((part) => wanted.has(stem(part)) && !stop.has(part)),
      };
    }

    // In which file of texts an entry stands, and where in it.
    function textOf(at) {
      let shard = 0;
      while (at >= index.shards[shard]) at -= index.shards[shard++];
      return { shard, at };
    }
    const ownEntry = (page) => (own[page] ? pageOf.indexOf(page) : -1);
    return { search, textOf, ownEntry, pages: index.pages.length, sections: size };
  }

  return { fold, open, numbers, distance };
})();
