// The microphone as chunks of samples. What the browser would do to make speech nicer is off: it changes how a voice sounds.
export class Microphone {
  #context;
  #stream;

  static async open(onChunk) {
    const microphone = new Microphone();
    microphone.#stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
    try {
      microphone.#context = new AudioContext();
      await microphone.#context.audioWorklet.addModule('microphone-worklet.js');
      const node = new AudioWorkletNode(microphone.#context, 'microphone', { numberOfOutputs: 0 });
      node.port.onmessage = message => onChunk(message.data);
      microphone.#context.createMediaStreamSource(microphone.#stream).connect(node);
      await microphone.#context.resume();
      return microphone;
    } catch (fault) {
      await microphone.close();
      throw fault;
    }
  }

  get sampleRate() { return this.#context.sampleRate; }

  async close() {
    this.#stream?.getTracks().forEach(track => track.stop());
    if (this.#context && this.#context.state !== 'closed') await this.#context.close();
  }
}

/** The loudness of a chunk, 0 to 1, on a scale of 60 dB. */
export function loudness(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.max(0, Math.min(1, 1 + 10 * Math.log10(sum / samples.length + 1e-12) / 60));
}

/** Why a microphone cannot be used, for people. */
export function microphoneProblem(fault) {
  if (fault.name === 'NotAllowedError') return 'The microphone is not allowed here. Allow it in the browser’s site settings and try again.';
  if (fault.name === 'NotFoundError') return 'There is no microphone. Connect one, or drop a file.';
  return navigator.mediaDevices ? `The microphone cannot be used: ${fault.message}` : 'The microphone works on https:// and on localhost only.';
}
