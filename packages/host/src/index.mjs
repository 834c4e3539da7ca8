/** `npm start`: a county on this machine. Plain JavaScript: it runs before anything is installed or built. */
import { checkNode } from './node.mjs';
import { readOptions } from './options.mjs';
import { Problem } from './problem.mjs';
import { start } from './start.mjs';
import { text } from './texts.mjs';

try {
  checkNode(process.versions.node);
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) process.stdout.write(text('help'));
  else await start(options);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  process.stderr.write(`\n  ${error.message}\n\n`);
  process.exitCode = 1;
}
