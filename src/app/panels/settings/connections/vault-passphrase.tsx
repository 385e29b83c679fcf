import { useId, useState, type SubmitEvent } from "react";
import { faultOf } from "../../../session/fault-of";
import { useSession } from "../../../session/session-context";
import panel from "../../panel.module.css";
import styles from "../settings.module.css";
import form from "./connections.module.css";
import { saidOf } from "./use-vault";

/** Another passphrase for the vault, which wants the one that it has. */
export function VaultPassphrase({ onDone }: { onDone: (said: string) => void }) {
  const session = useSession();
  const id = useId();
  const [old, setOld] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [said, setSaid] = useState("");

  function change(event: SubmitEvent) {
    event.preventDefault();
    setSaid("Changing…");
    session.ask("vault", { order: "passphrase", old, passphrase }).then(
      (status) => {
        const fault = saidOf(status);
        if (fault === null) onDone("It opens with the new passphrase now. Older backups keep the old one.");
        else setSaid(fault);
      },
      (error: unknown) => setSaid(faultOf(error).message),
    );
  }

  const field = (name: string, label: string, value: string, set: (value: string) => void, autoComplete: string) => (
    <>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        type="password"
        autoComplete={autoComplete}
        className={panel.field}
        required
        minLength={8}
        value={value}
        onChange={({ target }) => set(target.value)}
      />
    </>
  );
  return (
    <form className={form.form} aria-label="Change the vault’s passphrase" onSubmit={change}>
      {field("old", "The passphrase it has", old, setOld, "current-password")}
      {field("new", "The new one, at least 8 characters", passphrase, setPassphrase, "new-password")}
      <div className={styles.actions}>
        <button className={styles.action}>Change it</button>
        <button type="button" className={styles.action} onClick={() => onDone("")}>
          Cancel
        </button>
      </div>
      <p role="status">{said}</p>
    </form>
  );
}
