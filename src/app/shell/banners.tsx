import { useState, type ReactNode } from "react";
import type { Fault, ModelStatus } from "../../worker/protocol";
import { CloseIcon } from "../icons";
import { useOnline } from "../platform/online";
import type { Updates, UpdateState } from "../platform/updates";
import { useSession } from "../session/session-context";
import type { AppState, Trouble } from "../session/state";
import { Store, useStore } from "../session/store";
import styles from "./banners.module.css";
import { tierInWords } from "./tier-in-words";
import { identity } from "../../identity";

interface Banner {
  /** A dismissed banner stays away until its key changes. */
  key: string;
  tone: "calm" | "warning" | "error";
  text: ReactNode;
  action?: { label: string; run: () => void };
  /** Called when dismissed, where its cause is to be forgotten. */
  onDismiss?: () => void;
}

const noUpdates = new Store<UpdateState>("none");

/** Sentences under the header about the state of things, each with what can be done. */
export function Banners({ state, updates }: { state: AppState; updates: Updates | null }) {
  const session = useSession();
  const online = useOnline();
  const update = useStore(updates?.state ?? noUpdates);
  const [dismissed, setDismissed] = useState<string[]>([]);
  // Back online: the next time offline is told again.
  if (online && dismissed.includes("offline")) setDismissed(dismissed.filter((key) => key !== "offline"));

  const banners: Banner[] = [];
  // Loading anew under a running timer would silence it for a moment, and that moment may be its end.
  const isTiming = session.useRecords("timers")?.some(({ state }) => state !== "done") ?? false;
  if (updates && update !== "none" && !isTiming) {
    const text = update === "waiting" ? "A new version is ready." : `${identity.name} was updated in another tab.`;
    banners.push({ key: update, tone: "calm", text, action: { label: "Reload", run: updates.apply } });
  }
  if (state.trouble) {
    banners.push({ ...aboutTrouble(state.trouble, session.restart), onDismiss: session.dismissTrouble });
  }
  if (state.model?.state === "failed") {
    const { fault, kept } = state.model;
    const remains = kept === null ? "For now I can’t understand messages." : "The previous model stays in use.";
    banners.push({ key: `model ${fault.code}`, tone: "error", text: `${sentences(fault)} ${remains}` });
  }
  if (state.fullTier?.state === "failed") {
    const text = tierInWords(state.fullTier);
    const action = { label: "Lite only", run: () => session.orderFullTier("lite") };
    banners.push({ key: `full tier ${text}`, tone: "warning", text, action });
  }
  if (state.storage?.state === "not-kept") {
    const text = `This conversation isn’t being kept: ${sentences(state.storage.fault)}`;
    banners.push({ key: "not-kept", tone: "warning", text });
  }
  if (!online) banners.push({ key: "offline", tone: "calm", text: offlineInWords(state.model) });

  const shown = banners.filter(({ key }) => !dismissed.includes(key));
  return (
    <div className={styles.banners} role="status" lang="en">
      {shown.map(({ key, tone, text, action, onDismiss }) => (
        <div key={key} className={styles.banner} data-tone={tone}>
          <p className={styles.text}>{text}</p>
          {action && (
            <button className={styles.action} type="button" onClick={action.run}>
              {action.label}
            </button>
          )}
          <button
            className={styles.dismiss}
            type="button"
            aria-label="Dismiss"
            onClick={onDismiss ?? (() => setDismissed([...dismissed, key]))}
          >
            <CloseIcon />
          </button>
        </div>
      ))}
    </div>
  );
}

/** What works without a network is what has been loaded already. */
function offlineInWords(model: ModelStatus | null): string {
  if (model?.state === "ready") return "You’re offline. Everything here still works.";
  if (model?.state === "failed" && model.kept === null)
    return `You’re offline, and ${identity.name} needs a network to start.`;
  return "You’re offline.";
}

function aboutTrouble(trouble: Trouble, restart: () => void): Banner {
  switch (trouble.kind) {
    case "restarted":
      return { key: "restarted", tone: "warning", text: "The assistant stopped, and was started again." };
    case "stopped":
      return {
        key: "stopped",
        tone: "error",
        text: sentences(trouble.fault),
        action: { label: "Start again", run: restart },
      };
    case "action-failed":
      return { key: "action-failed", tone: "error", text: `That wasn’t done. ${sentences(trouble.fault)}` };
  }
}

function sentences({ message, remedy }: Fault): string {
  return remedy === undefined ? message : `${message} ${remedy}`;
}
