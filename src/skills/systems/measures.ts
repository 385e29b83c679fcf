/** A figure of machines or services, as people name it and as Prometheus is asked for it. */
export interface Measure {
  name: string;
  title: string;
  words: RegExp;
  /** Behind the number; a space of its own where there is one. */
  unit: string;
  /** What is too much, in general: the line that a report draws. Undefined where that depends. */
  high?: number;
  query: string;
}

const DISKS = '{fstype!~"tmpfs|overlay|squashfs|ramfs|iso9660|devtmpfs"}';
const requests = (more: string) => `rate({__name__=~".*http_requests?_total"${more}}[5m])`;

/** By the exporters that Debian has: the node exporter's names, and `http_requests_total` by `code` or `status`. */
export const MEASURES: readonly Measure[] = [
  {
    name: "disk",
    title: "Disk",
    words: /\b(?:disks?|disc|storage|filesystems?|space|volumes?)\b/i,
    unit: " %",
    high: 90,
    query: `max by (instance) (100 * (1 - node_filesystem_avail_bytes${DISKS} / node_filesystem_size_bytes${DISKS}))`,
  },
  {
    name: "memory",
    title: "Memory",
    words: /\b(?:memory|mem|ram)\b/i,
    unit: " %",
    high: 90,
    query: "max by (instance) (100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes))",
  },
  {
    name: "cpu",
    title: "CPU",
    words: /\b(?:cpus?|processors?|processor use)\b/i,
    unit: " %",
    high: 95,
    query: '100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])))',
  },
  {
    name: "load",
    title: "Load",
    words: /\bload\b/i,
    unit: "",
    query: "max by (instance) (node_load1)",
  },
  {
    name: "errors",
    title: "Error rate",
    words: /\b(?:errors?|error rate|failures?|failing requests|5xx|500s)\b/i,
    unit: " %",
    high: 5,
    query: `100 * (sum by (instance) (${requests(',code=~"5.."')} or ${requests(',status=~"5.."')}) or 0 * sum by (instance) (${requests("")})) / sum by (instance) (${requests("")})`,
  },
  {
    name: "traffic",
    title: "Requests",
    words: /\b(?:traffic|requests?|throughput|hits)\b/i,
    unit: " /s",
    query: `sum by (instance) (${requests("")})`,
  },
];

export function measureNamed(name: string): Measure | undefined {
  return MEASURES.find((measure) => measure.name === name);
}

/** What a text speaks of first. */
export function measureIn(text: string): Measure | undefined {
  const places = MEASURES.map((measure) => ({ measure, place: text.search(measure.words) }));
  return places.filter(({ place }) => place >= 0).sort((a, b) => a.place - b.place)[0]?.measure;
}

export function figure(value: number, { unit }: Pick<Measure, "unit">): string {
  const digits = Math.abs(value) >= 10 ? 0 : Math.abs(value) >= 1 ? 1 : 2;
  return `${Number(value.toFixed(digits))}${unit}`;
}

/** "web1" of "web1.example.org:9100". */
export function machineOf(instance: string): string {
  const host = instance.replace(/:\d+$/, "");
  return /^[\d.]+$/.test(host) ? host : (host.split(".")[0] ?? host);
}
