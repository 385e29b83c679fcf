import { useId, useRef, useState, type SubmitEvent } from "react";
import type { VaultStatus } from "../../../../worker/protocol";
import { faultOf } from "../../../session/fault-of";
import { useSession } from "../../../session/session-context";
import panel from "../../panel.module.css";
import { Question } from "../../question";
import { Choices } from "../choices";
import styles from "../settings.module.css";
import { VaultPassphrase } from "./vault-passphrase";
import { openVault } from "./use-vault";

const waits = [
  { value: "15", label: "15 minutes" },
  { value: "60", label: "1 hour" },
  { value: "480", label: "8 hours" },
  { value: "never", label: "Closing" },
];

/** Where logins are locked: unlocked with its passphrase, and how long it stays so. Nothing where there is no vault yet. */
export function VaultBox({ vault }: { vault: VaultStatus | null }) {
  const session = useSession();
  const id = useId();
  const question = useRef<HTMLDialogElement>(null);
  const [passphrase, setPassphrase] = useState("");
  const [said, setSaid] = useState("");
  const [isChanging, setChanging] = useState(false);
  if (!vault || vault.state === "none") return null;

  function unlock(event: SubmitEvent) {
    event.preventDefault();
    setSaid("Unlocking…");
    openVault(session.ask, passphrase).then(
      (fault) => {
        setSaid(fault ?? "");
        setPassphrase("");
      },
      (error: unknown) => setSaid(faultOf(error).message),
    );
  }

  function order(what: { order: "lock" | "forget" } | { order: "locksAfter"; minutes: number | null }) {
    session.ask("vault", what).catch((error: unknown) => setSaid(faultOf(error).message));
  }

  return (
    <div role="group" aria-labelledby={`${id}-title`}>
      <h4 id={`${id}-title`} className={styles.title}>
        Vault
      </h4>
      {vault.state === "open" ? (
        <>
          <p>
            Unlocked. Logins are used from here, and locked again after this long without you, or on closing the page.
          </p>
          <Choices
            legend="Lock the vault after"
            choices={waits}
            chosen={vault.locksAfter === null ? "never" : String(vault.locksAfter)}
            onChoose={(wait) => order({ order: "locksAfter", minutes: wait === "never" ? null : Number(wait) })}
          />
          <div className={styles.actions}>
            <button type="button" className={styles.action} onClick={() => order({ order: "lock" })}>
              Lock now
            </button>
            {!isChanging && (
              <button type="button" className={styles.action} onClick={() => setChanging(true)}>
                Change the passphrase
              </button>
            )}
          </div>
          {isChanging && (
            <VaultPassphrase
              onDone={(told) => {
                setChanging(false);
                setSaid(told);
              }}
            />
          )}
        </>
      ) : (
        <form onSubmit={unlock}>
          <p>Locked. Servers that want a login aren’t asked until it is unlocked.</p>
          <input
            type="password"
            autoComplete="current-password"
            className={`${panel.field} ${styles.passphrase}`}
            aria-label="Passphrase of the vault"
            placeholder="Passphrase"
            required
            value={passphrase}
            onChange={({ target }) => setPassphrase(target.value)}
          />
          <div className={styles.actions}>
            <button className={styles.action}>Unlock</button>
            <button type="button" className={styles.action} onClick={() => question.current?.showModal()}>
              I forgot it
            </button>
          </div>
        </form>
      )}
      <p role="status">{said}</p>
      <Question
        dialog={question}
        title="Begin with a new vault?"
        text="The logins in this one are deleted; nobody can open it without its passphrase. You give them again."
        yes="Delete the vault"
        onYes={() => order({ order: "forget" })}
      />
    </div>
  );
}
