import { byId, element, percent } from './dom.js';
import { distributionCard, top } from './cards.js';
import { toPcm16 } from './wav.js';
import { Microphone } from './microphone.js';

// More than this unsent means that the line, or the engine, is slower than the voice.
const MostUnsentBytes = 2_000_000;

/** Sends the microphone to the server as it comes and shows each stretch of speech once it is recognised. */
export class LiveSession {
  #microphone;
  #socket;
  #ended;

  static async start(path, { onLevel, onStatus, onEnd }) {
    const session = new LiveSession();
    byId('segments').replaceChildren();
    byId('running').replaceChildren();
    session.#microphone = await Microphone.open(samples => {
      onLevel(samples);
      session.#send(samples, onStatus);
    });
    const address = new URL(`${path}/stream?sampleRateHz=${Math.round(session.#microphone.sampleRate)}`, document.baseURI);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    session.#socket = new WebSocket(address);
    session.#ended = new Promise(resolve => {
      session.#socket.onmessage = message => session.#show(JSON.parse(message.data), onStatus);
      session.#socket.onopen = () => onStatus('Live: speak, and pause. Each stretch of speech appears when it is over.');
      session.#socket.onerror = () => onStatus('The live connection failed. As many streams may be open as are allowed; try again.', true);
      session.#socket.onclose = async close => {
        await session.#microphone.close();
        onEnd(close.code === 1008 ? close.reason : null);
        resolve();
      };
    });
    return session;
  }

  /** Ends the sound; what was said before is still recognised. */
  async stop() {
    await this.#microphone.close();
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send('end');
    else this.#socket.close();
    await this.#ended;
  }

  #send(samples, onStatus) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    if (this.#socket.bufferedAmount > MostUnsentBytes) {
      onStatus('The server is slower than your voice; stopped.', true);
      this.stop();
      return;
    }
    this.#socket.send(toPcm16(samples));
  }

  #show(message, onStatus) {
    if (message.type === 'error') onStatus(`${message.title} ${message.detail}`, true);
    if (message.type === 'summary') onStatus(`${message.seconds.toFixed(1)} s heard: ${message.segments} stretches of speech, ${message.silenceSeconds.toFixed(1)} s of silence.`);
    if (message.type === 'segment') byId('segments').append(segment(message));
    if (message.running) byId('running').replaceChildren(distributionCard('Lately', 'The speech so far, the latest weighing most.', message.running));
  }
}

function segment(message) {
  const result = message.result;
  const when = element('time', {}, `${message.speechStartSeconds.toFixed(1)} s`);
  if (!result) return element('li', {}, when, element('p', {}, message.error.detail));
  const words = element('p', { class: 'words' }, result.text.trim() || '(no words)');
  if (!result.distribution) return element('li', {}, when, words, element('p', { class: 'hint' }, 'no readable answer'));
  const [label, share] = top(result.distribution);
  return element('li', {}, when, words,
    element('p', { class: 'hint' }, `${label} ${percent(share)}, ambiguity ${result.normalizedEntropy.toFixed(2)}, ${message.latencySeconds.toFixed(1)} s after the last word`));
}
