// Lets a person choose a passage by keys alone: a page that is only read has no caret. What is chosen is selected, so
// that everything else is as after a mouse. Needs `body` of page.js.

const EDGE = 80; // pixels of the view that what is chosen keeps away from its upper and lower edge

// The text of each paragraph, item or cell, as the nodes that hold it.
function paragraphs() {
  const home = (one) => {
    let block = one.parentElement;
    while (block !== body && /^(inline|ruby|contents)/.test(getComputedStyle(block).display)) block = block.parentElement;
    return block;
  };
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let last = null; walker.nextNode(); ) {
    const block = home(walker.currentNode);
    if (block !== last) found.push([]);
    found[found.length - 1].push(walker.currentNode);
    last = block;
  }
  return found.filter((nodes) => nodes.some((one) => one.data.trim()));
}

// The sentences of a paragraph as pairs of places in its text.
function sentences(nodes) {
  const language = nodes[0].parentElement.closest('[lang]');
  let cutter;
  try {
    cutter = new Intl.Segmenter((language && language.lang) || undefined, { granularity: 'sentence' });
  } catch {
    cutter = new Intl.Segmenter(undefined, { granularity: 'sentence' }); // a page may call its language anything
  }
  const all = [...cutter.segment(nodes.map((one) => one.data).join(''))].filter((one) => one.segment.trim());
  return all.map(({ segment, index }) => [
    index + segment.length - segment.trimStart().length,
    index + segment.trimEnd().length,
  ]);
}

function rangeOf(nodes, [start, end]) {
  const range = document.createRange();
  let before = 0;
  for (const node of nodes) {
    if (start >= before && start < before + node.length) range.setStart(node, start - before);
    if (end > before && end <= before + node.length) range.setEnd(node, end - before);
    before += node.length;
  }
  return range;
}

// Where the selection begins, or where it ends: the number of the paragraph and the place in it.
function placeIn(all, range, atEnd) {
  const [container, offset] = atEnd ? [range.endContainer, range.endOffset] : [range.startContainer, range.startOffset];
  const point = document.createRange();
  point.setStart(container, offset);
  const number = all.findIndex((nodes) => {
    const last = nodes[nodes.length - 1];
    return point.comparePoint(last, last.length) >= 0;
  });
  if (number < 0) return [all.length - 1, Infinity];
  let before = 0;
  for (const node of all[number]) {
    if (node === container) return [number, before + offset - (atEnd ? 1 : 0)];
    if (point.comparePoint(node, 0) >= 0) break;
    before += node.length;
  }
  return [number, before];
}

// Selects the sentence `step` further on (-1: before), or the first of the next paragraph; without a selection, or with
// a step of 0, the first one that is in sight. Returns whether there is any.
function choose(step, byParagraph) {
  const all = body ? paragraphs() : [];
  const chosen = getSelection();
  if (!all.length) return false;
  const isChosen = step !== 0 && chosen.rangeCount > 0 && chosen.getRangeAt(0).intersectsNode(body);
  const range = isChosen ? further(all, chosen.getRangeAt(0), step, byParagraph) : firstInSight(all);
  chosen.removeAllRanges();
  chosen.addRange(range);
  const box = range.getBoundingClientRect();
  if (box.top < EDGE || box.bottom > innerHeight - EDGE) scrollBy({ top: box.top - innerHeight / 3, behavior: 'instant' });
  return true;
}

function further(all, range, step, byParagraph) {
  const [number, place] = placeIn(all, range, step > 0);
  const found = sentences(all[number]);
  const here = Math.max(0, found.findLastIndex(([start]) => start <= place));
  if (!byParagraph && found[here + step]) return rangeOf(all[number], found[here + step]);
  const beside = all[number + step];
  if (!beside) return rangeOf(all[number], found[here]);
  return rangeOf(beside, sentences(beside).at(byParagraph || step > 0 ? 0 : -1));
}

function firstInSight(all) {
  for (const nodes of all) {
    const box = rangeOf(nodes, [0, nodes.reduce((sum, one) => sum + one.length, 0)]).getBoundingClientRect();
    if (box.bottom <= 0 || box.height === 0) continue;
    if (box.top >= innerHeight) return rangeOf(nodes, sentences(nodes)[0]);
    for (const one of sentences(nodes)) {
      const range = rangeOf(nodes, one);
      if (range.getBoundingClientRect().top >= 0) return range;
    }
  }
  return rangeOf(all[0], sentences(all[0])[0]);
}
