import type { Comparison, Condition, RuleGroup, When } from './rules.ts';

/** A condition in SQL over the column `customer`, its values apart as parameters; to be asked through `readConverted`. */
export interface Compiled {
  where: string;
  parameters: Record<string, string | number | string[]>;
  /** Whether it asks what customers brought: then orders in a currency without a rate do not count. */
  money: boolean;
}

export interface CompileContext {
  /** YYYY-MM-DD in the workspace's zone: "the last 90 days" count back from here. */
  today: string;
  /** Rules of another segment; called once for each mention. */
  segment: (id: number) => RuleGroup;
}

const OPERATOR: Record<Comparison, string> = { 'at least': '>=', 'at most': '<=', exactly: '=', 'more than': '>', 'less than': '<' };
const HOLDS: Record<Comparison, (left: number, right: number) => boolean> = {
  'at least': (a, b) => a >= b, 'at most': (a, b) => a <= b, exactly: (a, b) => a === b, 'more than': (a, b) => a > b, 'less than': (a, b) => a < b,
};

const DID = {
  'was held out': "name = 'Campaign Assigned' AND JSONExtractString(properties, 'arm') = 'holdout'",
  'was sent': "name = 'Email Sent'", opened: "name = 'Email Opened'", clicked: "name = 'Email Link Clicked'",
} as const;

/** Turns rules into one SQL condition. Identifiers are fixed here; whatever a person wrote is a parameter. */
export function compile(rules: RuleGroup, context: CompileContext): Compiled {
  const compiler = new Compiler(context);
  const where = compiler.group(rules);
  return { where, parameters: { today: context.today, ...compiler.parameters }, money: compiler.money };
}

class Compiler {
  readonly parameters: Record<string, string | number | string[]> = {};
  money = false;
  readonly #context: CompileContext;
  constructor(context: CompileContext) { this.#context = context; }

  group({ match, rules }: RuleGroup): string {
    if (rules.length === 0) return '1';
    return `(${rules.map((rule) => ('match' in rule ? this.group(rule) : this.condition(rule))).join(match === 'all' ? ' AND ' : ' OR ')})`;
  }

  condition(condition: Condition): string {
    switch (condition.fact) {
      case 'orders': return this.#counted(condition, 'uniqExact(order_id)', this.#trade(`kind = 'sale' AND ${this.#when(condition.when, 'time')}`));
      case 'revenue': {
        this.money = true;
        return this.#counted(condition, 'sum(amount)', this.#trade(`kind IN ('sale', 'return') AND ${this.#when(condition.when, 'time')}`));
      }
      case 'did event': {
        const name = this.#put(condition.name, 'String');
        return this.#counted(condition, 'count()', this.#events(`name = ${name} AND ${this.#when(condition.when, 'time')}`));
      }
      case 'bought product': {
        const skus = this.#put(condition.skus, 'Array(String)');
        return this.#within(condition.is, `SELECT customer FROM ${this.#lines(`kind = 'sale' AND sku IN ${skus} AND ${this.#when(condition.when, 'time')}`)}`);
      }
      case 'country': return this.#among(condition.is, 'country', condition.values);
      case 'language': return this.#among(condition.is, 'language', condition.values);
      case 'attribute': return this.#among(condition.is, `JSONExtractString(attributes, ${this.#put(condition.name, 'String')})`, condition.values);
      case 'address': return `${condition.channel === 'email' ? 'has_email' : 'has_phone'} = ${condition.is ? 1 : 0}`;
      case 'consent': return `${condition.is ? '' : 'NOT '}has(consent, ${this.#put(`${condition.channel}:${condition.purpose}`, 'String')})`;
      case 'campaign': {
        const which = `delivery > 0 AND JSONExtractString(properties, 'campaign') = ${this.#put(String(condition.campaign), 'String')}`;
        return this.#within(condition.is, `SELECT customer FROM ${this.#events(`${which} AND ${DID[condition.did]}`)}`);
      }
      case 'segment': return `${condition.is ? '' : 'NOT '}${this.group(this.#context.segment(condition.segment))}`;
    }
  }

  /** A customer without rows has the count 0: where 0 satisfies the comparison, those who fail it are taken out instead. */
  #counted({ comparison, value }: { comparison: Comparison; value: number }, aggregate: string, from: string): string {
    const right = this.#put(value, 'Int64');
    const test = `${aggregate} ${OPERATOR[comparison]} ${right}`;
    return HOLDS[comparison](0, value)
      ? `customer NOT IN (SELECT customer FROM ${from} GROUP BY customer HAVING NOT (${test}))`
      : `customer IN (SELECT customer FROM ${from} GROUP BY customer HAVING ${test})`;
  }

  #within = (is: boolean, subquery: string): string => `customer ${is ? '' : 'NOT '}IN (${subquery})`;
  #among = (is: boolean, expression: string, values: string[]): string => `${expression} ${is ? '' : 'NOT '}IN ${this.#put(values, 'Array(String)')}`;
  #lines = (where: string): string => `(SELECT p.customer AS customer FROM order_lines AS l FINAL
    INNER JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = l.person WHERE l.person > 0 AND ${where})`;
  #trade = (where: string): string => `(SELECT p.customer AS customer, l.order_id AS order_id, l.amount AS amount FROM converted_totals AS l
    INNER JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = l.person WHERE l.person > 0 AND ${where})`;
  #events = (where: string): string => `(SELECT p.customer AS customer FROM events AS e
    INNER JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = e.person WHERE ${where})`;

  #when(when: When, column: string): string {
    const day = `toDate(${column}, {zone:String})`;
    switch (when.kind) {
      case 'ever': return '1';
      case 'last': return `${day} > {today:Date} - ${this.#put(when.days, 'UInt32')}`;
      case 'before': return `${day} <= {today:Date} - ${this.#put(when.days, 'UInt32')}`;
      case 'between': return `${day} BETWEEN ${this.#put(when.from, 'Date')} AND ${this.#put(when.to, 'Date')}`;
    }
  }

  #put(value: string | number | string[], type: string): string {
    const name = `p${Object.keys(this.parameters).length}`;
    this.parameters[name] = value;
    return `{${name}:${type}}`;
  }
}
