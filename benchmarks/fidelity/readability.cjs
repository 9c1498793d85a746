// Answers each line {html, url} with a line {html, ms}: the article as Readability.js finds it on jsdom.
const { JSDOM, VirtualConsole } = require("jsdom");
const { Readability } = require("@mozilla/readability");

const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { html, url } = JSON.parse(line);
  const begin = performance.now();
  let found = "";
  try {
    const { document } = new JSDOM(html, { url, virtualConsole: new VirtualConsole() }).window;
    found = new Readability(document).parse()?.content ?? "";
  } catch (error) {
    found = "";
  }
  process.stdout.write(JSON.stringify({ html: found, ms: performance.now() - begin }) + "\n");
});
