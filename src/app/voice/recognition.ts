/** The Web Speech API as far as it is used here; TypeScript's DOM types don't have what runs on the device (Chromium 139). */
export interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  processLocally: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}

export type Availability = "unavailable" | "downloadable" | "downloading" | "available";

interface RecognitionClass {
  new (): Recognition;
  available(options: { langs: string[]; processLocally: boolean }): Promise<Availability>;
  install(options: { langs: string[]; processLocally: boolean }): Promise<boolean>;
}

export interface RecognitionResult extends Event {
  results: ArrayLike<{ isFinal: boolean; 0: { transcript: string } }>;
}

export interface RecognitionFault extends Event {
  /** "not-allowed", "no-speech", "audio-capture", "aborted", ... */
  error: string;
}

/** Null where the browser can't, or can only by sending what it hears to a server: that would leave the device. */
export function recognitionClass(): RecognitionClass | null {
  const { SpeechRecognition } = window as { SpeechRecognition?: RecognitionClass };
  const isLocal =
    SpeechRecognition && "available" in SpeechRecognition && "processLocally" in SpeechRecognition.prototype;
  return isLocal ? SpeechRecognition : null;
}
