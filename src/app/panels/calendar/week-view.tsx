import { useLayoutEffect, useRef, type CSSProperties } from "react";
import {
  dayBlocks,
  dayName,
  dayNumber,
  describeHours,
  isSame,
  monthName,
  weekdayName,
  type CivilDate,
  type Occurrence,
} from "../../../skills/for-calendar-panel";
import styles from "./week-view.module.css";

interface WeekViewProps {
  days: CivilDate[];
  day: CivilDate;
  today: CivilDate;
  /** Minutes of today's that have passed. */
  minute: number;
  events: ReadonlyMap<number, Occurrence[]>;
  zone: string;
  onChoose: (day: CivilDate) => void;
  onOpen: (occurrence: Occurrence, day: CivilDate) => void;
}

/** Where a week opens that isn't this one (minutes of the day). */
const MORNING = 7 * 60;

/** Seven days side by side, their events at their hours; on a narrow page one below the other. */
export function WeekView({ days, day, today, minute, events, zone, onChoose, onOpen }: WeekViewProps) {
  const week = useRef<HTMLDivElement>(null);
  // An hour before now, or the morning, where it opens. Where the days are one below the other, nothing in it scrolls.
  useLayoutEffect(() => {
    const { current } = week;
    const hours = current?.querySelector<HTMLElement>(`.${styles.hours}`);
    const date = current?.querySelector<HTMLElement>(`.${styles.date}`);
    if (!current || !hours || !date) return;
    const from = days.some((shown) => isSame(shown, today)) ? Math.max(0, minute - 60) : MORNING;
    current.scrollTop = hours.offsetTop - date.offsetHeight + (from / (24 * 60)) * hours.offsetHeight;
    // Only where it opens: whoever scrolled stays there.
  }, []); // eslint-disable-line react-hooks/exhaustive-deps

  return (
    <div ref={week} className={styles.week}>
      <div className={styles.scale} aria-hidden="true">
        {Array.from({ length: 24 }, (_, hour) => (
          <span key={hour}>{`${String(hour).padStart(2, "0")}:00`}</span>
        ))}
      </div>
      {days.map((date) => {
        const list = events.get(dayNumber(date)) ?? [];
        const classes = [styles.column, isSame(date, today) && styles.today, isSame(date, day) && styles.chosen];
        return (
          <div
            key={dayNumber(date)}
            role="group"
            aria-label={dayName(date)}
            className={classes.filter(Boolean).join(" ")}
          >
            <button
              type="button"
              className={styles.date}
              aria-pressed={isSame(date, day)}
              aria-current={isSame(date, today) ? "date" : undefined}
              onClick={() => onChoose(date)}
            >
              {weekdayName(date, "short")} <b>{date.day}</b> <span className="visually-hidden">{monthName(date)}</span>
            </button>
            <div className={styles.whole}>
              {list
                .filter(({ appointment }) => appointment.allDay)
                .map((occurrence) => (
                  <Entry
                    key={occurrence.appointment.id}
                    occurrence={occurrence}
                    zone={zone}
                    onOpen={() => onOpen(occurrence, date)}
                  />
                ))}
            </div>
            <div className={styles.hours}>
              {dayBlocks(list, date, zone).map(({ occurrence, from, to, lane, lanes }) => (
                <Entry
                  key={`${occurrence.appointment.id} ${occurrence.on}`}
                  occurrence={occurrence}
                  zone={zone}
                  onOpen={() => onOpen(occurrence, date)}
                  // The style sheet makes a place of these, where there is room for hours.
                  place={{ "--from": from, "--to": to, "--lane": lane, "--lanes": lanes } as CSSProperties}
                />
              ))}
            </div>
          </div>
        );
      })}
    </div>
  );
}

interface EntryProps {
  occurrence: Occurrence;
  zone: string;
  onOpen: () => void;
  place?: CSSProperties;
}

function Entry({ occurrence, zone, onOpen, place }: EntryProps) {
  return (
    <button type="button" className={styles.entry} style={place} onClick={onOpen}>
      <span className={styles.time}>{describeHours(occurrence, zone)}</span> <span>{occurrence.appointment.title}</span>
    </button>
  );
}
