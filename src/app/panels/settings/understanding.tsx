import { useRef } from "react";
import type { FullTierOrder, TierChoice } from "../../../worker/protocol";
import { tierChoice } from "../../platform/tier";
import { useSession } from "../../session/session-context";
import { useStore } from "../../session/store";
import { tierInWords } from "../../shell/tier-in-words";
import { bytes } from "../../transcript/format";
import { Choices } from "./choices";
import styles from "./settings.module.css";

const choices: { value: TierChoice; label: string }[] = [
  { value: "automatic", label: "Automatic" },
  { value: "lite", label: "Lite only" },
];

/** Which tier reads messages, and what the full one takes. */
export function Understanding() {
  const session = useSession();
  const { fullTier } = useStore(session.state);
  const chosen = useStore(tierChoice);
  const actions = useRef<HTMLDivElement>(null);
  const isReady = fullTier?.state === "ready";
  const isComing = fullTier?.state === "downloading" || fullTier?.state === "starting";

  function give(order: FullTierOrder) {
    session.orderFullTier(order);
    // The button goes as its order is carried out; the keyboard stays where the next one comes.
    actions.current?.focus();
  }

  function button(label: string, order: FullTierOrder) {
    return (
      <button className={styles.action} type="button" onClick={() => give(order)}>
        {label}
      </button>
    );
  }

  return (
    <section className={styles.section} aria-labelledby="understanding-title">
      <h3 id="understanding-title" className={styles.title}>
        Understanding
      </h3>
      <p>
        Lite starts at once and is always here. Full knows many more words, so it reads more of what you write as you
        mean it. It is fetched once, kept on this device, and works offline too.
      </p>
      {fullTier && (
        <Choices
          legend="Which understanding to use"
          choices={choices}
          chosen={chosen}
          onChoose={session.orderFullTier}
        />
      )}
      <dl className={styles.facts}>
        <dt>In use</dt>
        <dd>{isReady ? "Full" : "Lite"}</dd>
        {fullTier && (
          <>
            <dt>Size of full</dt>
            <dd>{bytes(fullTier.total)}</dd>
          </>
        )}
      </dl>
      {isComing && (
        <div className={styles.progress}>
          <progress value={fullTier.done} max={fullTier.total} aria-label="Download of the full understanding" />
          <span>
            {bytes(fullTier.done)} of {bytes(fullTier.total)}
          </span>
        </div>
      )}
      <p role="status">{tierInWords(fullTier)}</p>
      {fullTier && (
        <div ref={actions} className={styles.actions} role="group" aria-label="Full understanding" tabIndex={-1}>
          {fullTier.state === "absent" && button(`Download (${bytes(fullTier.total - fullTier.done)})`, "download")}
          {fullTier.state === "skipped" && button("Download anyway", "download")}
          {fullTier.state === "downloading" && button("Cancel", "lite")}
          {fullTier.state === "interrupted" && button("Go on", "download")}
          {fullTier.state === "failed" && button("Try again", "download")}
          {!isComing && fullTier.done > 0 && button(`Remove (frees ${bytes(fullTier.done)})`, "remove")}
        </div>
      )}
    </section>
  );
}
