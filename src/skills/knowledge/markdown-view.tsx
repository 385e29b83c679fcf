import type { Nodes, Root } from "mdast";
import { createElement, Fragment, type ReactNode } from "react";
import { parseMarkdown } from "./markdown";
import styles from "./markdown-view.module.css";

/** A part of a text, by where it stands in it. */
export interface Marked {
  start: number;
  end: number;
}

interface Drawing {
  marked: Marked | null;
  /** Where the text begins in the text that `marked` counts in. */
  offset: number;
  /** A heading of depth 1 is drawn as this one. */
  topHeading: number;
  /** The first marked part gets this id. */
  markId: string | undefined;
  hasMark: boolean;
}

/**
 * Markdown as elements of React, never as HTML: what is HTML in it isn't drawn, and only links to the web are links. The part that
 * `marked` names is highlighted.
 */
export default function MarkdownView({
  text,
  marked = null,
  offset = 0,
  topHeading = 3,
  markId,
}: {
  text: string;
  marked?: Marked | null;
  offset?: number;
  topHeading?: number;
  markId?: string;
}) {
  const root: Root = parseMarkdown(text);
  const drawing: Drawing = { marked, offset, topHeading, markId, hasMark: false };
  return (
    <div className={styles.markdown} dir="auto">
      {children(root, drawing)}
    </div>
  );
}

function children(node: Nodes, drawing: Drawing): ReactNode {
  if (!("children" in node)) return null;
  return node.children.map((child, i) => <Fragment key={i}>{draw(child, drawing)}</Fragment>);
}

function draw(node: Nodes, drawing: Drawing): ReactNode {
  switch (node.type) {
    case "text":
      return markedText(node.value, node, drawing);
    case "heading":
      return createElement(`h${Math.min(6, node.depth - 1 + drawing.topHeading)}`, null, children(node, drawing));
    case "paragraph":
      return <p>{children(node, drawing)}</p>;
    case "emphasis":
      return <em>{children(node, drawing)}</em>;
    case "strong":
      return <strong>{children(node, drawing)}</strong>;
    case "delete":
      return <del>{children(node, drawing)}</del>;
    case "inlineCode":
      return <code>{markedText(node.value, node, drawing)}</code>;
    case "code":
      return (
        <pre tabIndex={0}>
          <code>{markedText(node.value, node, drawing)}</code>
        </pre>
      );
    case "blockquote":
      return <blockquote>{children(node, drawing)}</blockquote>;
    case "list":
      return node.ordered ? (
        <ol start={node.start ?? 1}>{children(node, drawing)}</ol>
      ) : (
        <ul>{children(node, drawing)}</ul>
      );
    case "listItem":
      return <li>{children(node, drawing)}</li>;
    case "table":
      return (
        // Scrolled by the keyboard too, where it is too wide.
        <div className={styles.scroller} tabIndex={0} role="group" aria-label="Table">
          <table>
            <thead>{node.children.slice(0, 1).map((row, i) => tableRow(row, "th", i, drawing))}</thead>
            <tbody>{node.children.slice(1).map((row, i) => tableRow(row, "td", i, drawing))}</tbody>
          </table>
        </div>
      );
    case "link":
      return link(node.url, children(node, drawing));
    case "image":
      return node.alt ? <span className={styles.picture}>{node.alt}</span> : null;
    case "break":
      return <br />;
    case "thematicBreak":
      return <hr />;
    case "html":
    case "definition":
    case "footnoteDefinition":
    case "footnoteReference":
    case "yaml":
      return null;
    default:
      return children(node, drawing);
  }
}

function tableRow(row: Nodes, cell: "th" | "td", key: number, drawing: Drawing): ReactNode {
  if (row.type !== "tableRow") return null;
  return (
    <tr key={key}>
      {row.children.map((one, i) =>
        createElement(cell, { key: i, ...(cell === "th" && { scope: "col" }) }, children(one, drawing)),
      )}
    </tr>
  );
}

/** A link says where it leads; what leads elsewhere than to the web is only its words. */
function link(url: string, words: ReactNode): ReactNode {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return words;
  return (
    <>
      <a href={url} target="_blank" rel="noopener noreferrer">
        {words}
      </a>{" "}
      <span className={styles.host}>({new URL(url).host})</span>
    </>
  );
}

function markedText(value: string, node: Nodes, drawing: Drawing): ReactNode {
  const { marked, offset } = drawing;
  const from = (node.position?.start.offset ?? 0) + offset;
  const to = (node.position?.end.offset ?? 0) + offset;
  if (!marked || marked.end <= from || marked.start >= to) return value;
  // Where escapes make the text shorter than what it is written as, all of it is marked.
  const isPlain = to - from === value.length;
  const start = isPlain ? Math.max(0, marked.start - from) : 0;
  const end = isPlain ? Math.min(value.length, marked.end - from) : value.length;
  const id = drawing.hasMark ? undefined : drawing.markId;
  drawing.hasMark = true;
  return (
    <>
      {value.slice(0, start)}
      <mark id={id}>{value.slice(start, end)}</mark>
      {value.slice(end)}
    </>
  );
}
