/**
 * Conditions as one branching program: tests, each of which knows where to go on when it holds and where when it does not, from
 * the first rule to the last. One loop runs it, without calls and without waiting; `all`, `any` and `not` cost nothing but the
 * jumps. No code is generated, so it runs where `eval` is forbidden.
 */
import type { Facts, FactValue } from '../facts';
import type { Condition, OperatorName, Scalar, Test } from '../rule';
import { OPERATORS } from './operators';

const END = 0;
/** The rule matches. */
const FOUND = 1;
/** Whether no rule of the group was found before. */
const FREE = 2;
const EQUAL = 3;
const NOT_EQUAL = 4;
const LESS = 5;
const LESS_INCLUSIVE = 6;
const GREATER = 7;
const GREATER_INCLUSIVE = 8;
/** One of a few. */
const LISTED = 9;
/** One of many. */
const IN = 10;
/** By the operator's own function: lists, and two facts compared. */
const OTHER = 11;

const CODES: Readonly<Partial<Record<OperatorName, number>>> = {
  equal: EQUAL,
  notEqual: NOT_EQUAL,
  lessThan: LESS,
  lessThanInclusive: LESS_INCLUSIVE,
  greaterThan: GREATER,
  greaterThanInclusive: GREATER_INCLUSIVE,
};

/** A fact, looked up once for an event and only when a test asks for it. */
class Slot {
  value: FactValue = undefined;
  /** The run in which `value` was read. */
  run = 0;
  /** Whether no object inherits a member of the name, so that a plain read finds own ones only. */
  readonly plain: boolean;

  constructor(readonly fact: string) {
    this.plain = !(fact in Object.prototype);
  }
}

/** All have the same members, which keeps the loop fast. */
class Step {
  /** Itself, until it is told where to go on. */
  onTrue: Step = this;
  onFalse: Step = this;
  /** The rule that is found, or the group that is asked for. */
  place = -1;
  listed: readonly Scalar[] = [];
  among: ReadonlySet<unknown> = NOTHING;
  right: Slot | undefined = undefined;

  constructor(
    readonly code: number,
    readonly slot: Slot,
    readonly constant: unknown = undefined,
    readonly test: (left: FactValue, right: unknown) => boolean = () => false,
  ) {}
}

const NOTHING: ReadonlySet<unknown> = new Set();
const NO_SLOT = new Slot('');
const NONE: readonly never[] = Object.freeze([]);

/** A list is looked through up to this length, else hashed. */
const LISTED_MAX = 8;

export interface Ruled<T> {
  /** An `all` of nothing, left over by taking parts out of one, holds. */
  readonly condition: Condition;
  /** Rules of one group exclude each other: the first that holds counts. */
  readonly group: string | undefined;
  readonly answer: T;
}

/** Which conditions hold, asked of one event after another. Nothing here waits, so no two events meet. */
export class Program<T> {
  private readonly slots = new Map<string, Slot>();
  private readonly groups: string[] = [];
  /** The run in which each group was taken. */
  private readonly taken: number[];
  private readonly groupOf: readonly number[];
  private readonly answers: readonly T[];
  private readonly first: Step;
  private readonly found: T[] = [];
  private run = 0;

  constructor(rules: readonly Ruled<T>[]) {
    this.answers = rules.map(({ answer }) => answer);
    this.groups = [...new Set(rules.flatMap(({ group }) => group ?? []))];
    this.taken = this.groups.map(() => 0);
    this.groupOf = rules.map(({ group }) => (group === undefined ? -1 : this.groups.indexOf(group)));
    const end = new Step(END, NO_SLOT);
    this.first = rules.reduceRight((next, { condition }, index) => this.makeRule(condition, index, next), end);
  }

  /** The answers of the rules whose conditions hold, in order. Plain objects only. */
  match(facts: Facts): readonly T[] {
    const run = (this.run += 1);
    const { found, answers } = this;
    let count = 0;
    let step = this.first;
    for (;;) {
      const { code, slot } = step;
      if (code < EQUAL) {
        if (code === END) break;
        if (code === FOUND) {
          found[count] = answers[step.place] as T;
          count += 1;
          const group = this.groupOf[step.place] as number;
          if (group >= 0) this.taken[group] = run;
          step = step.onTrue;
        } else step = this.taken[step.place] === run ? step.onFalse : step.onTrue;
        continue;
      }
      const value = slot.run === run ? slot.value : read(slot, facts, run);
      let holds: boolean;
      switch (code) {
        case EQUAL:
          holds = value === step.constant;
          break;
        case NOT_EQUAL:
          holds = value !== step.constant;
          break;
        case LESS:
          holds = typeof value === 'number' ? value < (step.constant as number) : step.test(value, step.constant);
          break;
        case LESS_INCLUSIVE:
          holds = typeof value === 'number' ? value <= (step.constant as number) : step.test(value, step.constant);
          break;
        case GREATER:
          holds = typeof value === 'number' ? value > (step.constant as number) : step.test(value, step.constant);
          break;
        case GREATER_INCLUSIVE:
          holds = typeof value === 'number' ? value >= (step.constant as number) : step.test(value, step.constant);
          break;
        case LISTED: {
          const { listed } = step;
          holds = false;
          for (let i = 0; i < listed.length && !holds; i += 1) holds = listed[i] === value;
          break;
        }
        case IN:
          holds = step.among.has(value);
          break;
        default: {
          const { right } = step;
          if (right === undefined) holds = step.test(value, step.constant);
          else holds = step.test(value, right.run === run ? right.value : read(right, facts, run));
        }
      }
      step = holds ? step.onTrue : step.onFalse;
    }
    // Most events are of few rules; what is answered is the caller's own.
    if (count === 0) return NONE;
    if (count === 1) return [found[0] as T];
    if (count === 2) return [found[0] as T, found[1] as T];
    return found.slice(0, count);
  }

  /** Steps are made the last first, so that each knows where to go on. */
  private makeRule(condition: Condition, place: number, next: Step): Step {
    const found = new Step(FOUND, NO_SLOT);
    found.place = place;
    found.onTrue = next;
    const begin = this.make(condition, found, next);
    const group = this.groupOf[place] as number;
    if (group < 0) return begin;
    const free = new Step(FREE, NO_SLOT);
    free.place = group;
    return leadTo(free, begin, next);
  }

  private make(condition: Condition, onTrue: Step, onFalse: Step): Step {
    if ('all' in condition) {
      return condition.all.reduceRight((next, part) => this.make(part, next, onFalse), onTrue);
    }
    if ('any' in condition) {
      return condition.any.reduceRight((next, part) => this.make(part, onTrue, next), onFalse);
    }
    if ('not' in condition) return this.make(condition.not, onFalse, onTrue);
    return this.makeTest(condition, onTrue, onFalse);
  }

  private makeTest({ fact, operator, value }: Test, onTrue: Step, onFalse: Step): Step {
    const slot = this.slotOf(fact);
    const { test } = OPERATORS[operator];
    if (typeof value === 'object' && 'fact' in value) {
      const step = new Step(OTHER, slot, undefined, test);
      step.right = this.slotOf(value.fact);
      return leadTo(step, onTrue, onFalse);
    }
    if (operator === 'in' || operator === 'notIn') {
      const list = value as readonly Scalar[];
      const step = new Step(list.length > LISTED_MAX ? IN : LISTED, slot);
      step.listed = list;
      step.among = new Set(list);
      return operator === 'in' ? leadTo(step, onTrue, onFalse) : leadTo(step, onFalse, onTrue);
    }
    return leadTo(new Step(CODES[operator] ?? OTHER, slot, value, test), onTrue, onFalse);
  }

  private slotOf(fact: string): Slot {
    let slot = this.slots.get(fact);
    if (slot === undefined) this.slots.set(fact, (slot = new Slot(fact)));
    return slot;
  }
}

function leadTo(step: Step, onTrue: Step, onFalse: Step): Step {
  step.onTrue = onTrue;
  step.onFalse = onFalse;
  return step;
}

function read(slot: Slot, facts: Facts, run: number): FactValue {
  const { fact } = slot;
  const value = slot.plain || Object.hasOwn(facts, fact) ? (facts[fact] ?? undefined) : undefined;
  slot.value = value;
  slot.run = run;
  return value;
}
