/** What a website puts in its head, so that visits and orders reach this server. Both values are ours and need no escaping. */
export const snippetOf = (origin: string, writeKey: string): string =>
  `<script async src="${origin}/t.js" data-write-key="${writeKey}"></script>`;
