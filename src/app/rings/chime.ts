/** Two soft notes: frequency in hertz, start in seconds. */
const notes = [
  { frequency: 659.3, start: 0 },
  { frequency: 987.8, start: 0.22 },
];
/** Seconds from one chime to the next, and until it gives up. */
const interval = 2.6;
const longest = 60;

/** Chimes gently until the returned function is called, for at most a minute. Silent where the browser allows no sound yet. */
export function startChime(): () => void {
  const audio = new AudioContext();
  const chime = () => {
    for (const { frequency, start } of notes) playNote(audio, frequency, audio.currentTime + start);
  };
  void audio.resume().catch(() => undefined);
  chime();
  const repeat = setInterval(chime, interval * 1000);
  const end = setTimeout(stop, longest * 1000);

  function stop() {
    clearInterval(repeat);
    clearTimeout(end);
    if (audio.state !== "closed") void audio.close();
  }
  return stop;
}

/** A sine with a quick attack and a long fade, like a small bell. */
function playNote(audio: AudioContext, frequency: number, at: number): void {
  const oscillator = new OscillatorNode(audio, { frequency });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.22, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 1.6);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 1.7);
}
