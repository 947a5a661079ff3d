/** Lines of two texts side by side: `- ` only in the first, `+ ` only in the second, with two lines around each change. */
export function difference(first: string, second: string): string {
  const [a, b] = [first.split('\n'), second.split('\n')];
  // Longest common subsequence (Hunt and McIlroy 1976), by dynamic programming from the end.
  const longest = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) longest[i]![j] = a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  }
  const lines: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`  ${a[i]}`);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) lines.push(`- ${a[i++]}`);
    else lines.push(`+ ${b[j++]}`);
  }
  const near = (index: number): boolean => lines.slice(Math.max(0, index - 2), index + 3).some((line) => !line.startsWith('  '));
  return lines.filter((_, index) => near(index)).join('\n');
}
