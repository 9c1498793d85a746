// Puts stories below the end of the article: groups of a name and links. Titles are text here, never markup. Runs in a
// world of its own; a click is told to the window as an address that leads nowhere.

// Returns by how much the page grew.
function showStories(groups, direction) {
  for (const one of document.querySelectorAll('nav.stories')) one.remove();
  const article = document.querySelector('article');
  const before = document.documentElement.scrollHeight;
  if (!article || !groups.length) return 0;
  const nav = document.createElement('nav');
  nav.className = 'stories';
  nav.dir = direction;
  for (const { name, stories } of groups) {
    const heading = document.createElement('h2');
    heading.textContent = name;
    const list = document.createElement('ul');
    for (const { id, title, facts } of stories) {
      const link = document.createElement('a');
      link.href = `pressmark-article://reader/act/story/${id}`;
      link.title = title;
      const [first, second] = [document.createElement('b'), document.createElement('small')];
      first.textContent = title;
      first.dir = 'auto';
      second.textContent = facts;
      link.append(first, second);
      const item = document.createElement('li');
      item.append(link);
      list.append(item);
    }
    nav.append(heading, list);
  }
  article.append(nav);
  return document.documentElement.scrollHeight - before;
}
