// What the window asks of the reader's page. The page's own scripts are off; these run in a world of their own.
// Places are told in letters before them, since blanks are laid out differently in the page and in the article's text.

const body = document.querySelector('.body');
const sides = (box) => [box.left, box.top, box.width, box.height];

// The selected words, how many letters of the body stand before them, and where they are; null for none.
function selection() {
  const chosen = getSelection();
  if (!body || !chosen.rangeCount || chosen.isCollapsed || !chosen.getRangeAt(0).intersectsNode(body)) return null;
  const range = chosen.getRangeAt(0).cloneRange();
  if (!body.contains(range.startContainer)) range.setStart(body, 0);
  if (!body.contains(range.endContainer)) range.setEnd(body, body.childNodes.length);
  const before = document.createRange();
  before.setStart(body, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const letters = [...before.toString().replace(/\s/gu, '')].length;
  return JSON.stringify([range.toString().slice(0, 100000), letters, ...sides(range.getBoundingClientRect())]);
}

// The highlight at a place of the view, or 0 for the article's note, and where it is; null for neither, or where a
// click ended a selection.
function pointedAt(x, y) {
  const one = getSelection().isCollapsed && document.elementFromPoint(x, y);
  const mark = one && one.closest('mark.passage');
  const note = one && one.closest('header .note');
  if (!mark && !note) return null;
  return JSON.stringify([mark ? Number(mark.dataset.highlight) : 0, ...sides((mark || note).getBoundingClientRect())]);
}

// The highlight after one (with -1: before it) in the order of the text, which is framed and brought into sight; without
// one, the first in sight or near it. Returns its number, or 0 where there is none.
function stepPassage(from, step) {
  const marks = body ? [...body.querySelectorAll('mark.passage[data-highlight]')] : [];
  const all = [...new Set(marks.map((one) => one.dataset.highlight))];
  const first = (name) => marks.find((one) => one.dataset.highlight === name);
  let place = all.indexOf(String(from));
  if (place >= 0) place = Math.max(0, Math.min(place + step, all.length - 1));
  else if (step > 0) place = all.findIndex((name) => first(name).getBoundingClientRect().top >= 0);
  else place = all.findLastIndex((name) => first(name).getBoundingClientRect().top < innerHeight);
  if (place < 0) place = step > 0 ? all.length - 1 : 0;
  leavePassage();
  if (!all.length) return 0;
  framePassage(all[place]);
  const box = first(all[place]).getBoundingClientRect();
  if (box.top < 80 || box.bottom > innerHeight - 80) scrollBy({ top: box.top - innerHeight / 3, behavior: 'instant' });
  return Number(all[place]);
}

// Where a highlight is; null where it is not.
function placeOfPassage(id) {
  const mark = body && body.querySelector(`mark.passage[data-highlight="${id}"]`);
  return mark ? JSON.stringify([id, ...sides(mark.getBoundingClientRect())]) : null;
}

function framePassage(id) {
  for (const one of body.querySelectorAll(`mark.passage[data-highlight="${id}"]`)) one.classList.add('chosen');
}

function leavePassage() {
  for (const one of document.querySelectorAll('mark.chosen')) one.classList.remove('chosen');
}

function goToPassage(id) {
  const mark = body && body.querySelector(`mark.passage[data-highlight="${id}"]`);
  if (mark) mark.scrollIntoView({ block: 'center' });
}

// Shows another body by exchanging only what differs, so that nothing else moves or is loaded again.
function replaceBody(html) {
  const chosen = body.querySelector('mark.chosen');
  const fresh = document.createElement('template');
  fresh.innerHTML = html;
  follow(body, fresh.content);
  if (chosen) framePassage(chosen.dataset.highlight);
}

function follow(shown, wanted) {
  const now = [...wanted.childNodes];
  if (now.length !== shown.childNodes.length) return shown.replaceChildren(...now);
  [...shown.childNodes].forEach((child, place) => {
    if (child.isEqualNode(now[place])) return;
    if (child.nodeType === 1 && child.cloneNode().isEqualNode(now[place].cloneNode())) follow(child, now[place]);
    else child.replaceWith(now[place]);
  });
}

// The headings, each with its level and its words, and the place in the list of the one being read, -1 before the first.
const headings = () => [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((one) => one.textContent.trim());

function contents() {
  const found = headings();
  const words = (one) => one.textContent.trim().replace(/\s+/g, ' ').slice(0, 300);
  const behind = found.filter((one) => one.getBoundingClientRect().top < innerHeight / 4).length;
  return JSON.stringify([behind - 1, ...found.map((one) => [Number(one.tagName[1]), words(one)])]);
}

function goToHeading(place) {
  const one = headings()[place];
  if (one) one.scrollIntoView({ block: 'start' });
  else scrollTo(0, 0);
}

// Listens for what is answered in the page itself: links inside it, pictures, and what lies over it.
function watch(note, further) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      event.preventDefault();
      followTo(decodeURIComponent(link.hash.slice(1)), link, note, further);
    } else if (!event.target.closest('aside.leaf') && !closeLeaf() && getSelection().isCollapsed) {
      if (event.target.matches('.body img') && !event.target.closest('a')) openPicture(event.target);
    }
  });
}

// What lies over the page: the text of a note, or a picture. There is one at most.
function layOver(leaf, name) {
  closeLeaf();
  leaf.classList.add('leaf');
  leaf.setAttribute('role', 'dialog');
  leaf.setAttribute('aria-label', name);
  leaf.tabIndex = -1;
  document.body.append(leaf);
  leaf.focus({ preventScroll: true });
}

function closeLeaf() {
  const leaf = document.querySelector('.leaf');
  if (leaf) leaf.remove();
  return leaf !== null;
}

// Follows a link to a place of the text. Where the link is the mark of a note, the note's text is shown beside it.
function followTo(id, mark, name, further) {
  const target = document.getElementById(id);
  const isFurther = mark.matches('.further');
  closeLeaf();
  if (!target) return;
  const note = isFurther ? null : noteAt(target, mark);
  if (!note) {
    target.scrollIntoView({ block: isFurther ? 'center' : 'start' });
    return;
  }
  const leaf = document.createElement('aside');
  leaf.lang = note.closest('[lang]').lang;
  leaf.dir = getComputedStyle(note).direction;
  leaf.append(...[...note.childNodes].map((one) => one.cloneNode(true)));
  for (const one of leaf.querySelectorAll('[id]')) one.removeAttribute('id');
  for (const one of leaf.querySelectorAll('a[href^="#"]')) if (!/[\p{L}\p{N}]/u.test(one.textContent)) one.remove();
  const jump = document.createElement('a');
  jump.className = 'further';
  jump.href = `#${id}`;
  jump.textContent = further;
  leaf.append(jump);
  layOver(leaf, name);
  const at = mark.getBoundingClientRect();
  const size = leaf.getBoundingClientRect();
  const isBelow = at.bottom + size.height + 12 < innerHeight || at.top < size.height + 12;
  leaf.style.left = `${scrollX + Math.max(12, Math.min(at.left - 24, document.body.clientWidth - size.width - 12))}px`;
  leaf.style.top = `${scrollY + (isBelow ? at.bottom + 8 : at.top - size.height - 8)}px`;
}

// The note that a link leads to: it stands further on, and the link is a number, a letter or a sign.
function noteAt(target, mark) {
  const isSign = /^[\s[(]*(?:\p{N}{1,4}|\p{L}{1,4}|[*†‡§¶#]+)[\s\])]*$/u.test(mark.textContent);
  const isAhead = mark.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (!isSign || !isAhead || !body || !body.contains(target)) return null;
  const whole = target.closest('.body li, .body p, .body dt, .body dd, .body td, .body blockquote, .body div') || target;
  const note = whole.matches('dt') && whole.nextElementSibling ? whole.nextElementSibling : whole;
  return note.contains(mark) || note.textContent.length > 5000 ? null : note;
}

function openPicture(shown) {
  const leaf = document.createElement('figure');
  const picture = shown.cloneNode();
  for (const name of ['id', 'width', 'height']) picture.removeAttribute(name);
  picture.style.maxWidth = `min(100%, ${2 * shown.naturalWidth}px)`;
  leaf.append(picture);
  const figure = shown.closest('figure');
  const caption = figure && figure.querySelector('figcaption');
  if (caption) leaf.append(caption.cloneNode(true));
  layOver(leaf, shown.alt || shown.title);
}

// Shows the picture large that is nearest the middle of the view, or small again.
function openPictureInSight() {
  const isLarge = document.querySelector('figure.leaf') !== null;
  closeLeaf();
  if (isLarge) return;
  const middle = (one) => { const box = one.getBoundingClientRect(); return (box.top + box.bottom) / 2; };
  const away = (one) => Math.abs(middle(one) - innerHeight / 2);
  const isInSight = (one) => { const box = one.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
  const found = [...body.querySelectorAll('img')].filter(isInSight).sort((one, other) => away(one) - away(other));
  if (found.length) openPicture(found[0]);
}
