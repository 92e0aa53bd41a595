import { byId, element, percent } from './dom.js';

const visible = text => text.replace(/^ /, '␣').replaceAll('\n', '⏎') || '∅';
const mean = values => values.reduce((a, b) => a + b, 0) / values.length;

/** Shows the answer token by token, the logits of a chosen step, and all steps in a table. */
export function showSteps(result) {
  const trace = result.trace;
  byId('steps').hidden = !trace || trace.steps.length === 0;
  if (byId('steps').hidden) return;
  const labels = Object.keys(trace.tokens);
  const count = trace.steps.length;
  byId('steps-intro').textContent = `The model wrote ${count} ${count === 1 ? 'token' : 'tokens'}. At each of these steps every subword token that spells an emotion has a logit; `
    + `their mean is the emotion’s number of that step, and the mean over ${count === 1 ? 'the one step' : `all ${count} steps`} is its score. Choose a step to see its tokens.`;
  const buttons = trace.steps.map((step, index) => {
    const button = element('button', { type: 'button', 'aria-pressed': 'false', 'aria-label': `Step ${index + 1}: ${visible(step.token)}` }, visible(step.token));
    button.addEventListener('click', () => choose(index));
    return button;
  });
  byId('tokens').replaceChildren(...buttons);
  byId('step-table').replaceChildren(matrix(trace, labels, result));

  function choose(index) {
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(i === index)));
    byId('step-detail').replaceChildren(detail(trace, labels, index));
    byId('step-table').querySelectorAll('tbody tr').forEach((row, i) => row.classList.toggle('chosen', i === index));
  }

  choose(0);
}

function detail(trace, labels, index) {
  const step = trace.steps[index];
  const all = labels.flatMap(label => step.logits[label]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const heat = logit => high > low ? (logit - low) / (high - low) : 0;
  return element('div', { class: 'step' },
    element('h4', {}, `Step ${index + 1} of ${trace.steps.length}: “${visible(step.token)}”`),
    element('dl', { class: 'pieces' }, ...labels.map(label => element('div', {},
      element('dt', {}, label),
      element('dd', {}, element('span', { class: 'piece mean' }, 'mean ', mean(step.logits[label]).toFixed(2)),
        ...trace.tokens[label].map((text, i) => element('span', { class: 'piece', '--h': heat(step.logits[label][i]) },
          element('code', {}, visible(text)), ' ', step.logits[label][i].toFixed(2))))))));
}

function matrix(trace, labels, result) {
  const means = trace.steps.map(step => labels.map(label => mean(step.logits[label])));
  const [low, high] = [Math.min(...means.flat()), Math.max(...means.flat())];
  const extraction = result.extractors.token;
  const cell = value => element('td', { '--h': high > low ? (value - low) / (high - low) : 0 }, value.toFixed(2));
  return element('table', { class: 'matrix' },
    element('caption', {}, 'Mean logit of each emotion’s tokens, by step'),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'step'), ...labels.map(label => element('th', { scope: 'col' }, label)))),
    element('tbody', {}, ...means.map((row, i) => element('tr', {}, element('th', { scope: 'row' }, `${i + 1} ${visible(trace.steps[i].token)}`), ...row.map(cell)))),
    element('tfoot', {},
      element('tr', {}, element('th', { scope: 'row' }, 'score, eq. 1'), ...labels.map((_, n) => element('td', {}, mean(means.map(row => row[n])).toFixed(2)))),
      extraction?.distribution ? element('tr', {}, element('th', { scope: 'row' }, extraction.fallbackUsed ? `share, ${extraction.fallbackUsed}` : 'share, eq. 2'),
        ...labels.map(label => element('td', {}, percent(extraction.distribution[label])))) : null));
}
