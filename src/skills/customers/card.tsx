import { useState } from "react";
import { CardFrame, type CardAction } from "../card-frame";
import { noteIcon, personIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import type {
  CannedReplyCardData,
  CaseLine,
  CasesCardData,
  CustomerCardData,
  CustomersCardData,
  InteractionLine,
  InteractionsCardData,
} from "./card-data";
import styles from "./card.module.css";

type Act = CardProps<never>["act"];

const undo = (act: Act): CardAction => ({ label: "Undo", onClick: () => act("/undo", { title: "Undo" }) });

const payload = (intent: string, values: object) => `/${intent}${JSON.stringify(values)}`;

function CustomerCard({ card, act }: CardProps<CustomerCardData>) {
  const { id, name, about, emails, phones, tags, notes, cases, latest, changed } = card;
  const actions: CardAction[] = [
    {
      label: "History",
      onClick: () => act(payload("customer_history", { customer_id: id }), { title: `${name}: history` }),
    },
    {
      label: "Cases",
      onClick: () =>
        act(payload("list_cases", { customer_id: id, said: "all cases" }), { title: `${name}: all cases` }),
    },
    ...(changed ? [undo(act)] : []),
  ];
  return (
    <CardFrame title={name} icon={personIcon} actions={actions}>
      {about !== "" && <p className={styles.about}>{about}</p>}
      <div className={styles.ways}>
        {emails.map((email) => (
          <a key={email} href={`mailto:${encodeURIComponent(email).replaceAll("%40", "@")}`}>
            {email}
          </a>
        ))}
        {phones.map((phone) => (
          <a key={phone} href={`tel:${phone.replace(/[^\d+#*]/g, "")}`}>
            {phone}
          </a>
        ))}
      </div>
      {tags.length > 0 && <p className={styles.about}>{tags.join(" · ")}</p>}
      {notes !== "" && <p className={styles.text}>{notes}</p>}
      {cases.length > 0 && (
        <>
          <p className={styles.heading}>Open cases</p>
          <CaseRows cases={cases} withWho={false} act={act} />
        </>
      )}
      {latest.length > 0 && (
        <>
          <p className={styles.heading}>Last contact</p>
          <Entries entries={latest} withWho={false} />
        </>
      )}
      <a className={styles.note} href={`#/customers/${encodeURIComponent(id)}`}>
        Open in Customers
      </a>
    </CardFrame>
  );
}

function CustomersCard({ card: { title, customers }, act }: CardProps<CustomersCardData>) {
  return (
    <CardFrame title={title} icon={personIcon}>
      <ul className={styles.lines}>
        {customers.map(({ id, name, note }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.row}
              onClick={() => act(payload("show_customer", { customer_id: id }), { title: name })}
            >
              <span>{name}</span>
              {note !== "" && <span className={styles.note}>{note}</span>}
            </button>
          </li>
        ))}
      </ul>
    </CardFrame>
  );
}

function CasesCard({ card: { title, cases, changed }, act }: CardProps<CasesCardData>) {
  const [only] = cases;
  const isOne = only !== undefined && cases.length === 1;
  const change = (label: string, state: string): CardAction => ({
    label,
    onClick: () =>
      act(payload("change_case", { case_id: only?.id, case_state: state }), { title: `${label}: ${only?.number}` }),
  });
  const actions = [
    ...(changed ? [undo(act)] : []),
    ...(isOne && only.state !== "closed" ? [change("Close", "closed")] : []),
    ...(isOne && only.state === "open" ? [change("Set waiting", "waiting")] : []),
    ...(isOne && only.state !== "open" ? [change("Reopen", "open")] : []),
  ];
  return (
    <CardFrame title={title} icon={noteIcon} actions={actions}>
      <CaseRows cases={cases} withWho act={act} />
    </CardFrame>
  );
}

function CaseRows({ cases, withWho, act }: { cases: CaseLine[]; withWho: boolean; act: Act }) {
  return (
    <ul className={styles.lines}>
      {cases.map(({ id, number, subject, state, priority, who }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.row}
            onClick={() => act(payload("list_cases", { said: `case ${number}` }), { title: `Case ${number}` })}
          >
            <span>
              {number} {subject}
            </span>
            <span className={styles.state} data-priority={priority}>
              {[state, priority === "normal" ? "" : `${priority} priority`, withWho ? who : ""]
                .filter((part) => part !== "")
                .join(" · ")}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const DIRECTIONS = { in: "from them", out: "from us", "": "" };

function Entries({ entries, withWho }: { entries: InteractionLine[]; withWho: boolean }) {
  return (
    <ul className={styles.lines}>
      {entries.map(({ id, when, kind, direction, text, who }) => (
        <li key={id} className={styles.line}>
          <span className={styles.note}>
            {[when, kind, DIRECTIONS[direction], withWho ? who : ""].filter((part) => part !== "").join(" · ")}
          </span>
          <span className={styles.text} dir="auto">
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}

function InteractionsCard({ card: { title, entries, changed }, act }: CardProps<InteractionsCardData>) {
  const isSeveral = new Set(entries.map(({ who }) => who)).size > 1;
  return (
    <CardFrame title={title} icon={noteIcon} actions={changed ? [undo(act)] : []}>
      <Entries entries={entries} withWho={isSeveral} />
    </CardFrame>
  );
}

/** A text to take elsewhere: copied, or given to another app. What came of it is logged only when its reader says that it was sent. */
function CannedReplyCard({ card: { name, text, customer }, act }: CardProps<CannedReplyCardData>) {
  const [told, setTold] = useState("");
  const canShare = "share" in navigator;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setTold("Copied."),
      () => setTold("It can't be copied here: mark the text instead."),
    );
  // Whoever closes the list of apps has changed their mind.
  const share = () => navigator.share({ text }).catch(() => undefined);
  const sent = () =>
    act(
      payload("log_interaction", {
        customer_id: customer,
        interaction_kind: "email",
        direction: "out",
        interaction_text: text,
      }),
      { title: `Log “${name}” as sent` },
    );
  return (
    <CardFrame
      title={name}
      icon={noteIcon}
      actions={[
        { label: "Copy", onClick: () => void copy() },
        ...(canShare ? [{ label: "Share", onClick: () => void share() }] : []),
        ...(customer === null ? [] : [{ label: "Log as sent", onClick: sent }]),
      ]}
    >
      <p className={styles.reply} dir="auto">
        {text}
      </p>
      <p className={styles.note} role="status">
        {told}
      </p>
    </CardFrame>
  );
}

export const cards = {
  customer: CustomerCard,
  customers: CustomersCard,
  cases: CasesCard,
  interactions: InteractionsCard,
  "canned-reply": CannedReplyCard,
};
