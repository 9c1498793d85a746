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

function goToPassage(id) {
  const mark = body && body.querySelector(`mark.passage[data-highlight="${id}"]`);
  if (mark) mark.scrollIntoView({ block: 'center' });
}

// Shows another body by exchanging only what differs, so that nothing else moves or is loaded again.
function replaceBody(html) {
  const fresh = document.createElement('template');
  fresh.innerHTML = html;
  follow(body, fresh.content);
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
