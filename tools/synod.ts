// npm run synod: runs of Synod from the command line: run a scenario, verify, export, show and grade trace files, check event lines.
// Exit codes are in the help and in synod/COMMANDS.md, and stable.
import { readCommandLine, EXIT, type Exit, type Options } from './synod/command-line.ts';
import { exportCommand } from './synod/export-command.ts';
import { Refusal } from './synod/files.ts';
import { gradeCommand } from './synod/grade-command.ts';
import type { CommandName } from './synod/help.ts';
import { print, say } from './synod/output.ts';
import { Interrupted } from './synod/pace.ts';
import { runCommand, scenarioCommand } from './synod/run-command.ts';
import { checkCommand, showCommand, verifyCommand } from './synod/verdicts.ts';

const COMMANDS: Readonly<Record<CommandName, (o: Options) => Promise<Exit>>> = {
  run: runCommand,
  verify: verifyCommand,
  export: exportCommand,
  show: showCommand,
  grade: gradeCommand,
  check: checkCommand,
  scenario: scenarioCommand,
};

async function main(args: readonly string[]): Promise<Exit> {
  const understood = readCommandLine(args);
  if (understood.kind === 'help') {
    print(understood.text);
    return EXIT.done;
  }
  if (understood.kind === 'wrong') {
    say(`${understood.why}\nnpm run synod -- ${understood.see} lists what there is.`);
    return EXIT.usage;
  }
  try {
    return await COMMANDS[understood.options.command](understood.options);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Interrupted)) {
      say(`Synod failed, which is a bug. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return EXIT.broken;
    }
    say(error.message);
    return error instanceof Refusal ? EXIT.refused : error.signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
  }
}

process.stdout.on('error', () => process.exit(EXIT.done)); // whoever read it has gone: `| head`
process.exitCode = await main(process.argv.slice(2));
