/** Fields of one group by their name in small letters; of a field given twice the first. */
export type Fields = ReadonlyMap<string, string>;

const MOST_GROUPS = 50;

/**
 * Groups of header-like fields parted by empty lines: the body of message/delivery-status (RFC 3464, section 2.1) and of
 * message/feedback-report (RFC 5965, section 3). Lines that are no fields are passed over.
 */
export function fieldGroups(text: string): Fields[] {
  const groups: Map<string, string>[] = [];
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n/).slice(0, MOST_GROUPS)) {
    const group = new Map<string, string>();
    for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
      if (name !== '' && !group.has(name)) group.set(name, line.slice(colon + 1).trim());
    }
    if (group.size > 0) groups.push(group);
  }
  return groups;
}

/** What stands behind the type in `rfc822; anna@mail.example` or `smtp; 550 5.1.1 no such user`. */
export const untyped = (field: string | undefined): string => (field ?? '').replace(/^[\w-]+\s*;\s*/, '');
