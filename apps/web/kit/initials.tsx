import classes from './initials.module.css';

/** A person without a picture: the last given character of a Chinese name, the two initials of another. */
export function Initials({ name }: { name: string }) {
  return <span className={classes.initials} aria-hidden>{initialsOf(name)}</span>;
}

export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') return '?';
  if (/^\p{Script=Han}/u.test(trimmed)) return [...trimmed].at(-1) ?? '?';
  const words = trimmed.split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? [...(words.at(-1) ?? '')][0] ?? '' : '';
  return (first + last).toUpperCase();
}
