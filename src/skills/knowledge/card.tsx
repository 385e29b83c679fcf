import { lazy, Suspense } from "react";
import { CardFrame } from "../card-frame";
import { bookIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import type {
  ArticlesCardData,
  ChangesCardData,
  NearestCardData,
  PassageCardData,
  QuestionsCardData,
} from "./card-data";
import styles from "./card.module.css";
import { DifferencesView } from "./differences-view";
import { RateForm, useRating } from "./rate-form";
import { dateOf, hrefOf, hrefOfArticle, placeOf } from "./source";

/** What reads Markdown is fetched when a passage is drawn first. */
const MarkdownView = lazy(() => import("./markdown-view"));

function PassageCard({ card: { question, passage, quote, warnings = [] }, act }: CardProps<PassageCardData>) {
  const marks = quote ?? passage;
  const rating = useRating(act, {
    question,
    article: passage.article,
    passage: passage.headings.at(-1) ?? "",
    said: quote?.words ?? "",
  });
  return (
    <CardFrame title={placeOf(passage)} icon={bookIcon} actions={rating.actions}>
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
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
        <span>Version of {dateOf(passage)}</span>
      </p>
      {rating.isAsking && <RateForm onSend={rating.tellMore} onClose={rating.close} />}
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

function ChangesCard({ card: { article, title, from, to, date, rows, hasMore } }: CardProps<ChangesCardData>) {
  return (
    <CardFrame title={`What changed in ${title}`} icon={bookIcon}>
      <DifferencesView rows={rows} />
      <p className={styles.source}>
        <a href={hrefOfArticle(article, "versions", `${from}-${to}`)}>{hasMore ? "See all of it" : "All versions"}</a>
        <span>
          Version {to} of {dateOf({ date })}
        </span>
      </p>
    </CardFrame>
  );
}

function ArticlesCard({ card: { title, articles } }: CardProps<ArticlesCardData>) {
  return (
    <CardFrame title={title} icon={bookIcon}>
      <ul className={styles.nearest}>
        {articles.map(({ id, title: name, note }) => (
          <li key={id}>
            <a href={hrefOfArticle(id)}>{name}</a>
            <span className={styles.note}>{note}</span>
          </li>
        ))}
      </ul>
    </CardFrame>
  );
}

function QuestionsCard({ card: { questions } }: CardProps<QuestionsCardData>) {
  return (
    <CardFrame title="Questions to mend" icon={bookIcon}>
      <ul className={styles.nearest}>
        {questions.map(({ id, question, note }) => (
          <li key={id}>
            <a href={hrefOfArticle("questions", id)}>{question}</a>
            <span className={styles.note}>{note}</span>
          </li>
        ))}
      </ul>
    </CardFrame>
  );
}

export const cards = {
  passage: PassageCard,
  nearest: NearestCard,
  changes: ChangesCard,
  articles: ArticlesCard,
  questions: QuestionsCard,
};
