// Builds elements from text, never from markup: whatever a file is called or a model writes stays text.
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('--')) node.style.setProperty(name, value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

export const byId = id => document.getElementById(id);

export const percent = share => `${(100 * share).toFixed(1)} %`;
