/**
 * Conditions as a branching program: tests, each of which knows where to go on when it holds and where when it does not. One
 * loop runs it, without calls and without waiting; `all`, `any` and `not` cost nothing but the jumps. No code is generated, so
 * it runs where `eval` is forbidden.
 */
import type { Facts, FactValue } from '../facts';
import type { Condition, OperatorName, Test } from '../rule';
import { OPERATORS } from './operators';

const HOLDS = 0;
const FAILS = 1;
const EQUAL = 2;
const NOT_EQUAL = 3;
const LESS = 4;
const LESS_INCLUSIVE = 5;
const GREATER = 6;
const GREATER_INCLUSIVE = 7;
const IN = 8;
const NOT_IN = 9;
/** By the operator's own function: lists, and two facts compared. */
const OTHER = 10;

const CODES: Readonly<Partial<Record<OperatorName, number>>> = {
  equal: EQUAL,
  notEqual: NOT_EQUAL,
  lessThan: LESS,
  lessThanInclusive: LESS_INCLUSIVE,
  greaterThan: GREATER,
  greaterThanInclusive: GREATER_INCLUSIVE,
  in: IN,
  notIn: NOT_IN,
};

/** A fact, looked up once for an event and only when a test asks for it. */
interface Slot {
  readonly fact: string;
  /** Whether no object inherits a member of the name, so that a plain read finds own ones only. */
  readonly plain: boolean;
  value: FactValue;
  /** The run in which `value` was read. */
  run: number;
}

/** A test, or one of the two ends. All have the same members in the same order, which keeps the loop fast. */
interface Step {
  readonly code: number;
  readonly slot: Slot;
  /** What stands on the right; a Set for long lists. */
  readonly constant: unknown;
  readonly right: Slot | undefined;
  readonly test: (left: FactValue, right: unknown) => boolean;
  readonly onTrue: Step;
  readonly onFalse: Step;
}

/** A list is looked through up to this length, else hashed. */
const LISTED_MAX = 8;

function endOf(code: number): Step {
  const slot: Slot = { fact: '', plain: true, value: undefined, run: 0 };
  const end = { code, slot, constant: undefined, right: undefined, test: () => false };
  const step = { ...end, onTrue: undefined, onFalse: undefined } as unknown as { onTrue: Step; onFalse: Step } & Step;
  return Object.assign(step, { onTrue: step, onFalse: step });
}

const holds = endOf(HOLDS);
const fails = endOf(FAILS);

/** Where a condition begins. */
export type Entry = Step;

/** Takes conditions one after another and runs each; events are plain objects. */
export class Program {
  private readonly slots = new Map<string, Slot>();
  private event: Facts = {};
  private run = 0;

  /** Adds a condition. An `all` of nothing, left over by taking parts out of one, holds. */
  add(condition: Condition): Entry {
    return this.make(condition, holds, fails);
  }

  /** Begins with the next event: what was read of the one before is forgotten. Nothing here waits, so no two events meet. */
  begin(facts: Facts): void {
    this.event = facts;
    this.run += 1;
  }

  /** Whether the condition holds for the event begun with. */
  holds(entry: Entry): boolean {
    const { run } = this;
    let step = entry;
    while (step.code > FAILS) {
      const { slot, constant } = step;
      const value = slot.run === run ? slot.value : this.read(slot);
      let result: boolean;
      switch (step.code) {
        case EQUAL:
          result = value === constant;
          break;
        case NOT_EQUAL:
          result = value !== constant;
          break;
        case LESS:
          result = typeof value === 'number' ? value < (constant as number) : step.test(value, constant);
          break;
        case LESS_INCLUSIVE:
          result = typeof value === 'number' ? value <= (constant as number) : step.test(value, constant);
          break;
        case GREATER:
          result = typeof value === 'number' ? value > (constant as number) : step.test(value, constant);
          break;
        case GREATER_INCLUSIVE:
          result = typeof value === 'number' ? value >= (constant as number) : step.test(value, constant);
          break;
        case IN:
          result = (constant as Set<unknown>).has(value);
          break;
        case NOT_IN:
          result = !(constant as Set<unknown>).has(value);
          break;
        default:
          result = step.test(value, step.right === undefined ? constant : this.valueOf(step.right));
      }
      step = result ? step.onTrue : step.onFalse;
    }
    return step.code === HOLDS;
  }

  private valueOf(slot: Slot): FactValue {
    return slot.run === this.run ? slot.value : this.read(slot);
  }

  private read(slot: Slot): FactValue {
    const { fact } = slot;
    const value = slot.plain || Object.hasOwn(this.event, fact) ? (this.event[fact] ?? undefined) : undefined;
    slot.value = value;
    slot.run = this.run;
    return value;
  }

  /** Makes the steps of a condition, the last first, so that each knows where to go on. */
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
    const right = typeof value === 'object' && 'fact' in value ? this.slotOf(value.fact) : undefined;
    const isLong = Array.isArray(value) && value.length > LISTED_MAX;
    const code = (right === undefined && (isLong || !Array.isArray(value)) ? CODES[operator] : undefined) ?? OTHER;
    const constant = code === IN || code === NOT_IN ? new Set(value as readonly unknown[]) : value;
    return { code, slot: this.slotOf(fact), constant, right, test: OPERATORS[operator].test, onTrue, onFalse };
  }

  private slotOf(fact: string): Slot {
    let slot = this.slots.get(fact);
    if (slot === undefined) {
      slot = { fact, plain: !(fact in Object.prototype), value: undefined, run: 0 };
      this.slots.set(fact, slot);
    }
    return slot;
  }
}
