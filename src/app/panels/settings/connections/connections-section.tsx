import { useRef, useState } from "react";
import { identity } from "../../../../identity";
import { connectorsOf, kindOf } from "../../../../skills/for-panels";
import type { Connector } from "../../../../worker/protocol";
import { useSession } from "../../../session/session-context";
import type { PanelProps } from "../../panel-props";
import panel from "../../panel.module.css";
import { Question } from "../../question";
import styles from "../settings.module.css";
import { ConnectorForm } from "./connector-form";
import { OutgoingList } from "./outgoing-list";
import { VaultBox } from "./vault-box";
import { useVault } from "./use-vault";

/** Servers that this page asks on the user's behalf, their logins, and the list of what left the device. */
export function ConnectionsSection({ act, useRecords }: PanelProps) {
  const session = useSession();
  const kept = useRecords("connectors");
  const vault = useVault();
  const [edited, setEdited] = useState<Connector | "new" | null>(null);
  const [leaving, setLeaving] = useState<Connector | null>(null);
  const question = useRef<HTMLDialogElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  if (!kept) return null;
  const all = connectorsOf(kept);
  const isOwn = ({ id }: Connector) => kept.some((one) => one.id === id);

  function remove(connector: Connector) {
    act(`/remove_connector${JSON.stringify({ connector_id: connector.id })}`, { quiet: true });
    if (vault?.state === "open")
      void session.ask("vault", { order: "secret", connector: connector.id, secret: null }).catch(() => undefined);
    add.current?.focus();
  }

  function close() {
    setEdited(null);
    add.current?.focus();
  }

  return (
    <section className={styles.section} aria-labelledby="connections-title">
      <h3 id="connections-title" className={styles.title}>
        Connections
      </h3>
      <p>
        Servers that this page asks for you. Without any, nothing you write leaves this device. What you connect is
        asked from here, directly, and every request is listed below.
      </p>
      {all.length > 0 && (
        <ul className={styles.changes} aria-label="Connected servers">
          {all.map((connector) => (
            <li key={connector.id} className={styles.change}>
              <span className={panel.words}>
                <span className={panel.title} dir="auto">
                  {connector.name}
                </span>
                <span className={panel.detail}>
                  {kindOf(connector)?.title ?? connector.kind} · {new URL(connector.address).host}
                </span>
              </span>
              <button
                type="button"
                className={panel.plain}
                aria-label={`Edit ${connector.name}`}
                onClick={() => setEdited(connector)}
              >
                Edit
              </button>
              {isOwn(connector) && (
                <button
                  type="button"
                  className={panel.plain}
                  data-tone="danger"
                  aria-label={`Remove ${connector.name}`}
                  onClick={() => {
                    setLeaving(connector);
                    question.current?.showModal();
                  }}
                >
                  Remove
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {edited !== null && (
        <ConnectorForm
          key={edited === "new" ? "new" : edited.id}
          connector={edited === "new" ? null : edited}
          vault={vault}
          act={act}
          onClose={close}
        />
      )}
      <div className={styles.actions}>
        {edited === null && identity.connections.own && (
          <button ref={add} type="button" className={styles.action} onClick={() => setEdited("new")}>
            Connect a server
          </button>
        )}
      </div>
      <VaultBox vault={vault} />
      <OutgoingList />
      <Question
        dialog={question}
        title={`Remove ${leaving?.name ?? ""}?`}
        text="It is asked no more, and its login is deleted from the vault where that is open."
        yes="Remove it"
        onYes={() => leaving && remove(leaving)}
      />
    </section>
  );
}
