import { useMemo, useState } from "react";
import {
  aboutCustomer,
  capitalize,
  CHOSEN,
  duplicatePairs,
  type DuplicatePair,
  type MergeChoices,
  payloadFor,
} from "../../../skills/for-customers-panel";
import { hrefTo } from "../../navigation/address";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import type { Company, Customer } from "./customers";
import styles from "./customers-panel.module.css";
import type { ViewProps } from "./customers-panel";

/** Records that may be of the same person, to be looked at side by side and made one. */
export function DuplicatesView({ records, act, done }: ViewProps) {
  const pairs = useMemo(() => duplicatePairs(records.customers), [records.customers]);
  const [opened, setOpened] = useState<string | null>(null);
  const [apart, setApart] = useState<ReadonlySet<string>>(new Set());
  const shown = pairs.filter((pair) => !apart.has(keyOf(pair)));

  function merge({ a, b }: DuplicatePair, choices: MergeChoices) {
    const sent = act(payloadFor("merge_customers", { customer_id: a.id, other_id: b.id, choices: { ...choices } }), {
      quiet: true,
    });
    done.tell(`${a.name} and ${b.name} are one now.`, sent);
  }

  return (
    <>
      <Heading title="Duplicates" back={{ href: hrefTo("customers"), label: "All customers" }} />
      {shown.length === 0 ? (
        <p className={panel.empty}>No two customers look like the same person.</p>
      ) : (
        <ul className={panel.rows}>
          {shown.map((pair) => {
            const key = keyOf(pair);
            const isOpen = opened === key;
            return (
              <li key={key} className={`${panel.row} ${styles.pair}`}>
                <button
                  type="button"
                  className={panel.rowButton}
                  aria-expanded={isOpen}
                  onClick={() => setOpened(isOpen ? null : key)}
                >
                  <span className={panel.title}>
                    {pair.a.name} and {pair.b.name}
                  </span>
                  <span className={panel.detail}>{capitalize(pair.reasons.join(", "))}</span>
                </button>
                {isOpen && (
                  <Choice
                    pair={pair}
                    companies={records.companies}
                    onMerge={(choices) => merge(pair, choices)}
                    onApart={() => setApart(new Set([...apart, key]))}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

const keyOf = ({ a, b }: DuplicatePair) => `${a.id} ${b.id}`;

interface ChoiceProps {
  pair: DuplicatePair;
  companies: Company[];
  onMerge: (choices: MergeChoices) => void;
  onApart: () => void;
}

/** Both side by side: of what differs one is chosen, of what there may be several all are kept. */
function Choice({ pair: { a, b }, companies, onMerge, onApart }: ChoiceProps) {
  const [choices, setChoices] = useState<MergeChoices>({});
  const valueOf = (customer: Customer, field: (typeof CHOSEN)[number]) =>
    field === "company" ? aboutCustomer({ companies }, { ...customer, role: undefined }) : (customer[field] ?? "");
  const differing = CHOSEN.filter((field) => valueOf(a, field) !== valueOf(b, field));
  const kept = [...new Set([...a.emails, ...b.emails, ...a.phones, ...b.phones, ...a.tags, ...b.tags])];

  return (
    <div className={styles.choice}>
      {differing.map((field) => (
        <fieldset key={field} className={styles.sides}>
          <legend>{capitalize(field)}</legend>
          {(
            [
              ["keep", a],
              ["other", b],
            ] as const
          ).map(([side, customer]) => (
            <label key={side} className={styles.side}>
              <input
                type="radio"
                name={`${a.id} ${b.id} ${field}`}
                checked={(choices[field] ?? "keep") === side}
                onChange={() => setChoices({ ...choices, [field]: side })}
              />
              <span dir="auto">{valueOf(customer, field) || "nothing"}</span>
            </label>
          ))}
        </fieldset>
      ))}
      {kept.length > 0 && <p className={panel.detail}>Kept of both: {kept.join(", ")}</p>}
      <p className={panel.detail}>Their cases and history come together.</p>
      <div className={styles.ways}>
        <button type="button" className={panel.primary} onClick={() => onMerge(choices)}>
          Merge
        </button>
        <button type="button" className={panel.button} onClick={onApart}>
          Not the same
        </button>
      </div>
    </div>
  );
}
