import type {
  CallerView,
  IntakeDesk,
  IntakeQuote,
  IntakeQuoteRequest,
  IntakeRequest,
  KnownOrder,
  OrderAnswer,
} from '../../api/types';
import { get, post, problemOf } from './request';

export type { CallerView, ConsentWay, IntakeDesk, IntakePayment, IntakeQuote, KnownOrder } from '../../api/types';

/** What the page is made of; of the first county of the reader's where none is named. */
export const intakeDesk = (regionCode?: string) => get<IntakeDesk>('sidanIntake:desk', { regionCode });

/** Who is known by a telephone number. In the body: an address is written into logs. */
export const callerBy = (phone: string, regionCode: string) =>
  post<CallerView>('sidanIntake:caller', { data: { phone, regionCode } });

/** What it would cost, and whom the requester's household has besides. In the body: an address is written into logs. */
export const quoteAt = (request: IntakeQuoteRequest & { regionCode: string }) =>
  post<IntakeQuote>('sidanIntake:quote', { data: request });

/** What came of it: the order, what is likely the same, or what is wrong, with each field. */
export interface Placed {
  order?: OrderAnswer['order'];
  similar?: KnownOrder[];
  problems?: FieldProblem[];
  message?: string;
}

export interface FieldProblem {
  field: string;
  message: string;
}

/** Places an order in another's name. Never throws: what is refused is told. */
export async function placeFor(request: IntakeRequest & { regionCode: string }, key: string): Promise<Placed> {
  try {
    return { order: (await post<OrderAnswer>('sidanIntake:place', { data: request, key })).order };
  } catch (error) {
    const { code, message, params } = problemOf(error);
    if (code === 'ORDER_SIMILAR') return { similar: params?.orders as KnownOrder[] };
    return { message, problems: (params?.problems as FieldProblem[] | undefined) ?? [] };
  }
}
