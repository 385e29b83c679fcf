import type { Suggestion } from "../../identity";
import styles from "./suggestions.module.css";

interface Props {
  suggestions: Suggestion[];
  onChoose: (suggestion: Suggestion) => void;
}

/** Things to say when nothing was said yet. */
export function Suggestions({ suggestions, onChoose }: Props) {
  if (suggestions.length === 0) return null;
  return (
    <ul className={styles.suggestions} aria-label="Suggestions">
      {suggestions.map((suggestion) => (
        <li key={suggestion.payload}>
          <button className={styles.chip} type="button" onClick={() => onChoose(suggestion)}>
            {suggestion.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
