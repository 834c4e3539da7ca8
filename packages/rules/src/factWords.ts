/** Facts and their values as texts to be: 服务时长, 30 分钟, 紧急. */
import { enumerated } from './kinds/words';
import { message, type Message } from './message';
import { readable } from './readable';

export const factTitle = (fact: string): Message => message(`facts.${fact}.title`, { fallback: fact });

/**
 * The name of a fact's value: that which a pack gives it, else 是 and 否, a number with its `unit`, or what it is. A number keeps the
 * decimals that tell it from `beside`. A list is said item by item, nothing as 无.
 */
export function factValue(fact: string, value: unknown, unit?: string, beside?: number): Message {
  if (value === null || value === undefined) return message('rules.explain.nothing');
  if (Array.isArray(value)) return enumerated(value.map((one) => factValue(fact, one)));
  return message(`facts.${fact}.value.${String(value as string | number | boolean)}`, {
    fallback: plainWords(value, unit, beside),
  });
}

function plainWords(value: unknown, unit: string | undefined, beside: number | undefined): Message | string {
  if (typeof value === 'boolean') return message(`rules.value.${value}`);
  if (typeof value === 'number') return quantityWords(value, unit, beside);
  return String(value);
}

/** 20 小时; 周六; a bare number where there is no unit. */
export function quantityWords(value: number, unit: string | undefined, beside?: number): Message {
  const amount = readable(value, unit, beside);
  if (unit === undefined) return message('rules.number', { amount });
  if (unit === 'weekday' && Number.isInteger(value) && value >= 1 && value <= 7)
    return message(`rules.weekday.${value}`);
  return message('rules.quantity', { amount, unit: message(`rules.unit.${unit}`) });
}
