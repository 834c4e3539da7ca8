/**
 * Conditions as a branching program: a row of tests, each of which says where to go on when it holds and where when it does
 * not. One loop runs it, without calls and without waiting; `all`, `any` and `not` cost nothing but the jumps. No code is
 * generated, so it runs where `eval` is forbidden.
 */
import type { FactValue } from '../facts';
import type { Condition, OperatorName, Test } from '../rule';
import { OPERATORS } from './operators';

/** Where a program ends. */
const HOLDS = -1;
const FAILS = -2;

const EQUAL = 0;
const NOT_EQUAL = 1;
const LESS = 2;
const LESS_INCLUSIVE = 3;
const GREATER = 4;
const GREATER_INCLUSIVE = 5;
const IN = 6;
const NOT_IN = 7;
/** By the operator's own function: lists, and two facts compared. */
const OTHER = 8;

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

type TestFunction = (left: FactValue, right: unknown) => boolean;

/** A list is looked through up to this length, else hashed. */
const LISTED_MAX = 8;

/** Takes conditions one after another and runs each by the number it gave. */
export class Program {
  /** The facts that are looked at, in the order in which `holds` wants their values. */
  readonly facts: string[] = [];
  private readonly slots = new Map<string, number>();
  private readonly code: number[] = [];
  private readonly left: number[] = [];
  /** The slot of the fact on the right, or -1. */
  private readonly right: number[] = [];
  private readonly constants: unknown[] = [];
  private readonly functions: TestFunction[] = [];
  private readonly onTrue: number[] = [];
  private readonly onFalse: number[] = [];

  /** Where the fact's value is to be. */
  slotOf(fact: string): number {
    let slot = this.slots.get(fact);
    if (slot === undefined) {
      slot = this.facts.push(fact) - 1;
      this.slots.set(fact, slot);
    }
    return slot;
  }

  /** Adds a condition and answers its number. An `all` of nothing, left over by taking parts out of one, holds. */
  add(condition: Condition): number {
    return this.emit(condition, HOLDS, FAILS);
  }

  /** Whether the condition holds, given the values of `facts` (undefined where missing). */
  holds(entry: number, values: readonly FactValue[]): boolean {
    const { code, left, constants, onTrue, onFalse } = this;
    let at = entry;
    while (at >= 0) {
      const value = values[left[at] as number];
      const constant = constants[at];
      let result: boolean;
      switch (code[at]) {
        case EQUAL:
          result = value === constant;
          break;
        case NOT_EQUAL:
          result = value !== constant;
          break;
        case LESS:
          result = typeof value === 'number' ? value < (constant as number) : this.other(at, value, values);
          break;
        case LESS_INCLUSIVE:
          result = typeof value === 'number' ? value <= (constant as number) : this.other(at, value, values);
          break;
        case GREATER:
          result = typeof value === 'number' ? value > (constant as number) : this.other(at, value, values);
          break;
        case GREATER_INCLUSIVE:
          result = typeof value === 'number' ? value >= (constant as number) : this.other(at, value, values);
          break;
        case IN:
          result = (constant as Set<unknown>).has(value);
          break;
        case NOT_IN:
          result = !(constant as Set<unknown>).has(value);
          break;
        default:
          result = this.other(at, value, values);
      }
      at = (result ? onTrue[at] : onFalse[at]) as number;
    }
    return at === HOLDS;
  }

  private other(at: number, value: FactValue, values: readonly FactValue[]): boolean {
    if (value === undefined && this.code[at] !== OTHER) return false;
    const right = this.right[at] as number;
    return (this.functions[at] as TestFunction)(value, right < 0 ? this.constants[at] : values[right]);
  }

  /** Adds the tests of a condition, the last first, so that each knows where to go on. */
  private emit(condition: Condition, onTrue: number, onFalse: number): number {
    if ('all' in condition) {
      return condition.all.reduceRight((next, part) => this.emit(part, next, onFalse), onTrue);
    }
    if ('any' in condition) {
      return condition.any.reduceRight((next, part) => this.emit(part, onTrue, next), onFalse);
    }
    if ('not' in condition) return this.emit(condition.not, onFalse, onTrue);
    return this.emitTest(condition, onTrue, onFalse);
  }

  private emitTest({ fact, operator, value }: Test, onTrue: number, onFalse: number): number {
    const other = typeof value === 'object' && 'fact' in value ? this.slotOf(value.fact) : -1;
    const isLong = Array.isArray(value) && value.length > LISTED_MAX;
    const fast = other < 0 && (isLong || !Array.isArray(value)) ? CODES[operator] : undefined;
    this.code.push(fast ?? OTHER);
    this.left.push(this.slotOf(fact));
    this.right.push(other);
    this.constants.push(fast === IN || fast === NOT_IN ? new Set(value as readonly unknown[]) : value);
    this.functions.push(OPERATORS[operator].test);
    this.onTrue.push(onTrue);
    return this.onFalse.push(onFalse) - 1;
  }
}

/** Reads facts into the order in which a program wants them. */
export function reader(
  names: readonly string[],
): (facts: Readonly<Record<string, FactValue>>, into: FactValue[]) => void {
  // Own properties only; where no object inherits one of the name, a plain read is the same and faster.
  const inherited = names.filter((name) => name in Object.prototype);
  if (inherited.length > 0) {
    return (facts, into) => {
      for (let i = 0; i < names.length; i += 1) {
        const name = names[i] as string;
        into[i] = Object.hasOwn(facts, name) ? (facts[name] ?? undefined) : undefined;
      }
    };
  }
  return (facts, into) => {
    for (let i = 0; i < names.length; i += 1) into[i] = facts[names[i] as string] ?? undefined;
  };
}
