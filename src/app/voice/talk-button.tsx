import { useEffect, type KeyboardEvent } from "react";
import { MicrophoneIcon } from "../icons";
import { useStore } from "../session/store";
import { dictation } from "./dictation";
import { hush } from "./speech";
import styles from "./talk-button.module.css";

/** Push to talk: held by finger, mouse or key while speaking. Nothing is drawn where speech can't stay on the device. */
export function TalkButton({ onHeard }: { onHeard: (text: string) => void }) {
  const state = useStore(dictation.state);
  useEffect(() => void dictation.look(), []);
  if (state.kind !== "ready" && state.kind !== "listening") return null;
  const isListening = state.kind === "listening";

  function start() {
    hush();
    dictation.start(onHeard);
  }
  function onKeyDown(event: KeyboardEvent) {
    if ((event.key !== " " && event.key !== "Enter") || event.repeat) return;
    event.preventDefault();
    start();
  }
  return (
    <>
      <button
        type="button"
        className={styles.talk}
        aria-label="Hold to talk"
        aria-pressed={isListening}
        onPointerDown={start}
        onPointerUp={() => dictation.stop()}
        onPointerCancel={() => dictation.stop()}
        onPointerLeave={() => dictation.stop()}
        onKeyDown={onKeyDown}
        onKeyUp={() => dictation.stop()}
        onBlur={() => dictation.stop()}
        onContextMenu={(event) => event.preventDefault()}
      >
        <MicrophoneIcon />
      </button>
      <span className={isListening ? styles.heard : "visually-hidden"} role="status">
        {isListening && (state.heard || "Listening…")}
      </span>
    </>
  );
}
