import { useEffect, useState } from "react";
import { useStore } from "../../session/store";
import { dictation, dictationInWords } from "../../voice/dictation";
import { hush, localVoice, readsAloud, say } from "../../voice/speech";
import { Choices } from "./choices";
import styles from "./settings.module.css";

const choices: { value: "off" | "on"; label: string }[] = [
  { value: "off", label: "Silent" },
  { value: "on", label: "Read aloud" },
];

/** Replies read aloud, and messages spoken; both on the device or not at all. */
export function VoiceSection() {
  const chosen = useStore(readsAloud);
  const heard = useStore(dictation.state);
  const voice = useVoice();
  useEffect(() => void dictation.look(), []);

  function choose(value: "off" | "on") {
    hush();
    readsAloud.choose(value);
    if (value === "on") say("I’ll read my answers aloud.");
  }

  return (
    <section className={styles.section} aria-labelledby="voice-title">
      <h3 id="voice-title" className={styles.title}>
        Voice
      </h3>
      {voice ? (
        <>
          <p>Answers, in the device’s own voice ({voice.name}). Escape stops it.</p>
          <Choices legend="Answers" choices={choices} chosen={chosen} onChoose={choose} />
        </>
      ) : (
        <p>This browser has no voice of its own for this language, so answers can’t be read aloud.</p>
      )}
      <p role="status">{dictationInWords(heard)}</p>
      <div className={styles.actions}>
        {heard.kind === "fetchable" && (
          <button type="button" className={styles.action} onClick={() => void dictation.fetch()}>
            Fetch the language
          </button>
        )}
      </div>
    </section>
  );
}

/** Hook: browsers know their voices some time after the page is there. */
function useVoice(): SpeechSynthesisVoice | null {
  const [voice, setVoice] = useState(localVoice);
  useEffect(() => {
    if (!("speechSynthesis" in window)) return;
    const look = () => setVoice(localVoice());
    look();
    speechSynthesis.addEventListener("voiceschanged", look);
    return () => speechSynthesis.removeEventListener("voiceschanged", look);
  }, []);
  return voice;
}
