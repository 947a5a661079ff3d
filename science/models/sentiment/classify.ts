import { grams } from '../../text/grams.ts';
import { writingOf } from '../../text/language.ts';
import { logOdds, readWeights, type LinearClassifier } from '../../text/linear-classifier.ts';
import { normalise } from '../../text/normalise.ts';
import type { Reason } from '../contract.ts';
import { judges } from './opinion-words.ts';
import { overlay } from './overlay.ts';
import english from './weights-en.json' with { type: 'json' };
import chinese from './weights-zh.json' with { type: 'json' };

export type Label = 'positive' | 'negative' | 'uncertain';

export interface Opinion {
  /** `emoticons`: there was no word, only they were read. */
  language: 'zh' | 'en' | 'emoticons';
  /** Natural logarithm of the odds that the text is positive. */
  logOdds: number;
  /** Slang, idioms and emoticons that moved the answer, as they were found. */
  evidence: string[];
  /** No word that judges was found: the log-odds are drawn towards zero. */
  plain: boolean;
}

export type Reading = { status: 'read'; opinion: Opinion } | { status: 'declined'; why: Reason };

/** Characters read of one text; what follows would change little and cost much. */
export const LONGEST = 5000;

/** At the usual band of 0.7 a text without a word that judges is called positive or negative from log-odds of 3 on (95 %) instead of 0.85. */
const FAINT = Math.log(0.7 / 0.3) / 3;

const read = new Map<'zh' | 'en', LinearClassifier>();

/** Weights are unpacked when they are first asked for (about a tenth of a second), not when the module is loaded. */
function classifierOf(language: 'zh' | 'en'): LinearClassifier {
  const known = read.get(language);
  if (known) return known;
  const classifier = readWeights(language === 'zh' ? chinese : english);
  read.set(language, classifier);
  return classifier;
}

/** What one text says; `declined` where it is empty or in a script that was never learnt. */
export function opinionOf(text: string): Reading {
  const clean = normalise(text.slice(0, LONGEST));
  const { shift, evidence, rest } = overlay(clean);
  const language = writingOf(clean.replaceAll(/\[[^\]]{1,4}\]/gu, ' '));
  if (language === 'other') {
    return { status: 'declined', why: { code: 'other-script', column: 'text', value: text.slice(0, 60), sentence: 'This text is written in a script that was never learnt; Chinese and English are read.' } };
  }
  if (language === 'none' && evidence.length === 0) {
    return { status: 'declined', why: { code: 'no-words', column: 'text', value: text.slice(0, 60), sentence: 'There is no word in this text, so there is nothing to judge.' } };
  }
  if (language === 'none') return { status: 'read', opinion: { language: 'emoticons', logOdds: shift, evidence, plain: false } };
  const learnt = logOdds(classifierOf(language), grams(rest));
  // The learnt texts all judge, so the weights find an opinion in a plain statement too: without a word that judges they count for less.
  const plain = evidence.length === 0 && !judges(rest, language);
  return { status: 'read', opinion: { language, logOdds: (plain ? FAINT * learnt : learnt) + shift, evidence, plain } };
}

/** `certain` is the probability from which a text counts as positive, or the other way round as negative; between them it is uncertain. */
export function labelOf(probability: number, certain: number): Label {
  if (probability >= certain) return 'positive';
  return probability <= 1 - certain ? 'negative' : 'uncertain';
}

/** Log-odds to probability, kept off 0 and 1. */
export function probabilityOf(odds: number): number {
  return Math.max(1e-4, Math.min(1 - 1e-4, 1 / (1 + Math.exp(-odds))));
}
