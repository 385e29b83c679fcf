import { useState } from "react";
import { countOf } from "../../../../skills/for-panels";
import type { OutgoingView } from "../../../../worker/protocol";
import { useSession } from "../../../session/session-context";
import { bytes, dayLabel, timeOfDay } from "../../../transcript/format";
import { useMinute } from "../../../transcript/hooks";
import panel from "../../panel.module.css";
import styles from "../settings.module.css";
import list from "./connections.module.css";

/** So many are shown; the numbers tell of all. */
const SHOWN = 100;

/** Every request that ever left the device, read when it is opened. */
export function OutgoingList() {
  const session = useSession();
  const now = useMinute();
  const [view, setView] = useState<OutgoingView | null>(null);

  const read = () => void session.ask("outgoing", null).then(setView, () => undefined);

  function takeOut(id: string) {
    void session.ask("unqueue", { id }).then(read, () => undefined);
  }

  return (
    <details className={list.outgoing} onToggle={({ currentTarget }) => currentTarget.open && read()}>
      <summary>What left this device</summary>
      <p>
        Requests to servers that were connected. The app’s own files come from where this page is, and carry nothing of
        yours.
      </p>
      {view && view.waiting.length > 0 && (
        <ul className={styles.changes} aria-label="Waiting for the network">
          {view.waiting.map(({ id, why, fault }) => (
            <li key={id} className={styles.change}>
              <span className={panel.words}>
                <span className={panel.title}>Waiting: {why}</span>
                {fault !== null && <span className={panel.detail}>{fault}</span>}
              </span>
              <button
                type="button"
                className={panel.plain}
                aria-label={`Don’t send: ${why}`}
                onClick={() => takeOut(id)}
              >
                Don’t send
              </button>
            </li>
          ))}
        </ul>
      )}
      {view && <p role="status">{inWords(view)}</p>}
      {view && view.requests.length > 0 && (
        <div className={list.scroll} tabIndex={0} role="region" aria-label="Requests">
          <table className={list.table}>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Where</th>
                <th scope="col">Why</th>
                <th scope="col">Sent, received</th>
                <th scope="col">Outcome</th>
              </tr>
            </thead>
            <tbody>
              {view.requests
                .slice(0, SHOWN)
                .map(({ id, at, method, host, path, why, bytesOut, bytesIn, status, fault }) => (
                  <tr key={id}>
                    <td>
                      {dayLabel(Date.parse(at), now)} {timeOfDay(Date.parse(at))}
                    </td>
                    <td>
                      {method} {host}
                      {path}
                    </td>
                    <td dir="auto">{why}</td>
                    <td>
                      {bytes(bytesOut)}, {bytes(bytesIn)}
                    </td>
                    <td>{fault ?? status ?? "no answer yet"}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function inWords({ requests, sums }: OutgoingView): string {
  const count = sums.reduce((sum, one) => sum + one.requests, requests.length);
  if (count === 0) return "Nothing ever left this device.";
  const hosts = new Set([...requests, ...sums].map(({ host }) => host));
  return `${countOf(count, "request")} to ${countOf(hosts.size, "server")}${count > SHOWN ? `; the newest ${SHOWN}:` : ":"}`;
}
