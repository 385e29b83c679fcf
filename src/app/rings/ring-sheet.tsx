import { useEffect, useRef } from "react";
import { BellIcon } from "../icons";
import { useSession } from "../session/session-context";
import type { Ring } from "../session/state";
import { useStore } from "../session/store";
import { showBadge } from "./badge";
import { startChime } from "./chime";
import { askForNotifications, notificationPermission, notify, notifyNews } from "./notifications";
import styles from "./ring-sheet.module.css";

/** How long a snoozed reminder waits (seconds). */
const snooze = 600;

/** What rings now, seen and heard until it is stopped. Doesn't take the focus from what is being written. */
export function RingSheet({ rings }: { rings: Ring[] }) {
  const session = useSession();
  const permission = useStore(notificationPermission);
  useChime(rings.length > 0);
  useNotifications(rings);
  const { news } = useStore(session.state);
  useEffect(() => {
    if (news) void notifyNews(news.text);
  }, [news]);
  useEffect(() => showBadge(rings.length), [rings.length]);

  if (rings.length === 0) return null;
  return (
    <section className={styles.sheet} aria-label="Ringing now" role="alert">
      {rings.map((ring) => (
        <div key={ring.id} className={styles.ring}>
          <span className={styles.bell}>
            <BellIcon />
          </span>
          <div className={styles.words}>
            <p className={styles.kind}>{ring.store === "timers" ? "Timer" : "Reminder"}</p>
            <h2 className={styles.title} dir="auto">
              {ring.title}
            </h2>
          </div>
          <div className={styles.choices}>
            {ring.store === "reminders" && (
              <button className={styles.snooze} type="button" onClick={() => session.snoozeRing(ring, snooze)}>
                Snooze 10 min
              </button>
            )}
            <button className={styles.stop} type="button" onClick={() => session.stopRing(ring)}>
              Stop
            </button>
          </div>
        </div>
      ))}
      {rings.length > 1 && (
        <button className={styles.all} type="button" onClick={() => rings.forEach(session.stopRing)}>
          Stop all {rings.length}
        </button>
      )}
      {permission === "default" && (
        <button className={styles.allow} type="button" onClick={() => void askForNotifications()}>
          Allow notifications, to be told in other tabs too
        </button>
      )}
    </section>
  );
}

function useChime(ringing: boolean): void {
  useEffect(() => (ringing ? startChime() : undefined), [ringing]);
}

/** One notification for each ring. */
function useNotifications(rings: Ring[]): void {
  const notified = useRef(new Set<string>());
  useEffect(() => {
    for (const ring of rings) {
      if (!notified.current.has(ring.id)) void notify(ring);
    }
    // A snoozed reminder rings again under the same id, and is notified again.
    notified.current = new Set(rings.map(({ id }) => id));
  }, [rings]);
}
