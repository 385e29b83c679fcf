import { useCallback } from "react";
import type { Person } from "../../storage/schema";
import { CardFrame } from "../card-frame";
import { personIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import { birthdayWords, readBirthday } from "./birthday";
import type { ContactsFileCardData, PeopleCardData, PersonCardData } from "./card-data";
import styles from "./card.module.css";

function PersonCard({ card, useRecords }: CardProps<PersonCardData>) {
  const stored = useRecords("people");
  const person = stored ? stored.find(({ id }) => id === card.person.id) : card.person;
  return (
    <CardFrame title={(person ?? card.person).name} icon={personIcon}>
      {person ? <PersonDetails person={person} /> : <p className={styles.none}>Deleted.</p>}
    </CardFrame>
  );
}

/** All that is known of somebody, to read, call and write to. */
function PersonDetails({ person }: { person: Person }) {
  const { phones, emails, birthday: kept, address, organization, nickname, notes } = person;
  const birthday = kept === undefined ? null : readBirthday(kept);
  const rest = [
    ["Nickname", nickname],
    ["Birthday", birthday ? birthdayWords(birthday) : undefined],
    ["Address", address],
    ["Work", organization],
    ["Notes", notes],
  ].filter(([, value]) => value !== undefined);
  if (phones.length + emails.length + rest.length === 0) return <p className={styles.none}>No details yet.</p>;
  return (
    <dl className={styles.details}>
      {phones.map(({ kind, number }, place) => (
        <div key={`${place} ${number}`} className={styles.detail}>
          <dt>{kind === "" ? "Phone" : `Phone, ${kind}`}</dt>
          <dd>
            <a dir="ltr" href={`tel:${number.replace(/[^\d+#*]/g, "")}`}>
              {number}
            </a>
          </dd>
        </div>
      ))}
      {emails.map(({ kind, address: mail }, place) => (
        <div key={`${place} ${mail}`} className={styles.detail}>
          <dt>{kind === "" ? "Email" : `Email, ${kind}`}</dt>
          <dd>
            <a href={`mailto:${encodeURIComponent(mail).replaceAll("%40", "@")}`}>{mail}</a>
          </dd>
        </div>
      ))}
      {rest.map(([label, value]) => (
        <div key={label} className={styles.detail}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function PeopleCard({ card, act }: CardProps<PeopleCardData>) {
  return (
    <CardFrame title={card.title} icon={personIcon}>
      <ul className={styles.people}>
        {card.people.map(({ id, name, note }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.person}
              onClick={() => act(`/find_person${JSON.stringify({ person_id: id })}`, { title: name })}
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

function ContactsFileCard({ card: { name, vcf } }: CardProps<ContactsFileCardData>) {
  // The browser has the text as a file for as long as the link is there.
  const linkToFile = useCallback(
    (link: HTMLAnchorElement) => {
      link.href = URL.createObjectURL(new Blob([vcf], { type: "text/vcard" }));
      return () => URL.revokeObjectURL(link.href);
    },
    [vcf],
  );
  return (
    <CardFrame title="Your contacts as a file" icon={personIcon}>
      <a ref={linkToFile} className={styles.file} download={name}>
        Save {name}
      </a>
    </CardFrame>
  );
}

export const cards = { person: PersonCard, people: PeopleCard, "contacts-file": ContactsFileCard };
