import { useState } from "react";
import type { Item } from "../../storage/schema";
import type { CardProps } from "../card-props";
import { CardFrame } from "../card-frame";
import { checkListIcon, listIcon } from "../card-icons";
import { readDay } from "./attributes";
import type { ListCardData, ListsCardData, TasksCardData } from "./card-data";
import styles from "./card.module.css";
import { listTitle } from "./names";
import { inOrder } from "./order";

/** More items than these are folded away. */
const SHOWN = 8;

function ListCard({ card, act, useRecords }: CardProps<ListCardData>) {
  const stored = useRecords("items");
  const lists = useRecords("lists");
  const list = lists?.find(({ id }) => id === card.list);
  const [isUnfolded, setUnfolded] = useState(false);
  const items = stored ? stored.filter((item) => item.list === card.list).sort(inOrder) : card.items;
  const open = items.filter((item) => !item.done);
  // What the reply is about stays in sight, wherever it stands on the list.
  const isShown = (id: string, place: number) => isUnfolded || place < SHOWN || card.highlighted.includes(id);
  const ordered = [...open, ...items.filter((item) => item.done)];
  const shown = ordered.filter(({ id }, place) => isShown(id, place));

  return (
    <CardFrame title={listTitle(list?.name ?? card.name)} icon={checkListIcon}>
      {items.length === 0 && <p className={styles.empty}>{lists && !list ? "Deleted." : "Nothing on it."}</p>}
      <ul className={styles.items}>
        {shown.map((item) => (
          <ItemRow key={item.id} item={item} isHighlighted={card.highlighted.includes(item.id)} act={act} />
        ))}
      </ul>
      {shown.length < ordered.length && (
        <button type="button" className={styles.more} onClick={() => setUnfolded(true)}>
          Show all {ordered.length}
        </button>
      )}
    </CardFrame>
  );
}

/** An item to tick or to take off, with its day and how urgent it is. */
function ItemRow({
  item: { id, text, done, due, priority },
  isHighlighted,
  act,
}: Pick<CardProps<never>, "act"> & { item: Item; isHighlighted: boolean }) {
  const send = (intent: string, more?: object) =>
    act(`/${intent}${JSON.stringify({ item_id: id, ...more })}`, { quiet: true });
  return (
    <li className={isHighlighted ? `${styles.item} ${styles.highlighted}` : styles.item}>
      <label className={styles.label}>
        <input
          type="checkbox"
          className={styles.tick}
          checked={done}
          onChange={() => send("check_off_item", { ticked: done ? "no" : "yes" })}
        />
        <span className={styles.words}>
          <span className={done ? styles.done : undefined}>{text}</span>
          {!done && priority !== undefined && (
            <span className={priority === "high" ? styles.high : styles.low}>
              {priority === "high" ? "High priority" : "Low priority"}
            </span>
          )}
          {!done && due !== undefined && <DueDay due={due} />}
        </span>
      </label>
      <button
        type="button"
        className={styles.remove}
        aria-label={`Remove ${text}`}
        onClick={() => send("remove_from_list")}
      >
        ×
      </button>
    </li>
  );
}

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});

function DueDay({ due }: { due: string }) {
  const day = readDay(due);
  if (!day) return null;
  const date = new Date(day.year, day.month - 1, day.day);
  const isOver = date < new Date(new Date().setHours(0, 0, 0, 0));
  return (
    <time className={isOver ? styles.overdue : styles.due} dateTime={due}>
      {isOver ? "Overdue since" : "Due"} {dayFormat.format(date)}
    </time>
  );
}

/** Things of several lists; those that are gone meanwhile aren't shown. */
function TasksCard({ card, act, useRecords }: CardProps<TasksCardData>) {
  const stored = useRecords("items");
  const items = stored ? card.items.flatMap(({ id }) => stored.filter((item) => item.id === id)) : card.items;
  return (
    <CardFrame title={card.title} icon={checkListIcon}>
      {items.length === 0 && <p className={styles.empty}>Nothing left.</p>}
      <ul className={styles.items}>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} isHighlighted={false} act={act} />
        ))}
      </ul>
    </CardFrame>
  );
}

function ListsCard({ card, act, useRecords }: CardProps<ListsCardData>) {
  const items = useRecords("items");
  const lists = useRecords("lists");
  return (
    <CardFrame title="Your lists" icon={listIcon}>
      <ul className={styles.items}>
        {card.lists.map(({ id, name, open }) => {
          const list = lists?.find((each) => each.id === id);
          const count = items ? items.filter((item) => item.list === id && !item.done).length : open;
          const title = listTitle(list?.name ?? name);
          if (lists && !list) {
            return (
              <li key={id} className={styles.empty}>
                {title}: deleted
              </li>
            );
          }
          return (
            <li key={id} className={styles.item}>
              <button
                type="button"
                className={styles.list}
                onClick={() => act(`/show_list${JSON.stringify({ list_id: id })}`, { title })}
              >
                <span>{title}</span>
                <span className={styles.count}>{count === 0 ? "nothing open" : `${count} open`}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </CardFrame>
  );
}

export const cards = { list: ListCard, lists: ListsCard, tasks: TasksCard };
