import { useState } from "react";
import { identity } from "../../identity";
import type { Reminder } from "../../storage/schema";
import { writeCalendar } from "../calendar/ical/write";
import { saveCalendarFile } from "../calendar/page";
import { usersZone } from "../users-zone";
import { CardFrame, type CardAction } from "../card-frame";
import { bellIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import { capitalize } from "../phrases";
import type { ReminderCardData, ReminderData, RemindersCardData } from "./card-data";
import styles from "./card.module.css";
import { clockTime, describeDay, describeRule, zoneName } from "./describe";

/** The stored record where it is read; null where it was deleted since. */
function current(reminder: ReminderData, stored: ReminderData[] | undefined): ReminderData | null {
  if (!stored) return reminder;
  const found = stored.find(({ id }) => id === reminder.id);
  if (!found) return null;
  // What was told of a repeating reminder may be a later time than its next: "what do I have on Friday".
  const isLater = found.rule !== undefined && Date.parse(reminder.due) > Date.parse(found.due);
  return isLater ? { ...found, due: reminder.due } : found;
}

const nameOf = ({ task }: ReminderData) => (task === "" ? "Alarm" : capitalize(task));

const remove = (id: string) => `/cancel_reminder${JSON.stringify({ id })}`;

function ReminderCard({ card, act, useRecords }: CardProps<ReminderCardData>) {
  const stored = useRecords("reminders");
  const reminder = current(card.reminder, stored);
  const whole = stored?.find(({ id }) => id === card.reminder.id);
  const shown = reminder ?? card.reminder;
  const actions: CardAction[] = [];
  if (reminder?.state === "waiting") {
    actions.push({ label: "Delete", kind: "danger", onClick: () => act(remove(reminder.id), { title: "Delete it" }) });
    // A phone's calendar rings while the page is closed.
    if (whole) actions.push({ label: "Add to phone's calendar", onClick: () => saveReminder(whole) });
  }
  return (
    <CardFrame title={nameOf(shown)} icon={bellIcon} actions={actions}>
      <div className={reminder && reminder.state !== "done" ? styles.when : `${styles.when} ${styles.over}`}>
        <Moment reminder={shown} />
      </div>
      {whole?.state === "waiting" && isFirst(whole, stored) && (
        <p className={styles.state}>
          {identity.name} rings while it is open: no web page can when it is closed. Your phone’s calendar can.
        </p>
      )}
      {!reminder && <p className={styles.state}>Deleted</p>}
      {reminder?.state === "done" && <p className={styles.state}>Done</p>}
      {reminder?.state === "ringing" && <p className={styles.ringing}>Ringing</p>}
    </CardFrame>
  );
}

/** Of all that are kept the one that was set first: with it, it is said once what a web page can't do. */
function isFirst({ created }: Reminder, stored: Reminder[] = []): boolean {
  return stored.every((other) => Date.parse(created) <= Date.parse(other.created));
}

function saveReminder(reminder: Reminder): void {
  saveCalendarFile("reminder.ics", writeCalendar({ appointments: [], reminders: [reminder], now: Date.now() }));
}

/** The time when the card was first drawn: "tomorrow" is read against it. */
function useDrawnAt(): number {
  return useState(() => Date.now())[0];
}

function Moment({ reminder }: { reminder: ReminderData }) {
  const now = useDrawnAt();
  return (
    <>
      <time dateTime={reminder.due} className={styles.clock}>
        {clockTime(reminder.due, reminder.zone)}
      </time>
      <span className={styles.day}>
        {capitalize(describeDay(reminder.due, reminder.zone, now))}
        {reminder.rule !== undefined && <span className={styles.rule}>{capitalize(describeRule(reminder.rule))}</span>}
        <span className={styles.rule}>{zoneName(reminder.zone)}</span>
      </span>
    </>
  );
}

function RemindersCard({ card, act, useRecords }: CardProps<RemindersCardData>) {
  const now = useDrawnAt();
  const stored = useRecords("reminders");
  const reminders = card.reminders.flatMap((reminder) => current(reminder, stored) ?? []);
  return (
    <CardFrame title={capitalize(card.title)} icon={bellIcon}>
      {reminders.length === 0 && <p className={styles.state}>Nothing left.</p>}
      <ul className={styles.reminders}>
        {reminders.map((reminder) => (
          <li key={reminder.id} className={reminder.state === "done" ? `${styles.row} ${styles.over}` : styles.row}>
            <div className={styles.text}>
              <span className={styles.name}>{nameOf(reminder)}</span>
              <span className={styles.detail}>
                {capitalize(describeDay(reminder.due, reminder.zone, now))}, {clockTime(reminder.due, reminder.zone)}
                {reminder.zone !== usersZone() && ` (${zoneName(reminder.zone)})`}
                {reminder.rule !== undefined && `, ${describeRule(reminder.rule)}`}
              </span>
            </div>
            <button
              type="button"
              className={styles.remove}
              aria-label={`Delete ${nameOf(reminder)}`}
              onClick={() => act(remove(reminder.id), { quiet: true })}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </CardFrame>
  );
}

export const cards = { reminder: ReminderCard, reminders: RemindersCard };
