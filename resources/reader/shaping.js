// Lets a person say which blocks of a page are the article's. Runs in a world of its own; what is clicked is told to the
// window as an address that leads nowhere.

const blocks = () => [...document.querySelectorAll('.body .block')];

// Puts a frame with its tools around each block, once; `verbs` are pairs of what to do and what it is called.
function frameBlocks(verbs) {
  if (blocks().length) return;
  for (const one of document.querySelectorAll('.body [data-block]')) {
    const frame = document.createElement('div');
    frame.className = 'block';
    frame.dataset.name = one.dataset.block;
    const tools = document.createElement('div');
    tools.className = 'block-tools';
    for (const [verb, text] of verbs) {
      const link = document.createElement('a');
      link.href = `pressmark-article://reader/act/${verb}/${one.dataset.block}`;
      link.textContent = text;
      tools.append(link);
    }
    one.replaceWith(frame);
    frame.append(tools, one);
  }
}

// Shows which blocks are left out: those named, and all before the first or after the last.
function showShape(removed, begins, ends) {
  const all = blocks();
  const place = (name, other) => (name ? all.findIndex((one) => one.dataset.name === name) : other);
  const first = place(begins, 0), last = place(ends, all.length - 1);
  all.forEach((one, number) => {
    const isOut = removed.includes(one.dataset.name) || number < first || (last >= 0 && number > last);
    one.classList.toggle('left-out', isOut);
  });
}
