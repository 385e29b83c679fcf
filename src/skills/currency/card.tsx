import { useRef, type ChangeEvent } from "react";
import { CardFrame } from "../card-frame";
import { swapIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import type { RatesCardData } from "./card-data";
import styles from "./card.module.css";

/** Characters of a file that one message may carry: a day of the bank's rates has 500. */
const LONGEST_FILE = 5_000_000;

function RatesCard({ card, act }: CardProps<RatesCardData>) {
  const input = useRef<HTMLInputElement>(null);

  async function load({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    // The same file may be chosen again.
    target.value = "";
    if (!file) return;
    const text = file.size > LONGEST_FILE ? "" : await file.text().catch(() => "");
    act(`/load_rates${JSON.stringify({ file: text })}`, { title: `Load ${file.name}` });
  }

  return (
    <CardFrame
      title="Exchange rates"
      icon={swapIcon}
      actions={[{ label: "Load a file of rates", onClick: () => input.current?.click() }]}
    >
      <ul className={styles.rates}>
        {card.rates.map(({ id, text, date }) => (
          <li key={id} className={styles.rate}>
            <span>{text}</span>
            <time className={styles.date} dateTime={date}>
              {dayFormat.format(new Date(`${date}T12:00`))}
            </time>
          </li>
        ))}
      </ul>
      {card.rates.length === 0 && <p className={styles.date}>None yet.</p>}
      <input
        ref={input}
        type="file"
        accept=".csv,.json,text/csv,application/json"
        hidden
        aria-label="File of exchange rates"
        onChange={(event) => void load(event)}
      />
    </CardFrame>
  );
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export const cards = { rates: RatesCard };
