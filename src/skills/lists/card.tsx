import { useState } from "react";
import type { CardProps } from "../card-props";
import { CardFrame } from "../card-frame";
import { checkListIcon, listIcon } from "../card-icons";
import type { ListCardData, ListsCardData } from "./card-data";
import styles from "./card.module.css";
import { listTitle } from "./names";
import { inOrder } from "./order";

/** More items than these are folded away. */
const SHOWN = 8;

function ListCard({ card, act, useRecords }: CardProps<ListCardData>) {
  const stored = useRecords("items");
  const [isUnfolded, setUnfolded] = useState(false);
  const items = stored ? stored.filter((item) => item.list === card.list).sort(inOrder) : card.items;
  const open = items.filter((item) => !item.done);
  // What the reply is about stays in sight, wherever it stands on the list.
  const isShown = (id: string, place: number) => isUnfolded || place < SHOWN || card.highlighted.includes(id);
  const ordered = [...open, ...items.filter((item) => item.done)];
  const shown = ordered.filter(({ id }, place) => isShown(id, place));
  const send = (intent: string, id: string) => act(`/${intent}${JSON.stringify({ item_id: id })}`, { quiet: true });

  return (
    <CardFrame
      title={listTitle(card.name)}
      icon={checkListIcon}
      actions={card.changed ? [{ label: "Undo", onClick: () => act("/undo", { title: "Undo" }) }] : []}
    >
      {items.length === 0 && <p className={styles.empty}>Nothing on it.</p>}
      <ul className={styles.items}>
        {shown.map(({ id, text, done }) => (
          <li key={id} className={card.highlighted.includes(id) ? `${styles.item} ${styles.highlighted}` : styles.item}>
            <label className={styles.label}>
              <input
                type="checkbox"
                className={styles.tick}
                checked={done}
                onChange={() => send("check_off_item", id)}
              />
              <span className={done ? styles.done : undefined}>{text}</span>
            </label>
            <button
              type="button"
              className={styles.remove}
              aria-label={`Remove ${text}`}
              onClick={() => send("remove_from_list", id)}
            >
              ×
            </button>
          </li>
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

function ListsCard({ card, act, useRecords }: CardProps<ListsCardData>) {
  const items = useRecords("items");
  return (
    <CardFrame title="Your lists" icon={listIcon}>
      <ul className={styles.items}>
        {card.lists.map(({ id, name, open }) => {
          const count = items ? items.filter((item) => item.list === id && !item.done).length : open;
          const title = listTitle(name);
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

export const cards = { list: ListCard, lists: ListsCard };
