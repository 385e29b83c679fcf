import { useState } from "react";
import { CardFrame, type CardAction } from "../card-frame";
import { noteIcon, personIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import { payloadFor } from "../payload";
import type {
  CannedReplyCardData,
  CasesCardData,
  CustomerCardData,
  CustomersCardData,
  InteractionsCardData,
} from "./card-data";
import styles from "./card.module.css";
import { CaseRows, Entries, useCases, useEntries } from "./rows";

function CustomerCard({ card, act, useRecords }: CardProps<CustomerCardData>) {
  const { id, about, latest } = card;
  const stored = useRecords("customers");
  const customer = stored?.find((each) => each.id === id);
  const { name, emails, phones, tags, notes = "" } = customer ?? card;
  const cases = useCases(card.cases, useRecords).filter(({ state }) => state !== "closed");
  const entries = useEntries(latest, useRecords);
  if (stored && !customer) return <Gone name={name} />;
  const actions: CardAction[] = [
    {
      label: "History",
      onClick: () => act(payloadFor("customer_history", { customer_id: id }), { title: `${name}: history` }),
    },
    {
      label: "Cases",
      onClick: () =>
        act(payloadFor("list_cases", { customer_id: id, said: "all cases" }), { title: `${name}: all cases` }),
    },
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
      {entries.length > 0 && (
        <>
          <p className={styles.heading}>Last contact</p>
          <Entries entries={entries} withWho={false} />
        </>
      )}
      <a className={styles.note} href={`#/customers/${encodeURIComponent(id)}`}>
        Open in Customers
      </a>
    </CardFrame>
  );
}

function Gone({ name }: { name: string }) {
  return (
    <CardFrame title={name} icon={personIcon}>
      <p className={styles.note}>Deleted.</p>
    </CardFrame>
  );
}

function CustomersCard({ card: { title, customers }, act, useRecords }: CardProps<CustomersCardData>) {
  const stored = useRecords("customers");
  return (
    <CardFrame title={title} icon={personIcon}>
      <ul className={styles.lines}>
        {customers.map((told) => {
          const customer = stored ? stored.find(({ id }) => id === told.id) : told;
          const name = customer?.name ?? told.name;
          return (
            <li key={told.id}>
              {customer ? (
                <button
                  type="button"
                  className={styles.row}
                  onClick={() => act(payloadFor("show_customer", { customer_id: told.id }), { title: name })}
                >
                  <span>{name}</span>
                  {told.note !== "" && <span className={styles.note}>{told.note}</span>}
                </button>
              ) : (
                <span className={styles.note}>{name}: deleted</span>
              )}
            </li>
          );
        })}
      </ul>
    </CardFrame>
  );
}

function CasesCard({ card: { title, cases: told }, act, useRecords }: CardProps<CasesCardData>) {
  const cases = useCases(told, useRecords);
  const [only] = cases;
  const isOne = only !== undefined && cases.length === 1;
  const change = (label: string, state: string): CardAction => ({
    label,
    onClick: () =>
      act(payloadFor("change_case", { case_id: only?.id, case_state: state }), { title: `${label}: ${only?.number}` }),
  });
  const actions = [
    ...(isOne && only.state !== "closed" ? [change("Close", "closed")] : []),
    ...(isOne && only.state === "open" ? [change("Set waiting", "waiting")] : []),
    ...(isOne && only.state !== "open" ? [change("Reopen", "open")] : []),
  ];
  return (
    <CardFrame title={title} icon={noteIcon} actions={actions}>
      {cases.length === 0 && <p className={styles.note}>Nothing left.</p>}
      <CaseRows cases={cases} withWho act={act} />
    </CardFrame>
  );
}

function InteractionsCard({ card, useRecords }: CardProps<InteractionsCardData>) {
  const entries = useEntries(card.entries, useRecords);
  const isSeveral = new Set(entries.map(({ who }) => who)).size > 1;
  return (
    <CardFrame title={card.title} icon={noteIcon}>
      {entries.length === 0 && <p className={styles.note}>Nothing left.</p>}
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
      payloadFor("log_interaction", {
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
