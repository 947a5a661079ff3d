import { readSettings } from '../checks.ts';
import type { Options, Table, Tools } from '../contract.ts';
import { card } from './card.ts';
import { opinionOf, probabilityOf } from './classify.ts';

const GOOD = ['质量不错', '物流很快', '包装很好', '挺喜欢的', '味道还行', '性价比可以', '客服态度好', '颜色漂亮'];
const BAD = ['有点失望', '物流太慢', '包装破了', '价格偏贵', '味道一般', '客服不回复', '颜色不对', '做工粗糙'];
const PLAIN = ['买了两件', '给家里用的', '昨天收到', '第二次来', '朋友介绍的', '蓝色的那款'];

/** Comments put together from phrases; the judgement is drawn with log-odds slope·z + intercept, z what the model reads from the words. */
export function simulate(given: Options, tools: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const rows = settings.number('rows');
  const positive = new Float64Array(rows);
  const text: string[] = [];
  const pick = (list: readonly string[]): string => list[Math.floor(tools.random.next() * list.length)];
  for (let row = 0; row < rows; row++) {
    const phrases = [pick(PLAIN)];
    for (let n = 1 + Math.floor(tools.random.next() * 3); n > 0; n--) phrases.push(pick(tools.random.next() < settings.number('favour') ? GOOD : BAD));
    text.push(phrases.join('，'));
    const reading = opinionOf(text[row]);
    const z = reading.status === 'read' ? reading.opinion.logOdds : 0;
    positive[row] = tools.random.next() < probabilityOf(settings.number('slope') * z + settings.number('intercept')) ? 1 : 0;
  }
  return { rows, columns: { text, positive } };
}
