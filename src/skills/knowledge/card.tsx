import { lazy, Suspense, useState } from "react";
import { CardFrame } from "../card-frame";
import { bookIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import type { NearestCardData, PassageCardData } from "./card-data";
import styles from "./card.module.css";
import { SiteLink } from "./site-link";
import { dateOf, hrefOf, placeOf } from "./source";

/** What reads Markdown is fetched when a passage is drawn first. */
const MarkdownView = lazy(() => import("./markdown-view"));

function PassageCard({ card: { question, passage, quote, site, outOfDate }, act }: CardProps<PassageCardData>) {
  const [rated, setRated] = useState(false);
  const rate = (verdict: "helpful" | "unhelpful", title: string) => {
    setRated(true);
    const about = { verdict, question, article: passage.article, passage: passage.headings.at(-1) ?? "" };
    act(`/rate_answer${JSON.stringify(about)}`, { title });
  };
  const marks = quote ?? passage;
  return (
    <CardFrame
      title={placeOf(passage)}
      icon={bookIcon}
      actions={
        rated
          ? []
          : [
              { label: "Helpful", onClick: () => rate("helpful", "That was helpful") },
              { label: "Not helpful", onClick: () => rate("unhelpful", "That was not helpful") },
            ]
      }
    >
      {outOfDate !== undefined && <p className={styles.warning}>Marked as out of date: {outOfDate}</p>}
      <Suspense fallback={<p>{quote?.words ?? ""}</p>}>
        <MarkdownView
          text={passage.text}
          offset={passage.start}
          marked={marks === passage ? null : marks}
          topHeading={4}
        />
      </Suspense>
      <p className={styles.source}>
        <a href={hrefOf({ ...passage, start: marks.start, end: marks.end })}>Open it where it stands</a>
        {site && <SiteLink {...site} />}
        <span>Version of {dateOf(passage)}</span>
      </p>
    </CardFrame>
  );
}

function NearestCard({ card: { nearest } }: CardProps<NearestCardData>) {
  return (
    <CardFrame title="The nearest in the documents" icon={bookIcon}>
      <ul className={styles.nearest}>
        {nearest.map((passage) => (
          <li key={hrefOf(passage)}>
            <a href={hrefOf(passage)}>{placeOf(passage)}</a>
          </li>
        ))}
      </ul>
    </CardFrame>
  );
}

export const cards = { passage: PassageCard, nearest: NearestCard };
