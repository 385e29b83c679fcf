import { useEffect, useState } from "react";
import { CardFrame } from "../card-frame";
import { calendarIcon, clockIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import type { ClockCard, ClockFace, CountdownCard, DateCard } from "./card-data";
import styles from "./card.module.css";

/** The card's moment, and while it's live the one that now is; ticks at each full minute. */
function useMoment(at: string, live: boolean): number {
  const [now, setNow] = useState(() => (live ? Date.now() : Date.parse(at)));
  useEffect(() => {
    if (!live) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), 60_000 - (Date.now() % 60_000) + 20);
    return () => clearTimeout(timer);
  }, [live, now]);
  return now;
}

function Face({ face, moment }: { face: ClockFace; moment: number }) {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: face.zone, hour: "2-digit", minute: "2-digit" }).format(
    moment,
  );
  const day = new Intl.DateTimeFormat("en-GB", {
    timeZone: face.zone,
    weekday: "short",
    day: "numeric",
    month: "short",
  }).format(moment);
  return (
    <li className={styles.face}>
      <div>
        <div className={styles.place}>{face.name}</div>
        <div className={styles.note}>
          {day}
          {face.note !== "" && ` · ${face.note}`}
        </div>
      </div>
      <time className={styles.time} dateTime={new Date(moment).toISOString()}>
        {time}
      </time>
    </li>
  );
}

function Clock({ card }: CardProps<ClockCard>) {
  const moment = useMoment(card.at, card.live);
  return (
    <CardFrame title={card.live ? "The time now" : "Time zones"} icon={clockIcon}>
      <ul className={styles.faces}>
        {card.faces.map((face) => (
          <Face key={face.name} face={face} moment={moment} />
        ))}
      </ul>
    </CardFrame>
  );
}

function DateLeaf({ card }: CardProps<DateCard>) {
  return (
    <CardFrame title={card.title} icon={calendarIcon}>
      <div className={styles.dated}>
        <div className={styles.leaf}>
          <span className={styles.month}>{card.month}</span>
          <span className={styles.day}>{card.day}</span>
          <span className={styles.year}>{card.year}</span>
        </div>
        <div>
          <div className={styles.place}>{card.weekday}</div>
          {card.note !== "" && <div className={styles.note}>{card.note}</div>}
        </div>
      </div>
    </CardFrame>
  );
}

function Countdown({ card }: CardProps<CountdownCard>) {
  return (
    <CardFrame title={card.title} icon={calendarIcon}>
      <p className={styles.count}>
        <span className={styles.number}>{card.days.toLocaleString("en")}</span> {card.working && "working "}
        {card.days === 1 ? "day" : "days"}
      </p>
      <p className={styles.note}>{card.until}</p>
      {card.detail !== "" && <p className={styles.note}>{card.detail}</p>}
    </CardFrame>
  );
}

export const cards = { clock: Clock, date: DateLeaf, countdown: Countdown };
