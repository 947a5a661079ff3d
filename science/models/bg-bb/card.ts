import type { Card } from '../contract.ts';
import { COVARIATES, CUSTOMER, FORECAST, forecastAnswers, HISTORY_DECLINES, simulation } from '../../customer-base/declaration.ts';

export const card: Card = {
  id: 'bg-bb',
  family: 'customers',
  title: { en: 'Yearly donors, members, attenders (BG/BB)', 'zh-Hans': '按期参与的客户：年度捐赠、会员、活动（BG/BB）', 'zh-Hant': '按期參與的顧客：年度捐款、會員、活動（BG/BB）' },
  question: {
    en: 'Where people can buy, give or attend at fixed occasions (each year, each issue, each season): who is still with us and how often will each take part?',
    'zh-Hans': '当购买、捐赠或参加只发生在固定时点（每年、每期、每季）时，谁仍然活跃、今后会参与几次？',
    'zh-Hant': '當購買、捐款或參加只發生在固定時點（每年、每期、每季）時，誰仍然活躍、今後會參與幾次？',
  },
  columns: [
    CUSTOMER,
    { name: 'frequency', kind: 'count', means: 'occasions after the first at which the customer took part' },
    { name: 'recency', kind: 'count', means: 'number of the last occasion taken part in, the first one after joining being 1; 0 for none' },
    { name: 'age', kind: 'count', means: 'occasions since joining' },
    COVARIATES,
  ],
  options: FORECAST.map((option) => (option.name === 'horizon' ? { ...option, kind: 'count', default: 5, min: 1, means: 'occasions to forecast' } : option.name === 'from' ? { ...option, kind: 'count', means: 'occasions to leave out before the window' } : option)),
  answers: forecastAnswers('at the next occasion'),
  simulation: simulation({
    alpha: [1.204, 'first shape of the chance to take part'],
    beta: [0.75, 'second shape of the chance to take part'],
    gamma: [0.657, 'first shape of the chance to leave'],
    delta: [2.783, 'second shape of the chance to leave'],
  }, [6, 6]),
  assumptions: [
    'There are fixed occasions, at most one purchase at each.',
    'An active customer takes part with a steady chance of their own, and leaves before an occasion with a steady chance of their own.',
    'Both chances are beta distributed across customers and unrelated.',
    'The chance to be active ("alive" in a forecast) is that at the next occasion, as in the source.',
  ],
  enough: 'Some hundreds of customers who joined at about the same time, followed over at least four occasions.',
  declines: [...HISTORY_DECLINES, 'more occasions taken part in than there were up to the last one'],
  sources: [{ citation: 'Fader, Hardie & Shang 2010, Customer-base analysis in a discrete-time noncontractual setting, Marketing Science 29(6):1086-1108', equations: '5-11' }],
};
