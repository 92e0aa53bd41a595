import { byId, element } from './dom.js';
import { asWav, encodeWav } from './wav.js';
import { Microphone, loudness, microphoneProblem } from './microphone.js';
import { resultCards } from './cards.js';
import { showSteps } from './steps.js';
import { LiveSession } from './live.js';

const LongestRecordingSeconds = 60;

let limits;
let running;      // aborts the request under way
let recording;    // { microphone, chunks } while one is made
let live;         // the live session, while there is one
let latest;       // what was recognised last, to do it again with other settings
let clipAddress;  // the object URL that the player has

const setting = name => document.querySelector(`input[name="${name}"]:checked`).value;
const path = () => `v1/${setting('input')}-${setting('prompt')}`;

function status(text, isProblem = false) {
  byId('status').textContent = isProblem ? '' : text;
  byId('status').classList.remove('busy');
  byId('problem').textContent = isProblem ? text : '';
  byId('problem').hidden = !isProblem;
}

function busy(text) {
  status(text);
  byId('status').classList.add('busy');
}

/** On a narrow screen the result is below what was pressed. */
function showResultArea() {
  if (!matchMedia('(max-width: 60rem)').matches) return;
  byId('result').scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}

/** Recognises a WAV file and shows what came of it. */
async function recognize(wav, { name, votes }) {
  running?.abort();
  const mine = running = new AbortController();
  latest = { wav, name, votes };
  if (limits && wav.size > limits.bodyBytes) return status(`“${name}” has ${(wav.size / 1e6).toFixed(1)} MB as WAV; at most ${(limits.bodyBytes / 1e6).toFixed(1)} MB are accepted.`, true);
  busy(`Listening to “${name}” …`);
  showResultArea();
  try {
    const response = await fetch(`${path()}/recognize`, { method: 'POST', body: wav, headers: { 'Content-Type': 'audio/wav' }, signal: mine.signal });
    const body = await response.json();
    if (!response.ok) return status(`${body.title} ${body.detail}`, true);
    show(body, wav, name, votes);
  } catch (fault) {
    if (fault.name !== 'AbortError') status('The server does not answer. Is it still running?', true);
  } finally {
    if (running === mine) running = undefined;
  }
}

function show(result, wav, name, votes) {
  byId('live-output').hidden = true;
  byId('output').hidden = false;
  byId('transcript').textContent = result.text.trim() ? `“${result.text.trim()}”` : '(no words)';
  const seconds = result.windows.reduce((sum, w) => sum + (w.durationSeconds ?? 0), 0);
  const answer = result.answer ? ` The model answered: “${result.answer.trim()}”.` : '';
  byId('facts').textContent = `${name}, ${seconds.toFixed(1)} s, recognised in ${result.diagnostics.totalSeconds.toFixed(1)} s.${answer}`;
  if (clipAddress) URL.revokeObjectURL(clipAddress);
  byId('player').src = clipAddress = URL.createObjectURL(wav);
  byId('cards').replaceChildren(...resultCards(result, votes));
  showSteps(result);
  status(result.distribution
    ? `Recognised “${name}”: most likely ${result.top.join(' or ')}, ambiguity ${result.normalizedEntropy.toFixed(2)}.`
    : `Recognised “${name}”, but no distribution could be read.`);
}

async function useFile(file) {
  if (!file) return;
  choose(null);
  try {
    busy(`Reading “${file.name}” …`);
    await recognize(await asWav(file), { name: file.name });
  } catch {
    status(`This browser cannot play “${file.name}”. Choose a WAV, MP3, Ogg, FLAC or MP4 file.`, true);
  }
}

async function useClip(clip, button) {
  choose(button);
  const response = await fetch(`clips/${encodeURIComponent(clip.name)}`);
  await recognize(await response.blob(), { name: clip.name, votes: clip.votes });
}

function choose(button) {
  document.querySelectorAll('#clips button').forEach(other => other.setAttribute('aria-pressed', String(other === button)));
}

function showLevel(samples) {
  byId('level').firstElementChild.style.setProperty('--level', loudness(samples));
}

function pressed(button, isPressed, label) {
  button.setAttribute('aria-pressed', String(isPressed));
  button.querySelector('.label').textContent = label;
  byId('level').hidden = !isPressed;
}

async function toggleRecording() {
  if (recording) return stopRecording();
  const button = byId('record');
  button.disabled = byId('live').disabled = true;
  const chunks = [];
  try {
    const microphone = await Microphone.open(samples => {
      chunks.push(samples);
      showLevel(samples);
      const seconds = chunks.length / 20;
      if (recording) byId('status').textContent = `Recording: ${Math.floor(seconds)} s of at most ${LongestRecordingSeconds} s.`;
      if (seconds >= LongestRecordingSeconds) stopRecording();
    });
    recording = { microphone, chunks };
    pressed(button, true, 'Stop');
    status('Recording …');
  } catch (fault) {
    byId('live').disabled = false;
    status(microphoneProblem(fault), true);
  } finally {
    button.disabled = false;
  }
}

async function stopRecording() {
  if (!recording) return;
  const { microphone, chunks } = recording;
  recording = undefined;
  const rate = microphone.sampleRate;
  await microphone.close();
  pressed(byId('record'), false, 'Record');
  byId('live').disabled = false;
  choose(null);
  const samples = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    samples.set(chunk, at);
    at += chunk.length;
  }
  if (samples.length === 0) return status('Nothing was recorded. Speak for a second or two before you stop.', true);
  await recognize(encodeWav(samples, rate), { name: 'your recording' });
}

async function toggleLive() {
  const button = byId('live');
  if (live) {
    busy('Finishing what was said …');
    return live.stop();
  }
  button.disabled = byId('record').disabled = true;
  running?.abort();
  choose(null);
  byId('output').hidden = true;
  byId('live-output').hidden = false;
  try {
    live = await LiveSession.start(path(), {
      onLevel: showLevel,
      onStatus: status,
      onEnd: reason => {
        live = undefined;
        byId('record').disabled = false;
        pressed(button, false, 'Go live');
        if (reason) status(reason, true);
      },
    });
    pressed(button, true, 'End live');
    showResultArea();
  } catch (fault) {
    byId('record').disabled = false;
    status(microphoneProblem(fault), true);
  } finally {
    button.disabled = false;
  }
}

function describeVotes(clip) {
  if (!clip.votes) return clip.note ?? 'no votes';
  const named = Object.entries(clip.votes).filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
  return `votes: ${named.map(([label, count]) => `${label} ${count}`).join(', ')}`;
}

async function listClips() {
  const clips = await (await fetch('clips')).json();
  byId('clips').replaceChildren(...clips.map(clip => {
    const button = element('button', { type: 'button', 'aria-pressed': 'false' }, element('span', {}, clip.sentence ?? clip.name), element('small', {}, describeVotes(clip)));
    button.addEventListener('click', () => useClip(clip, button));
    return element('li', {}, button);
  }));
}

function listen() {
  const drop = byId('drop');
  byId('file').addEventListener('change', event => {
    useFile(event.target.files[0]);
    event.target.value = '';
  });
  for (const kind of ['dragenter', 'dragover']) {
    drop.addEventListener(kind, event => {
      event.preventDefault();
      drop.classList.add('over');
    });
  }
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', event => {
    event.preventDefault();
    drop.classList.remove('over');
    useFile(event.dataTransfer.files[0]);
  });
  byId('record').addEventListener('click', toggleRecording);
  byId('live').addEventListener('click', toggleLive);
  for (const radio of document.querySelectorAll('input[type="radio"]')) {
    radio.addEventListener('change', () => { if (latest && !live && !byId('output').hidden) recognize(latest.wav, latest); });
  }
}

listen();
await listClips();
limits = (await (await fetch(`${path()}/info`)).json()).limits;
