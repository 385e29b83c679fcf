import { identity } from "../../identity";
import { Store } from "../session/store";
import { recognitionClass, type Recognition, type RecognitionFault, type RecognitionResult } from "./recognition";

/** Whether what is said can be written down on this device, and what goes on. */
export type DictationState =
  /** Not asked yet. */
  | { kind: "unknown" }
  /** `server`: this browser would send it away. */
  | { kind: "off"; reason: "server" | "language" | "microphone" | "failed" }
  /** The language has to be fetched first, once. */
  | { kind: "fetchable" | "fetching" }
  | { kind: "ready" }
  /** What was understood so far. */
  | { kind: "listening"; heard: string };

/** The browser wants a region with its languages. */
const LANGUAGE =
  identity.language === "en" ? (navigator.languages.find((tag) => /^en-/.test(tag)) ?? "en-US") : identity.language;
const OPTIONS = { langs: [LANGUAGE], processLocally: true };

/** Writes down what is said, on the device or not at all. */
class Dictation {
  readonly state = new Store<DictationState>({ kind: "unknown" });
  #recognition: Recognition | null = null;

  /** Finds out what is possible; asks for nothing. */
  async look(): Promise<void> {
    if (this.state.get().kind !== "unknown") return;
    const Recognition = recognitionClass();
    if (!Recognition) return this.state.set({ kind: "off", reason: "server" });
    const availability = await Recognition.available(OPTIONS).catch(() => "unavailable" as const);
    if (availability === "available") this.state.set({ kind: "ready" });
    else if (availability === "unavailable") this.state.set({ kind: "off", reason: "language" });
    else this.state.set({ kind: availability === "downloading" ? "fetching" : "fetchable" });
  }

  /** Fetches the language, by the browser. */
  async fetch(): Promise<void> {
    this.state.set({ kind: "fetching" });
    const isHere = await recognitionClass()
      ?.install(OPTIONS)
      .catch(() => false);
    this.state.set(isHere ? { kind: "ready" } : { kind: "fetchable" });
  }

  /** Listens until `stop`, or until the speaker is silent; `onHeard` gets what was said, where anything was. */
  start(onHeard: (text: string) => void): void {
    const Recognition = recognitionClass();
    if (!Recognition || this.state.get().kind !== "ready") return;
    const recognition = new Recognition();
    Object.assign(recognition, { lang: LANGUAGE, interimResults: true, processLocally: true });
    let heard = "";
    let after: DictationState = { kind: "ready" };
    recognition.addEventListener("result", (event) => {
      heard = Array.from((event as RecognitionResult).results, (result) => result[0].transcript)
        .join("")
        .trim();
      this.state.set({ kind: "listening", heard });
    });
    recognition.addEventListener("error", (event) => {
      const { error } = event as RecognitionFault;
      if (error === "not-allowed" || error === "audio-capture") after = { kind: "off", reason: "microphone" };
      else if (error !== "no-speech" && error !== "aborted") after = { kind: "off", reason: "failed" };
    });
    recognition.addEventListener("end", () => {
      this.#recognition = null;
      this.state.set(after);
      if (heard !== "" && after.kind === "ready") onHeard(heard);
    });
    this.#recognition = recognition;
    this.state.set({ kind: "listening", heard: "" });
    recognition.start();
  }

  stop(): void {
    this.#recognition?.stop();
  }
}

export const dictation = new Dictation();

const REASONS = {
  server: "This browser would send what you say to a server, so it is off.",
  language: "This browser can’t write down this language on the device, so it is off.",
  microphone:
    "The browser doesn’t let this page use a microphone, or there is none. Its site settings can change that.",
  failed: "The browser’s recognition failed. Loading the page again tries it anew.",
};

/** For the settings. */
export function dictationInWords(state: DictationState): string {
  switch (state.kind) {
    case "unknown":
      return "Looking what this browser can do…";
    case "off":
      return REASONS[state.reason];
    case "fetchable":
      return "This browser can write down what you say, on this device, once it has fetched the language.";
    case "fetching":
      return "The browser is fetching the language…";
    case "ready":
    case "listening":
      return "Hold the microphone beside the message, speak, and let go. What you say stays on this device.";
  }
}
