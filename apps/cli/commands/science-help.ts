import type { Command } from 'commander';
import { modelCards } from '#science/models/cards.gen.ts';
import type { Card } from '#science/models/contract.ts';
import { answerLines, columnLines, optionLines } from './science-show.ts';

type Step = 'fit' | 'predict' | 'simulate';

/** After the words of a command: what the model named on the line reads and which options it has, or how to be told. */
export const helpOf = (step: Step) => ({ command }: { command: Command }): string => {
  const card: Card | undefined = modelCards.find(({ id }) => command.args.includes(id));
  if (!card) return `\n"science ${step} MODEL --help" tells the ${step === 'simulate' ? 'parameters' : 'columns and options'} of a model; "science list" names the models.\n`;
  return `\n${card.title.en}\n${card.question.en}\n${linesOf(card, step).join('\n')}\n`;
};

function linesOf(card: Card, step: Step): string[] {
  if (step === 'simulate') return optionLines('Parameters (--param)', card.simulation);
  const columns = step === 'predict' ? card.predictColumns ?? card.columns : card.columns;
  const answers = step === 'predict' ? answerLines('Answers', card.answers) : card.table ? answerLines('What --table writes', card.table) : [];
  return [...(columns.length === 0 ? ['', 'It needs no data.'] : ['', 'Columns (--map where the file calls them otherwise)', columnLines(columns)]), ...answers, ...optionLines('Options (--option; a date such as 2024-03-31 may stand for a number of days)', card.options)];
}
