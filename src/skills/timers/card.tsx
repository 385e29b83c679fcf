import { useEffect, useState } from "react";
import { formatIso } from "../../engine/time/zone";
import type { Reminder } from "../../storage/schema";
import { writeCalendar } from "../calendar/ical/write";
import { saveCalendarFile } from "../calendar/page";
import { usersZone } from "../users-zone";
import { CardFrame, type CardAction } from "../card-frame";
import { timerIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import { capitalize } from "../phrases";
import type { TimerCardData, TimerData, TimersCardData } from "./card-data";
import styles from "./card.module.css";
import { countdown, describeLength, secondsUntil } from "./length";

/** The time now, anew at each full second left to `ends`; it stands still where nothing counts down. */
function useNow(ends: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (ends === null) return;
    let timeout = 0;
    const tick = () => {
      setNow(Date.now());
      const left = Date.parse(ends) - Date.now();
      if (left > 0) timeout = window.setTimeout(tick, left % 1000 || 1000);
    };
    tick();
    return () => window.clearTimeout(timeout);
  }, [ends]);
  return now;
}

/** The stored record where it is read; null where it was deleted since. */
function current(timer: TimerData, stored: TimerData[] | undefined): TimerData | null {
  return stored ? (stored.find(({ id }) => id === timer.id) ?? null) : timer;
}

const nameOf = ({ name }: Pick<TimerData, "name">) => (name === "" ? "Timer" : capitalize(`${name} timer`));

function Countdown({ timer }: { timer: TimerData | null }) {
  const now = useNow(timer?.state === "running" ? timer.ends : null);
  if (!timer) return <p className={styles.over}>Cancelled</p>;
  if (timer.state === "done") return <p className={styles.over}>Done, {describeLength(timer.seconds)}</p>;
  const left = timer.state === "ringing" ? 0 : secondsUntil(timer.ends, now);
  const share = Math.min(1, left / Math.max(1, timer.seconds));
  return (
    <>
      <p className={styles.left}>
        {/* Read out when asked for, not each second. */}
        <span role="timer" aria-live="off">
          {left > 0 ? countdown(left) : "Time's up"}
        </span>
        <span className={styles.length}>{describeLength(timer.seconds)}</span>
      </p>
      <div className={styles.track} aria-hidden="true">
        <div className={styles.bar} style={{ transform: `scaleX(${share})` }} />
      </div>
    </>
  );
}

function actionsFor(timer: TimerData, act: CardProps<TimerCardData>["act"]): CardAction[] {
  const { id } = timer;
  const addMinute = `/extend_timer${JSON.stringify({ id, seconds: 60 })}`;
  const cancel = `/cancel_timer${JSON.stringify({ id })}`;
  return [
    { label: "+1 min", onClick: () => act(addMinute, { quiet: true }) },
    { label: "Cancel", kind: "danger", onClick: () => act(cancel, { title: "Cancel it" }) },
  ];
}

/** As the phone's own clock can ring it while the page is closed. */
function saveTimer({ id, name, ends }: TimerData): void {
  const now = Date.now();
  const zone = usersZone();
  const task = nameOf({ name });
  const created = formatIso(now, zone);
  const reminder: Reminder = { id, task, due: ends, zone, state: "waiting", conversation: "", created };
  saveCalendarFile("timer.ics", writeCalendar({ appointments: [], reminders: [reminder], now }));
}

function TimerCard({ card, act, useRecords }: CardProps<TimerCardData>) {
  const timer = current(card.timer, useRecords("timers"));
  const toPhone = { label: "Add to phone's calendar", onClick: () => timer && saveTimer(timer) };
  return (
    <CardFrame
      title={nameOf(timer ?? card.timer)}
      icon={timerIcon}
      actions={timer?.state === "running" ? [...actionsFor(timer, act), toPhone] : []}
    >
      <Countdown timer={timer} />
    </CardFrame>
  );
}

function TimersCard({ card, act, useRecords }: CardProps<TimersCardData>) {
  const stored = useRecords("timers");
  return (
    <CardFrame title="Your timers" icon={timerIcon}>
      <ul className={styles.timers}>
        {card.timers.map((told) => {
          const timer = current(told, stored);
          const name = nameOf(timer ?? told);
          const actions = timer?.state === "running" ? actionsFor(timer, act) : [];
          return (
            <li key={told.id} className={styles.row}>
              <div className={styles.text}>
                <span className={styles.name}>{name}</span>
                <Countdown timer={timer} />
              </div>
              {actions.map(({ label, onClick }) => (
                <button
                  key={label}
                  type="button"
                  className={styles.button}
                  aria-label={`${label}: ${name}`}
                  onClick={onClick}
                >
                  {label}
                </button>
              ))}
            </li>
          );
        })}
      </ul>
    </CardFrame>
  );
}

export const cards = { timer: TimerCard, timers: TimersCard };
