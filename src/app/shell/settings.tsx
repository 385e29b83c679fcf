import { useRef, type RefObject } from "react";
import type { FullTierOrder, FullTierStatus, TierChoice } from "../../worker/protocol";
import { tierChoice } from "../platform/tier";
import { useSession } from "../session/session-context";
import { useStore } from "../session/store";
import { bytes } from "../transcript/format";
import styles from "./settings.module.css";
import { tierInWords } from "./tier-in-words";

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  fullTier: FullTierStatus | null;
}

const choices: { value: TierChoice; label: string }[] = [
  { value: "automatic", label: "Automatic" },
  { value: "lite", label: "Lite only" },
];

/** What the user may set. Opened by whoever holds `dialog`. */
export function Settings({ dialog, fullTier }: Props) {
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="settings-title" closedby="any">
      <h2 id="settings-title">Settings</h2>
      <Understanding fullTier={fullTier} />
      <form method="dialog">
        <button className={styles.close}>Close</button>
      </form>
    </dialog>
  );
}

/** Which tier reads messages, and what the full one takes. */
function Understanding({ fullTier }: { fullTier: FullTierStatus | null }) {
  const session = useSession();
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
    <section aria-labelledby="understanding-title">
      <h3 id="understanding-title">Understanding</h3>
      <p>
        Lite starts at once and is always here. Full knows many more words, so it reads more of what you write as you
        mean it. It is fetched once, kept on this device, and works offline too.
      </p>
      {fullTier && (
        <fieldset className={styles.choices}>
          <legend className="visually-hidden">Which understanding to use</legend>
          {choices.map(({ value, label }) => (
            <label key={value} className={styles.choice}>
              <input
                type="radio"
                name="tier"
                className="visually-hidden"
                checked={chosen === value}
                onChange={() => session.orderFullTier(value)}
              />
              {label}
            </label>
          ))}
        </fieldset>
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
