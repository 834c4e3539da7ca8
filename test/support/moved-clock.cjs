/**
 * Loaded into NocoBase before anything else (`--require`): its clock stands at the moment that the file named by `SIDAN_TEST_CLOCK` holds (milliseconds since the
 * epoch), and is the machine's own while the file holds nothing. Timers of the event loop run on.
 */
// An arrow function and strict: the host locks down what is built in, and cannot take `prototype` and `arguments` away from others.
'use strict';

const { readFileSync } = require('node:fs');

const file = process.env.SIDAN_TEST_CLOCK;
const Real = Date;
const LOOK_MS = 50;
let stands = NaN;
let lookedAt = -Infinity;

const now = () => {
  const real = Real.now();
  if (file && Math.abs(real - lookedAt) >= LOOK_MS) {
    lookedAt = real;
    try {
      stands = Number(readFileSync(file, 'utf8').trim() || NaN);
    } catch {
      stands = NaN;
    }
  }
  return Number.isNaN(stands) ? real : stands;
};

globalThis.Date = new Proxy(Real, {
  construct: (target, args, made) => Reflect.construct(target, args.length ? args : [now()], made),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
