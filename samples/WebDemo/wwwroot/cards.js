import { element, percent } from './dom.js';

const Meaning = {
  likelihood: ['Label likelihood', 'How likely each label is as the answer.', 'log P'],
  token: ['Token logits', 'Mean logit of the label’s tokens over all steps: eq. 1 and 2.', 'mean logit'],
  text: ['Answer in words', 'What the model’s answer spells out.', ''],
};

const Reason = {
  EmptyAnswer: 'the model answered nothing',
  NoLabelFound: 'it names none of the emotions',
  NoNumberFound: 'it names no percentage',
  AllZero: 'it gives every one of the emotions nothing',
  Contradiction: 'it contradicts itself',
  NumberOutOfRange: 'a number in it makes no sense',
};

/** One card an extractor, in the order of the result; before them the listeners, where they voted. */
export function resultCards(result, votes) {
  const cards = [];
  const voted = votes && shares(votes);
  if (voted) cards.push(votesCard(votes, voted));
  for (const [name, extraction] of Object.entries(result.extractors)) cards.push(extractorCard(name, extraction, result.scores?.[name], voted));
  return cards;
}

/** A card of a distribution alone. */
export function distributionCard(title, meaning, distribution, entropy) {
  return card(title, meaning, distribution, { entropy: entropy ?? normalizedEntropy(distribution) });
}

/** Half the sum of differences: 0 the same, 1 nothing in common. */
export function totalVariation(p, q) {
  return Object.keys(p).reduce((sum, label) => sum + Math.abs(p[label] - (q[label] ?? 0)), 0) / 2;
}

export function top(distribution) {
  return Object.entries(distribution).reduce((best, entry) => entry[1] > best[1] ? entry : best);
}

function shares(votes) {
  const total = Object.values(votes).reduce((a, b) => a + b, 0);
  return Object.fromEntries(Object.entries(votes).map(([label, count]) => [label, count / total]));
}

function normalizedEntropy(distribution) {
  const p = Object.values(distribution).filter(x => x > 0);
  return -p.reduce((sum, x) => sum + x * Math.log(x), 0) / Math.log(Object.keys(distribution).length);
}

function votesCard(votes, distribution) {
  const count = Object.values(votes).reduce((a, b) => a + b, 0);
  const node = card('Listeners', `How ${count} people voted on this clip.`, distribution, { entropy: normalizedEntropy(distribution) });
  node.classList.add('votes-card');
  node.append(element('p', { class: 'note' }, 'The upright lines in the other cards mark these shares.'));
  return node;
}

function extractorCard(name, extraction, scores, votes) {
  const [title, meaning, unit] = Meaning[name] ?? [name, '', ''];
  if (!extraction.distribution) {
    return element('article', { class: 'card' }, element('h3', {}, title), element('p', { class: 'hint' }, meaning),
      element('p', { class: 'note' }, `No distribution: the answer cannot be read, ${Reason[extraction.invalidReason] ?? extraction.invalidReason}.`), unknown(extraction));
  }
  const notes = [extraction.fallbackUsed && `Eq. 2 is not defined for these logits; ${extraction.fallbackUsed} stood in.`, extraction.wasNormalized && 'The numbers of the answer did not sum to 100 %.', extraction.warning];
  const node = card(title, meaning, extraction.distribution, {
    entropy: extraction.normalizedEntropy, scores: unit && scores, unit, votes, distance: votes && totalVariation(extraction.distribution, votes),
  });
  node.append(...notes.filter(Boolean).map(note => element('p', { class: 'note' }, note)));
  const others = unknown(extraction);
  if (others) node.append(others);
  return node;
}

function unknown(extraction) {
  return extraction.unknownLabels ? element('p', { class: 'note' }, `The answer also names ${extraction.unknownLabels.join(', ')}.`) : null;
}

function card(title, meaning, distribution, { entropy, scores, unit, votes, distance }) {
  const best = Math.max(...Object.values(distribution));
  const rows = Object.entries(distribution).map(([label, share]) => element('tr', { class: share === best ? 'top' : null },
    element('th', { scope: 'row' }, label),
    element('td', { class: 'bar', 'aria-hidden': 'true' }, element('span', { class: 'track' },
      element('span', { class: 'fill', '--share': share }),
      votes?.[label] > 0 ? element('span', { class: 'tick', '--share': votes[label] }) : null)),
    element('td', { class: 'share' }, percent(share)),
    scores ? element('td', { class: 'score' }, scores[label].toFixed(2)) : null));
  const head = element('thead', {}, element('tr', {},
    element('th', { scope: 'col' }, 'emotion'), element('td', { 'aria-hidden': 'true' }), element('th', { scope: 'col' }, 'share'), scores ? element('th', { scope: 'col' }, unit) : null));
  const table = element('table', { class: 'shares' }, element('caption', { class: 'visually-hidden' }, title), head, element('tbody', {}, ...rows));
  const facts = element('dl', {}, element('dt', {}, 'Ambiguity: entropy, 0 to 1'), element('dd', {}, entropy.toFixed(2)));
  if (distance !== undefined && distance !== null) facts.append(element('dt', {}, 'Distance to the votes, 0 to 1'), element('dd', {}, distance.toFixed(2)));
  return element('article', { class: 'card' }, element('h3', {}, title), element('p', { class: 'hint' }, meaning), table, facts);
}
