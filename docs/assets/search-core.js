// The search itself, without a page: reads the index (hooks/handbook/write/search.py writes it) and answers a query.
// Sets hbSearchCore: open(index). Loaded by search.js when the search is first opened.
self.hbSearchCore = (() => {
  "use strict";
  const LONGEST_NAME = 8; // words
  // Weights, chosen by trying tests/site/search_queries.md.
  const K = 1.2, B = 0.4; // of BM25: how soon more of a word stops to count; how much long entries pay
  const IN_TITLE = 1.3, PAGE = 1.5; // a word in a title; an entry of a page itself
  const TITLED = 0.5; // how much a page gains whose title says all that is sought
  const OTHER_NAME = 0.8, LAY = 0.4, CORRECTED = 0.7, BEGUN = 0.5; // against the word as it was typed
  const NEXT = 0.5; // each further section of a page counts half of the one before

  function open(index) {
    const { fold, numbers, distance } = self.hbSearchWords;
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
    const named = new Map(), lexicon = new Map(); // lexicon: of each single word, the entries with it in a name
    index.names.forEach(([term, names, , , lay], at) => {
      for (const [nth, name] of [term, ...names, ...lay].entries()) {
        const parts = stems(name), key = parts.join("");
        if (!key) continue;
        if (!named.has(key)) named.set(key, new Map());
        const closeness = nth > names.length ? 1000 + nth - names.length : nth;
        if (!named.get(key).has(at)) named.get(key).set(at, closeness);
        for (const part of parts) if (part.length > 3) lexicon.set(part, (lexicon.get(part) ?? new Set()).add(at));
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
        for (const candidate of lexicon.keys()) consider(candidate);
        for (const candidate of keys) consider(candidate);
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
        // A word that no text has may still be part of a name: rash, of a reaction to an infusion.
        const within = !taken && !place.has(tokens[at].term) && lexicon.get(tokens[at].term);
        if (!taken) out.push({ span: [tokens[at]], hits: within ? [...within].slice(0, 4) : [], loose: true });
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

    const rarityOf = (entries) => Math.log(1 + (size - entries + 0.5) / (entries + 0.5));

    // BM25 of one stem, added for every entry that has it.
    function score(term, sum, had, inTitle) {
      const codes = numbers(postings[place.get(term)]);
      const rarity = rarityOf(codes.length);
      let entry = 0;
      for (const code of codes) {
        entry += Math.floor(code / 8);
        const times = (code & 3) + 1;
        const plain = (times * (K + 1)) / (times + K * (1 - B + (B * lengths[entry]) / average));
        sum[entry] += rarity * (plain + (code & 4 ? IN_TITLE : 0));
        had[entry]++;
        if (code & 4) inTitle[entry]++;
      }
      return rarity;
    }

    // The best way in which an entry says the concept; of several words all should be there. The names of one thing are as
    // rare as all of them together, so that a brand seldom written does not outweigh what else was asked.
    function weigh(concept) {
      const best = new Float64Array(size), titled = new Uint8Array(size), said = new Uint8Array(size);
      for (const { parts, weight } of alternatives(concept)) {
        const sum = new Float64Array(size), had = new Uint8Array(size), inTitle = new Uint8Array(size);
        const whole = parts.reduce((total, part) => total + score(part, sum, had, inTitle), 0);
        for (let at = 0; at < size; at++) {
          if (!had[at]) continue;
          best[at] = Math.max(best[at], (weight * sum[at] * (had[at] / parts.length) ** 2) / whole);
          if (had[at] < parts.length) continue;
          if (weight > LAY) said[at] = 1;
          if (inTitle[at] === parts.length && weight > LAY) titled[at] = 1;
        }
      }
      const rarity = rarityOf(said.reduce((sum, one) => sum + one, 0));
      return { best: best.map((value) => value * rarity), rarity, titled };
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
        if (anchors[at] === "") {
          page.own = at;
          page.score += PAGE * scores[at];
          page.titled = weighed.reduce((sum, { titled, rarity }) => sum + titled[at] * rarity, 0) / whole;
        }
        else page.sections.push(at);
      }
      for (const page of pages.values()) {
        page.sections.sort((a, b) => scores[b] - scores[a] || a - b);
        page.sections.slice(0, 6).forEach((at, nth) => { page.score += scores[at] * NEXT ** nth; });
        page.score *= 1 + TITLED * (page.titled ?? 0);
        const bar = scores[page.sections[0]] * 0.3;
        page.sections = page.sections.filter((at) => scores[at] >= bar);
      }
      return [...pages.values()].sort((a, b) => b.score - a.score || a.page - b.page);
    }

    // The entries of the glossary that the query as a whole names, or begins to name.
    function definitions(cut, typed) {
      if (cut.length === 1 && cut[0].hits.length && !cut[0].loose) return cut[0].hits;
      const begun = stems(typed).join("");
      if (begun.length < 5) return [];
      const hits = new Set(keys.filter((key) => key.startsWith(begun)).flatMap((key) => [...named.get(key).keys()]));
      return hits.size === 1 ? [...hits] : [];
    }

    function search(query) {
      const tokens = read(query), cut = concepts(tokens);
      const pages = cut.length ? rank(cut.map(weigh)) : [];
      const telling = ({ parts, weight }) => weight > LAY || parts.length === 1; // of a lay phrase, single words say little
      const wanted = new Set(cut.flatMap((concept) => alternatives(concept).filter(telling).flatMap(({ parts }) => parts)));
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

  return { open };
})();
