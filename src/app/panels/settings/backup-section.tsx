import { useRef, useState, type ChangeEvent, type SubmitEvent } from "react";
import { identity } from "../../../identity";
import { countOf } from "../../../skills/for-panels";
import type { Restored } from "../../../worker/protocol";
import { faultOf } from "../../session/fault-of";
import { saveFile } from "../../../skills/save-file";
import { useSession } from "../../session/session-context";
import panel from "../panel.module.css";
import styles from "./settings.module.css";

/** A larger file isn't a backup of one person's things, in bytes. */
const MOST_BYTES = 500_000_000;

/** Everything in one file, locked where a passphrase is given; and such a file taken back in. */
export function BackupSection() {
  const session = useSession();
  const chooser = useRef<HTMLInputElement>(null);
  const [passphrase, setPassphrase] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<string[]>([]);

  async function during(work: () => Promise<string[]>) {
    setBusy(true);
    setSaid([]);
    try {
      setSaid(await work());
    } catch (error) {
      setSaid([faultOf(error).message]);
    } finally {
      setBusy(false);
    }
  }

  function save(event: SubmitEvent) {
    event.preventDefault();
    void during(async () => {
      const text = await session.ask("backup", { passphrase: passphrase || null });
      saveFile(`${identity.id}-${new Date().toISOString().slice(0, 10)}.backup.json`, text, "application/json");
      return passphrase === ""
        ? ["Saved. Whoever has the file can read it."]
        : ["Saved. It opens with this passphrase only; nobody can bring that back."];
    });
  }

  function restore({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? [];
    // The same file may be chosen again, with another passphrase.
    target.value = "";
    if (!file) return;
    void during(async () => {
      if (file.size > MOST_BYTES) return ["This file is too large to be a backup."];
      return inWords(await session.ask("restore", { text: await file.text(), passphrase: passphrase || null }));
    });
  }

  return (
    <section className={styles.section} aria-labelledby="backup-title">
      <h3 id="backup-title" className={styles.title}>
        Backup
      </h3>
      <p>
        Everything kept here in one file: reminders, lists, notes and conversations. With a passphrase the file is
        locked, and then has the vault of logins too. Restoring adds to what is here, and can be undone.
      </p>
      <form onSubmit={save}>
        <input
          type="password"
          autoComplete="new-password"
          className={`${panel.field} ${styles.passphrase}`}
          aria-label="Passphrase of the backup, if it is to be locked or is locked"
          placeholder="Passphrase (optional)"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <div className={styles.actions}>
          <button className={styles.action} disabled={isBusy}>
            Save a backup
          </button>
          <button type="button" className={styles.action} disabled={isBusy} onClick={() => chooser.current?.click()}>
            Restore a backup
          </button>
        </div>
        <input
          ref={chooser}
          type="file"
          accept=".json,application/json"
          className="visually-hidden"
          aria-label="Backup to restore"
          tabIndex={-1}
          onChange={restore}
        />
      </form>
      <div role="status">
        {isBusy && <p>Working…</p>}
        {said.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  );
}

/** Things left out are named, the first few of them. */
const NAMED = 5;

function inWords({ created, added, changed, conversations, broughtVault, leftOut }: Restored): string[] {
  const parts = [
    added > 0 && `${countOf(added, "thing")} added`,
    changed > 0 && `${countOf(changed, "thing")} changed back`,
    conversations > 0 && countOf(conversations, "conversation"),
  ].filter((part) => part !== false);
  const what = parts.length > 0 ? parts.join(", ") : "everything in it was here already";
  const more = leftOut.length > NAMED ? ` and ${leftOut.length - NAMED} more` : "";
  const named = leftOut.slice(0, NAMED).map(({ place, why }) => `${place} (${why})`);
  return [
    `Restored the backup of ${created.slice(0, 10)}: ${what}.`,
    ...(broughtVault
      ? ["The vault of logins came too. It opens with the passphrase that it had, under Connections."]
      : []),
    ...(leftOut.length > 0 ? [`Left out, as it couldn’t be read: ${named.join(", ")}${more}.`] : []),
  ];
}
