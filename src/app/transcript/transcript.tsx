import { useMemo } from "react";
import { DownIcon } from "../icons";
import { useSession } from "../session/session-context";
import { dateForm } from "../platform/date-locale";
import type { AppState } from "../session/state";
import { useStore } from "../session/store";
import { dayLabel, timeOfDay } from "./format";
import { useDelayed, useMinute } from "./hooks";
import { Message } from "./message";
import { useMessageKeys } from "./message-keys";
import { useRevealedLine } from "./reveal-line";
import styles from "./transcript.module.css";
import { groupByDay, toEntries, type Group } from "./transcript-groups";
import { useTranscriptScroll } from "./transcript-scroll";

/** A quick answer should not be announced by a flash of dots (milliseconds). */
const typingDelay = 400;

/** So many of the newest lines offer to undo what they tell of: each looks again whenever data has changed. */
const undoableLines = 30;

/** Everything said, oldest first, the newest in view. */
export function Transcript({ state }: { state: AppState }) {
  const { lines, outgoing, openedAt, earlier } = state;
  const session = useSession();
  const now = useMinute();
  // Times are written anew when the user chooses another form for them.
  useStore(dateForm);
  const entries = useMemo(() => toEntries(lines, outgoing), [lines, outgoing]);
  const days = useMemo(() => groupByDay(entries), [entries]);
  const typing = useDelayed(
    outgoing.some(({ quiet, fault }) => !quiet && !fault),
    typingDelay,
  );
  const lastSent = outgoing.findLast(({ quiet }) => !quiet)?.id;
  const { scroller, content, atEnd, toEnd, onScroll } = useTranscriptScroll(
    entries[0]?.key,
    lastSent,
    session.loadEarlier,
  );
  useMessageKeys(content);
  const isTooLongAgo = useRevealedLine(content, lines);

  const undoableFrom = lines.at(-undoableLines)?.seq ?? 0;
  const newestReply = lines.at(-1)?.from === "assistant" ? lines.at(-1)?.messageId : undefined;

  function group({ key, from, entries, at }: Group) {
    return (
      <div key={key} className={styles.group} data-from={from}>
        {entries.map((entry, place) => (
          <Message
            key={entry.key}
            entry={entry}
            isNew={!entry.line || entry.line.seq > openedAt}
            isLatest={entry.line?.from === "assistant" && entry.line.messageId === newestReply}
            isUndoable={
              entry.line?.from === "assistant" &&
              entry.line.seq >= undoableFrom &&
              entries[place + 1]?.line?.messageId !== entry.line.messageId
            }
          />
        ))}
        <time className={styles.time} dateTime={new Date(at).toISOString()}>
          {timeOfDay(at)}
        </time>
      </div>
    );
  }

  return (
    <>
      <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
        <div ref={content} className={styles.content} role="log" aria-live="off" aria-label="Conversation">
          {isTooLongAgo && <p className={styles.earlier}>That is too long ago to be shown here.</p>}
          {earlier === "loading" && <p className={styles.earlier}>Reading earlier messages…</p>}
          {days.map(({ start, groups }) => (
            <div key={start} role="group" className={styles.day} aria-label={dayLabel(start, now)}>
              <h2 className={styles.dayLabel}>{dayLabel(start, now)}</h2>
              {groups.map(group)}
            </div>
          ))}
          {typing && (
            <div className={styles.typing} aria-hidden="true">
              <span />
              <span />
              <span />
            </div>
          )}
        </div>
      </div>
      {!atEnd && (
        <button className={styles.newest} type="button" onClick={toEnd}>
          <DownIcon />
          Newest
        </button>
      )}
    </>
  );
}
