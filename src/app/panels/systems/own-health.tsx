import { useEffect, useState } from "react";
import { identity } from "../../../identity";
import { Chart, countOf, usersZone } from "../../../skills/for-systems-panel";
import { saveFile } from "../../../skills/save-file";
import type { HealthView } from "../../../worker/protocol";
import { useSession } from "../../session/session-context";
import { bytes, timeOfDay } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import styles from "../panel.module.css";
import settings from "../settings/settings.module.css";
import { Group } from "../group";

/** How this assistant itself is, in this tab since it was opened. Nothing of it leaves the device; it can be saved as a file. */
export function OwnHealth() {
  const session = useSession();
  const now = useMinute();
  const [view, setView] = useState<HealthView | null>(null);
  useEffect(() => {
    void session.ask("health", null).then(setView, () => undefined);
  }, [session, now]);
  if (!view) return null;
  const { since, turns, storage, models, isKept } = view;
  const failed = turns.filter(({ fault }) => fault !== null);
  const times = turns.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const share = (of: number) => times[Math.min(times.length - 1, Math.floor(times.length * of))] ?? 0;

  function save() {
    saveFile(`${identity.id}-health.ndjson`, ndjson(view), "application/x-ndjson");
  }

  return (
    <Group
      title={`${identity.name} itself, since ${timeOfDay(since)}`}
      action={
        <button type="button" className={styles.plain} onClick={save}>
          Save as NDJSON
        </button>
      }
    >
      <dl className={settings.facts}>
        <dt>Messages</dt>
        <dd>
          {countOf(turns.length, "message")}, {failed.length === 0 ? "none failed" : `${failed.length} failed`}
        </dd>
        {times.length > 0 && (
          <>
            <dt>Answered within</dt>
            <dd>
              {share(0.5)} ms half of them, {share(0.95)} ms nearly all
            </dd>
          </>
        )}
        <dt>Models</dt>
        <dd>{models ?? "none loaded"}</dd>
        <dt>Storage</dt>
        <dd>
          {storage ? `${bytes(storage.used)} of ${bytes(storage.quota)}` : "the browser doesn’t say"}
          {!isKept && ", and nothing is being kept"}
        </dd>
      </dl>
      {turns.length > 1 && (
        <Chart
          title="Milliseconds to an answer"
          unit=" ms"
          zone={usersZone()}
          lines={[{ name: "Answer", points: turns.map(({ at, milliseconds }) => [at, milliseconds]) }]}
        />
      )}
    </Group>
  );
}

/** A line a turn, and one of how things are. */
function ndjson(view: HealthView | null): string {
  if (!view) return "";
  const { turns, ...state } = view;
  const lines = [{ kind: "state", ...state }, ...turns.map((turn) => ({ kind: "turn", ...turn }))];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}
