import type { Person } from "../../storage/schema";
import { CardFrame } from "../card-frame";
import { personIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import { countOf } from "../phrases";
import { saveFile } from "../save-file";
import { birthdayWords, readBirthday } from "./birthday";
import type { ContactsFileCardData, PeopleCardData, PersonCardData } from "./card-data";
import styles from "./card.module.css";
import { firstWay } from "./first-way";
import { byName } from "./names";
import { writeContacts } from "./vcard/write";

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

function PeopleCard({ card, act, useRecords }: CardProps<PeopleCardData>) {
  const stored = useRecords("people");
  return (
    <CardFrame title={card.title} icon={personIcon}>
      <ul className={styles.people}>
        {card.people.map((told) => {
          const person = stored?.find(({ id }) => id === told.id);
          if (stored && !person) {
            return (
              <li key={told.id} className={styles.gone}>
                {told.name}: deleted
              </li>
            );
          }
          const name = person?.name ?? told.name;
          const note = person ? noteNow(told, person) : told.note;
          return (
            <li key={told.id}>
              <button
                type="button"
                className={styles.person}
                onClick={() => act(`/find_person${JSON.stringify({ person_id: told.id })}`, { title: name })}
              >
                <span>{name}</span>
                {note !== "" && <span className={styles.note}>{note}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </CardFrame>
  );
}

/** What stands beside a name: of a birthday as it was told while that still holds, else as it is now. */
function noteNow(told: PeopleCardData["people"][number], person: Person): string {
  if (told.birthday === undefined) return firstWay(person);
  if (told.birthday === person.birthday) return told.note;
  const birthday = person.birthday === undefined ? null : readBirthday(person.birthday);
  return birthday ? birthdayWords(birthday) : "";
}

function ContactsFileCard({ card: { name }, useRecords }: CardProps<ContactsFileCardData>) {
  const people = useRecords("people") ?? [];
  const save = () => saveFile(name, writeContacts(people.toSorted(byName)), "text/vcard");
  return (
    <CardFrame
      title="Your contacts as a file"
      icon={personIcon}
      actions={people.length > 0 ? [{ label: `Save ${name}`, onClick: save }] : []}
    >
      <p className={styles.none}>{people.length > 0 ? countOf(people.length, "contact") : "Nobody is left."}</p>
    </CardFrame>
  );
}

export const cards = { person: PersonCard, people: PeopleCard, "contacts-file": ContactsFileCard };
