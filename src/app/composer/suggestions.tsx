import styles from "./suggestions.module.css";

/** Things to say when nothing was said yet. */
export function Suggestions({ suggestions, onChoose }: { suggestions: string[]; onChoose: (text: string) => void }) {
  if (suggestions.length === 0) return null;
  return (
    <ul className={styles.suggestions} aria-label="Suggestions">
      {suggestions.map((text) => (
        <li key={text}>
          <button className={styles.chip} type="button" onClick={() => onChoose(text)}>
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
}
