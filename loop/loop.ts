import type { Words } from '#vocabulary/words.ts';

export const STAGES = ['understand', 'plan', 'engage', 'measure', 'adjust'] as const;
export type Stage = (typeof STAGES)[number];

/** The five stages as data: the menu, the routes and the documents are read from here. */
export const LOOP: Readonly<Record<Stage, { names: Words; asks: Words }>> = {
  understand: {
    names: { en: 'Understand', 'zh-Hans': '洞察', 'zh-Hant': '洞察' },
    asks: { en: 'Who are our customers, and what do they do?', 'zh-Hans': '客户是谁，他们怎么做？', 'zh-Hant': '顧客是誰，他們怎麼做？' },
  },
  plan: {
    names: { en: 'Plan', 'zh-Hans': '规划', 'zh-Hant': '規劃' },
    asks: { en: 'What do we want, by when, with which money?', 'zh-Hans': '要达成什么，何时，花多少钱？', 'zh-Hant': '要達成什麼，何時，花多少錢？' },
  },
  engage: {
    names: { en: 'Engage', 'zh-Hans': '触达', 'zh-Hant': '互動' },
    asks: { en: 'Whom do we reach, with what?', 'zh-Hans': '触达谁，说什么？', 'zh-Hant': '接觸誰，說什麼？' },
  },
  measure: {
    names: { en: 'Measure', 'zh-Hans': '衡量', 'zh-Hant': '衡量' },
    asks: { en: 'What came of it?', 'zh-Hans': '带来了什么？', 'zh-Hant': '帶來了什麼？' },
  },
  adjust: {
    names: { en: 'Adjust', 'zh-Hans': '调整', 'zh-Hant': '調整' },
    asks: { en: 'What should change?', 'zh-Hans': '接下来改什么？', 'zh-Hant': '接下來改什麼？' },
  },
};
