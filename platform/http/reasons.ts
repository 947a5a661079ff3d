import { z } from 'zod';
import { LANGUAGES, say, type Language, type Words } from '#vocabulary/words.ts';

type Issue = z.core.$ZodIssue;

/** What is not said below zod says itself, in its own translations; asked for each answer, so that no request changes another's. */
const ZOD: Record<Language, z.core.$ZodErrorMap> = {
  en: z.locales.en().localeError, 'zh-Hans': z.locales.zhCN().localeError, 'zh-Hant': z.locales.zhTW().localeError,
};

const WORDS = {
  missing: { en: 'it is missing', 'zh-Hans': '未填写', 'zh-Hant': '未填寫' },
  empty: { en: 'it is empty', 'zh-Hans': '不能为空', 'zh-Hant': '不能為空' },
  string: { en: 'it is not a text', 'zh-Hans': '不是文字', 'zh-Hant': '不是文字' },
  number: { en: 'it is not a number', 'zh-Hans': '不是数字', 'zh-Hant': '不是數字' },
  int: { en: 'it is not a whole number', 'zh-Hans': '不是整数', 'zh-Hant': '不是整數' },
  boolean: { en: 'it is neither true nor false', 'zh-Hans': '不是 true 或 false', 'zh-Hant': '不是 true 或 false' },
  array: { en: 'it is not a list', 'zh-Hans': '不是列表', 'zh-Hant': '不是清單' },
  short: { en: 'it needs at least {{bound}} characters', 'zh-Hans': '至少需要 {{bound}} 个字符', 'zh-Hant': '至少需要 {{bound}} 個字元' },
  long: { en: 'it has more than {{bound}} characters', 'zh-Hans': '超过 {{bound}} 个字符', 'zh-Hant': '超過 {{bound}} 個字元' },
  few: { en: 'it needs at least {{bound}} entries', 'zh-Hans': '至少需要 {{bound}} 项', 'zh-Hant': '至少需要 {{bound}} 項' },
  many: { en: 'it has more than {{bound}} entries', 'zh-Hans': '超过 {{bound}} 项', 'zh-Hant': '超過 {{bound}} 項' },
  least: { en: 'it is less than {{bound}}', 'zh-Hans': '小于 {{bound}}', 'zh-Hant': '小於 {{bound}}' },
  above: { en: 'it is not more than {{bound}}', 'zh-Hans': '必须大于 {{bound}}', 'zh-Hant': '必須大於 {{bound}}' },
  most: { en: 'it is more than {{bound}}', 'zh-Hans': '大于 {{bound}}', 'zh-Hant': '大於 {{bound}}' },
  below: { en: 'it is not less than {{bound}}', 'zh-Hans': '必须小于 {{bound}}', 'zh-Hant': '必須小於 {{bound}}' },
  email: { en: 'it is not an e-mail address, such as name@company.com', 'zh-Hans': '不是邮箱地址（如 name@company.com）', 'zh-Hant': '不是電子郵件地址（如 name@company.com）' },
  url: { en: 'it is not a web address, such as https://shop.example', 'zh-Hans': '不是网址（如 https://shop.example）', 'zh-Hant': '不是網址（如 https://shop.example）' },
  date: { en: 'it is not a day, such as 2026-03-31', 'zh-Hans': '不是日期（如 2026-03-31）', 'zh-Hant': '不是日期（如 2026-03-31）' },
  datetime: { en: 'it is not a moment, such as 2026-03-31T09:00:00Z', 'zh-Hans': '不是时刻（如 2026-03-31T09:00:00Z）', 'zh-Hant': '不是時刻（如 2026-03-31T09:00:00Z）' },
  form: { en: 'it does not have the form that is asked for', 'zh-Hans': '格式不正确', 'zh-Hant': '格式不正確' },
  choice: { en: 'it is none of {{choices}}', 'zh-Hans': '必须是以下之一：{{choices}}', 'zh-Hant': '必須是以下之一：{{choices}}' },
} as const satisfies Record<string, Words>;

const Said = z.object(Object.fromEntries(LANGUAGES.map((language) => [language, z.string()])) as Record<Language, z.ZodString>);

/** Why a value was refused, as half a sentence in the reader's language. */
export function reasonOf(issue: Issue, language: Language): string {
  const [words, values] = plain(issue);
  if (words) return say(words, language, values);
  const { message: _english, ...raw } = issue;
  const said = ZOD[language](raw as z.core.$ZodRawIssue);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}

/** Of a choice of shapes that all refuse a value, what the nearest of them has against it: the one that got furthest. */
export function nearest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const depth = (each: Issue): number => each.path.length;
  const firsts = issue.errors.flatMap(([first]) => (first ? [nearest(first)] : []));
  const [best] = firsts.sort((a, b) => depth(b) - depth(a));
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

function plain(issue: Issue): [Words | null, Record<string, string | number>?] {
  switch (issue.code) {
    case 'invalid_type': return [typeWords(issue)];
    case 'too_small': return sizeWords(issue.origin, Number(issue.minimum), issue.inclusive ?? true, 'small');
    case 'too_big': return sizeWords(issue.origin, Number(issue.maximum), issue.inclusive ?? true, 'big');
    case 'invalid_format': return [formatWords(issue.format)];
    case 'invalid_value': return [WORDS.choice, { choices: issue.values.map(String).join(', ') }];
    case 'custom': {
      const says = Said.safeParse(issue.params?.['says']);
      return [says.success ? says.data : null];
    }
    default: return [null];
  }
}

/** The value is known only where the schema was told to report it. */
function typeWords(issue: Extract<Issue, { code: 'invalid_type' }>): Words | null {
  if ('input' in issue && issue.input === undefined) return WORDS.missing;
  return issue.expected in WORDS ? WORDS[issue.expected as keyof typeof WORDS] : null;
}

function formatWords(format: string): Words {
  return format === 'email' || format === 'url' || format === 'date' || format === 'datetime' ? WORDS[format] : WORDS.form;
}

function sizeWords(origin: string, bound: number, inclusive: boolean, side: 'small' | 'big'): [Words | null, Record<string, number>?] {
  if (origin === 'string') return side === 'small' ? [bound === 1 ? WORDS.empty : WORDS.short, { bound }] : [WORDS.long, { bound }];
  if (origin === 'array' || origin === 'set') return [side === 'small' ? WORDS.few : WORDS.many, { bound }];
  if (origin !== 'number' && origin !== 'int' && origin !== 'bigint') return [null];
  return [side === 'small' ? (inclusive ? WORDS.least : WORDS.above) : inclusive ? WORDS.most : WORDS.below, { bound }];
}
