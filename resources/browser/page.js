// What the browser asks a page, in a world of its own that the page's scripts do not see.
(() => {
  "use strict";
  if (window.pressmark) return;
  performance.setResourceTimingBufferSize(5000);
  let told = 0;

  // What changes while a page is still being made, and what was loaded since the last look.
  function look() {
    const loaded = performance.getEntriesByType("resource").map(entry => entry.name);
    const fresh = loaded.slice(told);
    told = loaded.length;
    const root = document.scrollingElement || document.documentElement;
    return JSON.stringify({
      ready: document.readyState,
      nodes: document.getElementsByTagName("*").length,
      height: root ? root.scrollHeight : 0,
      isAtEnd: !root || root.scrollTop + innerHeight >= root.scrollHeight - 2,
      pictures: Array.from(document.images).filter(one => !one.complete).length,
      loaded: fresh,
    });
  }

  function scroll() {
    scrollBy(0, Math.max(200, innerHeight * 0.9));
  }

  // The document as it is shown: shadow trees in their places, pictures with the address that was chosen.
  function flat(node) {
    const copy = node.cloneNode(false);
    if (node.nodeType !== Node.ELEMENT_NODE) return copy;
    if (node.localName === "img" && !node.hasAttribute("srcset") && /^https?:/.test(node.currentSrc)) {
      copy.setAttribute("src", node.currentSrc);
    }
    let children = node.childNodes;
    if (node.shadowRoot) children = node.shadowRoot.childNodes;
    else if (node.localName === "slot" && node.assignedNodes().length) children = node.assignedNodes();
    for (const child of children) copy.appendChild(flat(child));
    return copy;
  }

  function take() {
    const hasShadows = Array.prototype.some.call(document.getElementsByTagName("*"), one => one.shadowRoot);
    const root = hasShadows ? flat(document.documentElement) : document.documentElement;
    return "<!DOCTYPE html>\n" + root.outerHTML;
  }

  window.pressmark = { look, scroll, take };
})();
