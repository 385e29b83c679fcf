import { useEffect, useRef, useState, type ReactNode } from "react";
import { capitalize, clockTime, describeDay, describeRule, listTitle } from "../../../skills/for-panels";
import { Card } from "../../../skills/cards";
import type { RecordOf } from "../../../worker/protocol";
import { CloseIcon } from "../../icons";
import { address, hrefTo } from "../../navigation/address";
import { sectionOf } from "../../navigation/sections";
import { useStore } from "../../session/store";
import { dayLabel, longDay, timeOfDay } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import { Done, useDone } from "../done";
import { Empty } from "../empty";
import { Heading } from "../heading";
import styles from "../panel.module.css";
import type { PanelProps } from "../panel-props";
import { comingBirthdays, comingEvents, dueItems, dueReminders } from "./agenda";
import { Group } from "../group";

type Reminder = RecordOf<"reminders">;

/** More reminders of later days than these are folded away. */
const LATER_SHOWN = 5;

/** What the day holds: what is due, what runs, what comes. */
export function TodayPanel({ act, useRecords }: PanelProps) {
  const now = useMinute();
  const reminders = useRecords("reminders");
  const timers = useRecords("timers");
  const items = useRecords("items");
  const lists = useRecords("lists");
  const appointments = useRecords("appointments");
  const people = useRecords("people");
  const { path } = useStore(address);
  const done = useDone();
  const [isUnfolded, setUnfolded] = useState(false);
  if (!reminders || !timers || !items || !lists || !appointments || !people) return null;

  const due = dueReminders(reminders, now);
  const tasks = dueItems(items, now);
  const running = timers
    .filter(({ state }) => state !== "done")
    .map(({ id, name, seconds, ends, state }) => ({ id, name, seconds, ends, state }));
  const events = comingEvents(appointments, now);
  const birthdays = comingBirthdays(people, now);
  const later = isUnfolded || due.later.some(({ id }) => id === path[0]) ? due.later : due.later.slice(0, LATER_SHOWN);
  const hasSomething = [due.late, due.today, due.later, tasks, running, events, birthdays].some(({ length }) => length);
  const hasNothingDue = due.late.length + due.today.length + tasks.length === 0;

  const send = (intent: string, entities: object) => act(`/${intent}${JSON.stringify(entities)}`, { quiet: true });
  function remove(reminder: Reminder) {
    done.tell(`Deleted ${nameOf(reminder)}.`, send("cancel_reminder", { id: reminder.id }));
  }

  function reminderRow(reminder: Reminder, isDated: boolean) {
    const { id, due: at, zone, rule, state } = reminder;
    const details = [
      isDated && capitalize(describeDay(at, zone, now)),
      rule !== undefined && capitalize(describeRule(rule)),
    ].filter((detail) => detail !== false);
    return (
      <Row key={id} isOpened={path[0] === id}>
        <time className={styles.time} dateTime={at}>
          {clockTime(at, zone)}
        </time>
        <span className={styles.words}>
          <span className={styles.title} dir="auto">
            {nameOf(reminder)}
          </span>
          {details.length > 0 && <span className={styles.detail}>{details.join(" · ")}</span>}
        </span>
        {state === "ringing" && (
          <>
            <button
              type="button"
              className={styles.plain}
              aria-label={`Snooze ${nameOf(reminder)} for ten minutes`}
              onClick={() => send("snooze_reminder", { id, seconds: 600 })}
            >
              Snooze
            </button>
            <button
              type="button"
              className={styles.plain}
              aria-label={`Done: ${nameOf(reminder)}`}
              onClick={() => done.tell(`Done: ${nameOf(reminder)}.`, send("stop_ringing", { id }))}
            >
              Done
            </button>
          </>
        )}
        {state === "waiting" && (
          <button
            type="button"
            className={styles.icon}
            aria-label={`Delete ${nameOf(reminder)}`}
            onClick={() => remove(reminder)}
          >
            <CloseIcon />
          </button>
        )}
      </Row>
    );
  }

  return (
    <>
      <Heading title="Today" />
      <p className={styles.sub}>{longDay(now)}</p>
      {!hasSomething && (
        <Empty
          text="Nothing is due, and nothing is planned. What you ask for in the chat shows up here."
          tries={["Remind me to water the plants at six", "Set a timer for 10 minutes"]}
        />
      )}
      {hasSomething && hasNothingDue && <p className={styles.empty}>Nothing more is due today.</p>}
      <RowGroup title="Overdue" tone="late">
        {due.late.map((reminder) => reminderRow(reminder, true))}
      </RowGroup>
      <RowGroup title="Due today">{due.today.map((reminder) => reminderRow(reminder, false))}</RowGroup>
      <RowGroup title="To do">
        {tasks.map(({ id, list, text, due: day = "" }) => (
          <Row key={id} isOpened={false}>
            <label className={styles.tickRow}>
              <input
                type="checkbox"
                className={styles.tick}
                checked={false}
                onChange={() =>
                  done.tell(`Ticked off ${text}.`, send("check_off_item", { item_id: id, ticked: "yes" }))
                }
              />
              <span className={styles.words}>
                <span className={styles.title} dir="auto">
                  {text}
                </span>
                <span className={styles.detail}>
                  {listTitle(lists.find((each) => each.id === list)?.name ?? "")} ·{" "}
                  {dayLabel(Date.parse(`${day}T12:00`), now)}
                </span>
              </span>
            </label>
          </Row>
        ))}
      </RowGroup>
      {running.length > 0 && (
        <section className={styles.group} aria-label="Timers">
          {Card({ card: { card: "timers", timers: running }, text: "", act, useRecords })}
        </section>
      )}
      <RowGroup title="Next events">
        {events.map(({ appointment, starts, ends }) => {
          const { id, title, allDay, place } = appointment;
          const details = [
            dayLabel(starts, now),
            allDay ? "all day" : `${timeOfDay(starts)} to ${timeOfDay(ends)}`,
            place,
          ].filter(Boolean);
          return (
            <Row key={id} isOpened={false}>
              <Place section="calendar" id={id}>
                <span className={styles.title} dir="auto">
                  {title}
                </span>
                <span className={styles.detail}>{details.join(" · ")}</span>
              </Place>
            </Row>
          );
        })}
      </RowGroup>
      <RowGroup title="Birthdays">
        {birthdays.map(({ person, day, turns }) => (
          <Row key={person.id} isOpened={false}>
            <Place section="people" id={person.id}>
              <span className={styles.title} dir="auto">
                {person.name}
                {turns !== null && ` turns ${turns}`}
              </span>
              <span className={styles.detail}>{dayLabel(day, now)}</span>
            </Place>
          </Row>
        ))}
      </RowGroup>
      <RowGroup title="Later">{later.map((reminder) => reminderRow(reminder, true))}</RowGroup>
      {later.length < due.later.length && (
        <button type="button" className={styles.plain} onClick={() => setUnfolded(true)}>
          Show all {due.later.length}
        </button>
      )}
      <Done {...done} act={act} />
    </>
  );
}

const nameOf = ({ task }: Reminder) => (task === "" ? "Alarm" : capitalize(task));

/** Nothing where it has no rows. */
function RowGroup({ title, tone, children }: { title: string; tone?: "late"; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Group title={title} tone={tone}>
      <ul className={styles.rows}>{children}</ul>
    </Group>
  );
}

/** The row that the address names takes the focus. */
function Row({ isOpened, children }: { isOpened: boolean; children: ReactNode }) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpened) row.current?.focus();
  }, [isOpened]);
  return (
    <li ref={row} className={styles.row} data-opened={isOpened || undefined} tabIndex={isOpened ? -1 : undefined}>
      {children}
    </li>
  );
}

/** A way to the record in its own panel, where this build has one. */
function Place({ section, id, children }: { section: string; id: string; children: ReactNode }) {
  if (!sectionOf(section)) return <span className={styles.words}>{children}</span>;
  return (
    <a className={styles.link} href={hrefTo(section, id)}>
      <span className={styles.words}>{children}</span>
    </a>
  );
}
