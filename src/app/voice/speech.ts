import { identity } from "../../identity";
import { KeptChoice } from "../platform/kept-choice";

/** Whether replies are read aloud. */
export const readsAloud = new KeptChoice<"off" | "on">("speech", ["off", "on"]);

/** A voice of the device for the assistant's language; null where the browser has none that needs no server. */
export function localVoice(): SpeechSynthesisVoice | null {
  if (!("speechSynthesis" in window)) return null;
  const voices = speechSynthesis.getVoices().filter(({ localService }) => localService);
  const [language] = identity.language.split("-");
  const fitting = voices.filter(({ lang }) => lang.split(/[-_]/)[0] === language);
  return fitting.find((voice) => voice.default) ?? fitting[0] ?? null;
}

/** Says it after what is being said. */
export function say(text: string): void {
  const voice = localVoice();
  if (!voice || text.trim() === "") return;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  speechSynthesis.speak(words);
}

/** Stops speaking: the user does something else. */
export function hush(): void {
  if ("speechSynthesis" in window) speechSynthesis.cancel();
}
