import { Command } from 'commander';
import { modelCards, type ModelId } from '#science/models/cards.gen.ts';
import type { Card } from '#science/models/contract.ts';
import { Trouble } from '../connection.ts';
import { openPrinter, table } from '../print.ts';
import { fit } from './science-fit.ts';
import { helpOf } from './science-help.ts';
import { predict } from './science-predict.ts';
import { show } from './science-show.ts';
import { simulate } from './science-simulate.ts';

type Action = (card: Card & { id: ModelId }, options: Record<string, unknown>, printer: ReturnType<typeof openPrinter>) => Promise<void> | void;

/** `--data` is also the name of an option of the whole command line, which takes the word first; so all options are read together. */
const on = (action: Action) => async (...given: unknown[]): Promise<void> => {
  const command = given.at(-1);
  if (!(command instanceof Command)) throw new Error('an action was called without its command');
  const options = command.optsWithGlobals<Record<string, unknown>>();
  await action(cardOf(String(command.args[0])), options, openPrinter(Boolean(options['json'])));
};

const isListed = (card: Card): card is Card & { id: ModelId } => modelCards.includes(card);

function cardOf(id: string): Card & { id: ModelId } {
  const card = modelCards.filter(isListed).find((one) => one.id === id);
  if (!card) throw new Trouble(`There is no model "${id}". "science list" names them all.`);
  return card;
}

const again = (word: string, before: string[] = []): string[] => [...before, word];

/** The science on files: it needs no running application. Exit codes: 0 an answer, 1 a wrong word or file, 2 the model declines, 130 stopped. */
export function addScience(program: Command): void {
  const science = program.command('science').description('Models on CSV files, without the application');
  science.command('list').description('Every model and the question it answers').action((...given: unknown[]) => {
    const command = given.at(-1);
    const json = command instanceof Command && Boolean(command.optsWithGlobals()['json']);
    openPrinter(json).value(modelCards.map(({ id, family, title, question, enough }) => ({ id, family, title: title.en, question: question.en, enough })),
      () => table(['model', 'family', 'question'], modelCards.map(({ id, family, question }) => [id, family, question.en])));
  });
  science.command('show <model>').description('What a model needs: columns, options, assumptions').action(on(show));
  science.command('fit <model>').description('Fits a model to a CSV file')
    .option('--data <file>', 'CSV file, UTF-8; its first row names the columns')
    .option('--map <column=name>', 'a column of the model and its name in the file; again for each', again)
    .option('--option <name=value>', 'an option of the model; again for each; lists with commas', again)
    .option('--seed <n>', 'seed of what is drawn by chance', '1')
    .option('--out <file>', 'writes the fit as JSON, for "predict"')
    .option('--table <file>', 'writes the whole result as CSV: every rule, every channel, or the lines of the summary unrounded')
    .addHelpText('after', helpOf('fit'))
    .action(on(fit));
  science.command('predict <model>').description('Predicts from a fit')
    .option('--fit <file>', 'what "fit --out" wrote')
    .option('--data <file>', 'CSV file to predict for')
    .option('--map <column=name>', 'a column of the model and its name in the file; again for each; those of the fit are kept', again)
    .option('--option <name=value>', 'an option of the model; again for each; those of the fit are kept', again)
    .option('--seed <n>', 'seed of what is drawn by chance', '1')
    .option('--out <file>', 'writes the prediction as CSV')
    .addHelpText('after', helpOf('predict'))
    .action(on(predict));
  science.command('simulate <model>').description('Draws a data set that the model can fit')
    .option('--seed <n>', 'the same seed draws the same data', '1')
    .option('--rows <n>', 'how large: the first of the model\'s parameters (customers, people, periods …)')
    .option('--param <name=value>', 'a parameter of the simulation; again for each', again)
    .option('--out <file>', 'writes CSV to a file, else to standard output')
    .addHelpText('after', helpOf('simulate'))
    .action(on(simulate));
}
