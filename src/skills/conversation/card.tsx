import { CardFrame } from "../card-frame";
import type { CardProps } from "../card-props";
import type { HelpCardData, PlaceCardData } from "./card-data";
import styles from "./card.module.css";

function HelpCard({ card, act }: CardProps<HelpCardData>) {
  return (
    <CardFrame title="Try one of these">
      {card.groups.map(({ title, examples }) => (
        <section key={title} className={styles.group}>
          <h4 className={styles.title}>{title}</h4>
          <ul className={styles.examples}>
            {examples.map((example) => (
              <li key={example}>
                <button type="button" className={styles.example} onClick={() => act(example)}>
                  {example}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </CardFrame>
  );
}

function PlaceCard({ card: { section, title } }: CardProps<PlaceCardData>) {
  return (
    <a className={styles.place} href={`#/${section}`}>
      {title}
    </a>
  );
}

export const cards = { help: HelpCard, place: PlaceCard };
