import { useRef, useState } from "react";
import { capitalize } from "../../../skills/for-customers-panel";
import type { SourceChange } from "../../../worker/protocol";
import { hrefTo } from "../../navigation/address";
import { faultOf } from "../../session/fault-of";
import { useSession } from "../../session/session-context";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import styles from "./customers-panel.module.css";
import type { ViewProps } from "./customers-panel";
import { useSources } from "./use-sources";

/** What was changed here and isn't at its server: each as a difference, sent or left only when the user says so. */
export function ChangesView({ records }: ViewProps) {
  const session = useSession();
  const { sources, ask } = useSources(records);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const status = useRef<HTMLParagraphElement>(null);
  const changes = sources.flatMap((source) => source.changes);
  const nameOf = (id: string) => records.customers.find((one) => one.id === id)?.name ?? "";

  async function settle(work: () => Promise<string>) {
    setBusy(true);
    setSaid(await work().catch((error: unknown) => faultOf(error).message));
    setBusy(false);
    ask();
    // The button that was pressed may be gone.
    status.current?.focus();
  }

  const send = (change: SourceChange) =>
    settle(async () => {
      const { connector, store, id } = change;
      const sent = await session.ask("sendChange", { connector, store, id });
      if (!("why" in sent))
        return sent.state === "sent" ? `Sent to ${change.name}.` : "There is nothing to send any more.";
      return sent.state === "waiting" ? "It waits for the network." : "It wasn’t sent.";
    });
  const keep = (change: SourceChange) =>
    settle(async () => {
      const { connector, store, id } = change;
      await session.ask("keepChange", { connector, store, id });
      return `Left as it is here. ${change.name} isn’t told.`;
    });

  return (
    <>
      <Heading title="Changes not sent" back={{ href: hrefTo("customers"), label: "All customers" }} />
      <p ref={status} tabIndex={-1} role="status" className={panel.detail}>
        {said}
      </p>
      {changes.length === 0 && <p className={panel.empty}>Nothing was changed here that isn’t sent.</p>}
      <ul className={panel.rows} aria-label="Changes not sent">
        {changes.map((change) => (
          <li key={`${change.connector} ${change.id}`} className={`${panel.row} ${styles.change}`}>
            <span className={panel.words}>
              <span className={panel.title} dir="auto">
                {capitalize(change.title)}
              </span>
              <span className={panel.detail}>{[nameOf(change.customer), change.name].filter(Boolean).join(" · ")}</span>
              {change.fields.map(({ label, from, to }) => (
                <span key={label} className={styles.difference} dir="auto">
                  {capitalize(label)}: {from !== "" && <del>{from}</del>} <ins>{to}</ins>
                </span>
              ))}
              {change.why !== null && change.why !== "" && (
                <span className={panel.detail}>
                  {change.state === "waiting" ? "Waits for the network" : "Not sent"}: {change.why}
                </span>
              )}
            </span>
            <span className={panel.buttons}>
              <button
                type="button"
                className={panel.primary}
                disabled={busy}
                aria-label={`Send to ${change.name}: ${change.title}`}
                onClick={() => void send(change)}
              >
                Send to {change.name}
              </button>
              <button
                type="button"
                className={panel.button}
                disabled={busy}
                aria-label={`Don’t send ${change.title}`}
                onClick={() => void keep(change)}
              >
                Don’t
              </button>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
