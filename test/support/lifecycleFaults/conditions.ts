/** Guards whose condition is none. */
import { when, holds, condition, type Fault } from './layer';

export const CONDITIONS: readonly Fault[] = [
  condition(
    'a guard that is no condition',
    'CONDITION_SHAPE ',
    holds({ moon: true }),
    '条件的写法不对。',
    'The condition is malformed.',
  ),
  condition(
    'a group without conditions',
    'CONDITION_EMPTY /all',
    holds({ all: [] }),
    '“all”里没有内容。规则引擎会把空的条件组当作“成立”。',
    '“all” is empty. The engine takes an empty group as true.',
  ),
  condition(
    'a condition that is too deep',
    'CONDITION_TOO_DEEP /not/not/not/not/not/not/not/not',
    holds(
      Array.from({ length: 12 }).reduce<unknown>((inner) => ({ not: inner }), when('offers.open', 'equal', 1).params),
    ),
    '条件嵌套超过 8 层。',
    'Conditions are nested more than 8 deep.',
  ),
  condition(
    'too many conditions',
    'CONDITION_TOO_MANY /all/199',
    holds({ all: Array.from({ length: 2_000 }, (_, i) => ({ fact: 'offers.open', operator: 'equal', value: i })) }),
    '一处的条件超过 200 个。',
    'There are more than 200 conditions in one place.',
  ),
  condition(
    'a fact that nobody knows',
    'FACT_UNKNOWN /fact',
    when('moon.full', 'equal', true),
    '没有名为“moon.full”的事实，流程不能用它来判断。',
    'There is no fact “moon.full” that a lifecycle could ask.',
  ),
  condition(
    'an operator that there is not',
    'OPERATOR_UNKNOWN /operator',
    when('offers.open', 'like', 1),
    '没有名为“like”的运算符。',
    'There is no operator “like”.',
  ),
  condition(
    'an operator for other facts',
    'OPERATOR_TYPE /operator',
    when('item.category', 'lessThan', 1),
    '运算符“lessThan”不能用于“item.category”（类型 string），结果会一直不成立或出错。',
    'The operator “lessThan” cannot be used with “item.category” of type string.',
  ),
  condition(
    'a list that is none',
    'IN_NEEDS_LIST /value',
    when('item.category', 'in', 'care'),
    '“item.category”的“in”右边必须是一个列表。写成文字时，引擎会按“文字中的一部分”来判断。',
    '“in” with “item.category” needs a list on the right. With a text, the engine looks for a part of it.',
  ),
  condition(
    'a list that is too long',
    'VALUES_TOO_MANY /value',
    when(
      'item.category',
      'in',
      Array.from({ length: 300 }, (_, i) => `c${i}`),
    ),
    '列表超过 200 个取值。',
    'The list has more than 200 values.',
  ),
  condition(
    'a number that is a text',
    'VALUE_TYPE /value',
    when('offers.open', 'lessThan', '1'),
    '“offers.open”的类型应为 integer，这里却是 string。',
    '“offers.open” needs a value of type integer and has string.',
  ),
  condition(
    'a comparison with nothing',
    'VALUE_NULL /value',
    when('offers.open', 'equal', null),
    '“offers.open”不能与空值比较：事实缺失时引擎的判断与空值不同。',
    '“offers.open” cannot be compared with null, which the engine tells from a missing fact.',
  ),
  condition(
    'a value that is none of the list',
    'VALUE_UNLISTED /value',
    when('order.priority', 'equal', 'soon'),
    '“order.priority”没有“soon”这个取值，条件永远不会成立。',
    '“order.priority” never has the value “soon”.',
  ),
];
