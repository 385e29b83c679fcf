import { useEffect, useRef, type KeyboardEvent } from "react";
import {
  dayAfterKey,
  dayName,
  dayNumber,
  isSame,
  monthName,
  weekdayName,
  type CivilDate,
  type Occurrence,
} from "../../../skills/for-calendar-panel";
import styles from "./month-view.module.css";

/** More titles don't fit into a day. */
const TITLES = 3;

interface MonthViewProps {
  weeks: CivilDate[][];
  /** The day chosen: the one cell that the Tab key reaches. */
  day: CivilDate;
  today: CivilDate;
  events: ReadonlyMap<number, Occurrence[]>;
  onChoose: (day: CivilDate) => void;
}

/** A month as a grid of days; the arrow keys, Home, End, Page Up and Page Down move the choice. */
export function MonthView({ weeks, day, today, events, onChoose }: MonthViewProps) {
  const chosen = useRef<HTMLDivElement>(null);
  const byKey = useRef(false);

  useEffect(() => {
    if (byKey.current) chosen.current?.focus();
    byKey.current = false;
  }, [day]);

  function onKeyDown(event: KeyboardEvent) {
    const next = event.ctrlKey || event.altKey || event.metaKey ? null : dayAfterKey(day, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    byKey.current = true;
    onChoose(next);
  }

  return (
    <div role="grid" aria-label={monthName(day)} className={styles.grid} onKeyDown={onKeyDown}>
      <div role="row" className={styles.week}>
        {weeks[0]?.map((date) => (
          <div
            key={dayNumber(date)}
            role="columnheader"
            aria-label={weekdayName(date, "long")}
            className={styles.weekday}
          >
            {weekdayName(date, "short")}
          </div>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={dayNumber(week[0] ?? day)} role="row" className={styles.week}>
          {week.map((date) => {
            const list = events.get(dayNumber(date)) ?? [];
            const isChosen = isSame(date, day);
            const isToday = isSame(date, today);
            const classes = [
              styles.day,
              date.month !== day.month && styles.other,
              isToday && styles.today,
              isChosen && styles.chosen,
            ];
            return (
              <div
                key={dayNumber(date)}
                ref={isChosen ? chosen : undefined}
                role="gridcell"
                tabIndex={isChosen ? 0 : -1}
                aria-selected={isChosen}
                aria-current={isToday ? "date" : undefined}
                className={classes.filter(Boolean).join(" ")}
                onClick={() => onChoose(date)}
              >
                <span className="visually-hidden">{`${dayName(date)}, ${described(list.length)} `}</span>
                <span className={styles.number} aria-hidden="true">
                  {date.day}
                </span>
                {list.slice(0, TITLES).map(({ appointment, on }) => (
                  <span key={`${appointment.id} ${on}`} className={appointment.allDay ? styles.whole : styles.event}>
                    {appointment.title}
                  </span>
                ))}
                {list.length > TITLES && <span className={styles.more}>+{list.length - TITLES}</span>}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function described(count: number): string {
  if (count === 0) return "no events";
  return count === 1 ? "1 event" : `${count} events`;
}
