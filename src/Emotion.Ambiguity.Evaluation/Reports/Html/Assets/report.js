// Feeds the chart library: each [data-chart] has a canvas and, beside it, its data as JSON. Draws what is open, again when colours change.
(() => {
  'use strict';
  const charts = new Map();
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const xy = pairs => pairs.map(([x, y]) => ({ x, y }));

  const axis = (title, max = 1, tiny = false) => ({
    type: 'linear', min: 0, max,
    title: { display: !tiny, text: title, color: colour('muted') },
    ticks: { color: colour('muted'), maxTicksLimit: tiny ? 3 : 6, maxRotation: 0 },
    grid: { color: colour('rule'), lineWidth: .6, offset: false },
    border: { color: colour('muted') },
  });
  const diagonal = max => ({
    type: 'line', label: 'diagonal', data: xy([[0, 0], [max, max]]), borderColor: colour('muted'), borderWidth: 1, borderDash: [4, 4],
    pointRadius: 0, pointHitRadius: 0,
  });
  const joined = (label, line, radius = 3) => ({
    type: 'line', label, data: xy(line), borderColor: colour('predicted'), backgroundColor: colour('predicted'), borderWidth: 1.8, pointRadius: radius,
  });
  const bars = (label, data, name) => ({ label, data, backgroundColor: colour(name), barPercentage: .92, categoryPercentage: .78 });
  const config = (type, datasets, x, y, more = {}) => ({ type, data: { labels: more.labels, datasets }, options: {
    animation: false, maintainAspectRatio: false, indexAxis: more.indexAxis ?? 'x', scales: { x, y },
    devicePixelRatio: document.documentElement.classList.contains('printing') ? 3 : undefined,
    plugins: {
      legend: { display: !more.tiny, position: 'bottom', labels: { color: colour('ink'), boxWidth: 10, boxHeight: 10, filter: item => item.text !== 'diagonal' } },
      tooltip: { animation: false, displayColors: false, filter: item => item.dataset.label !== 'diagonal', callbacks: more.tooltip ?? {} },
    },
  } });
  const pair = { title: () => '', label: item => `${item.dataset.label}: ${item.parsed.x.toFixed(2)}, ${item.parsed.y.toFixed(2)}` };

  const kinds = {
    // points: middle of each bin and its share of the items; counts; labels: the bins; line: mean confidence and accuracy.
    reliability: d => config('bar', [
      joined('accuracy', d.line), diagonal(1),
      { type: 'bar', label: 'share of items', data: xy(d.points), backgroundColor: colour('items'), barPercentage: 1, categoryPercentage: .96, grouped: false },
    ], { ...axis('confidence (highest probability)'), offset: false }, axis('accuracy, share of items'), { tooltip: {
      title: () => '',
      label: item => item.dataset.type === 'bar' ? `${d.labels[item.dataIndex]}: ${d.counts[item.dataIndex]} items` : pair.label(item),
    } }),
    // points: voted and predicted entropy of each item; line: their means in steps of the voted one; max: where the axes end.
    entropy: d => config('scatter', [
      joined('mean', d.line), diagonal(d.max),
      { label: 'item', data: xy(d.points), backgroundColor: colour('point'), borderWidth: 0, pointRadius: d.points.length > 400 ? 2 : 3 },
    ], axis('entropy of the votes', d.max), axis('entropy of the prediction', d.max), { tooltip: pair }),
    // labels, voted, predicted.
    labels: d => config('bar', [bars('voted', d.voted, 'voted'), bars('predicted', d.predicted, 'predicted')],
      { ...axis('mean over the items'), max: undefined, beginAtZero: true },
      { ticks: { color: colour('ink'), autoSkip: false }, grid: { display: false }, border: { color: colour('muted') } },
      { labels: d.labels, indexAxis: 'y', tooltip: { label: item => `${item.dataset.label}: ${item.parsed.x.toFixed(3)}` } }),
    // line: mean predicted probability and mean votes of each bin; counts.
    curve: d => config('scatter', [joined('bin', d.line, 2), diagonal(1)], axis('', 1, true), axis('', 1, true), { tiny: true, tooltip: {
      title: () => '',
      label: item => `predicted ${item.parsed.x.toFixed(2)}, voted ${item.parsed.y.toFixed(2)}`,
    } }),
  };

  function draw(figure) {
    if (charts.has(figure) || figure.closest('details:not([open])')) return;
    const data = JSON.parse(figure.querySelector('script').textContent);
    charts.set(figure, new Chart(figure.querySelector('canvas'), kinds[figure.dataset.chart](data)));
  }
  function drawAll() {
    for (const figure of document.querySelectorAll('[data-chart]')) draw(figure);
  }
  function redraw() {
    for (const chart of charts.values()) chart.destroy();
    charts.clear();
    drawAll();
  }
  function print(on) {
    document.documentElement.classList.toggle('printing', on);
    redraw();
  }
  // A link to something in a closed section opens it.
  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let e = target; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
    if (target) target.scrollIntoView();
  }

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 11;
  for (const tools of document.querySelectorAll('.tools')) {
    tools.hidden = false;
    tools.addEventListener('click', e => {
      const open = e.target.dataset.open;
      if (open) for (const section of document.querySelectorAll('.configuration')) section.open = open === 'true';
    });
  }
  // toggle does not bubble, so it is caught on its way down.
  document.addEventListener('toggle', e => { for (const figure of e.target.querySelectorAll('[data-chart]')) draw(figure); }, true);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
  addEventListener('hashchange', reveal);
  reveal();
  drawAll();
})();
