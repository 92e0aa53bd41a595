// Hands the microphone's samples to the page, a twentieth of a second at a time.
class Microphone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.chunk = new Float32Array(Math.round(sampleRate / 20));
    this.filled = 0;
  }

  process([input]) {
    const samples = input[0];
    if (!samples) return true;
    for (const sample of samples) {
      this.chunk[this.filled++] = sample;
      if (this.filled < this.chunk.length) continue;
      this.port.postMessage(this.chunk.slice());
      this.filled = 0;
    }
    return true;
  }
}

registerProcessor('microphone', Microphone);
