// WAV files, 16 bit mono, made in the browser: the server reads nothing else, and needs no decoder for anything else.
const MaxWavRate = 16000;

/** Samples from -1 to 1 as a WAV file. */
export function encodeWav(samples, sampleRate) {
  const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const text = (at, value) => [...value].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  new Int16Array(view.buffer, 44).set(toPcm16(samples));
  return new Blob([view.buffer], { type: 'audio/wav' });
}

/** Samples from -1 to 1 as 16 bit integers; louder ones are cut off. */
export function toPcm16(samples) {
  const pcm = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) pcm[i] = Math.max(-32768, Math.min(32767, Math.round(samples[i] * 32768)));
  return pcm;
}

/** A file as WAV: as it is where it is one, else decoded by the browser. Throws where the browser cannot play it. */
export async function asWav(file) {
  const bytes = await file.arrayBuffer();
  const start = new TextDecoder('latin1').decode(bytes.slice(0, 12));
  if (start.startsWith('RIFF') && start.endsWith('WAVE')) return new Blob([bytes], { type: 'audio/wav' });
  const decoded = await new OfflineAudioContext(1, 1, MaxWavRate).decodeAudioData(bytes);
  const mono = new Float32Array(decoded.length);
  for (let channel = 0; channel < decoded.numberOfChannels; channel++) {
    const samples = decoded.getChannelData(channel);
    for (let i = 0; i < mono.length; i++) mono[i] += samples[i] / decoded.numberOfChannels;
  }
  return encodeWav(mono, decoded.sampleRate);
}
