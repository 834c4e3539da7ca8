import { array, get, IDEMPOTENCY_KEY, object, pageOf, PAGING, post, ref, rowId, text, uuid, type Paths } from './parts';

/** The form's own fields (`server/forms/fields.ts`); a county adds others, which `sidanPortal:form` lists. */
const FORM = {
  description: text(2000),
  expectStart: { type: 'string', format: 'date-time' },
  townCode: { type: 'string', description: 'One of the towns of `sidanPortal:form`.' },
  address: text(200),
  contactName: text(50, 'The requester’s own name if left out.'),
  contactPhone: text(20),
};

const placeBody = {
  ...object(
    {
      serviceItemId: uuid('One of `sidanPortal:menu`.'),
      ...FORM,
      requesterId: uuid('Staff only: the person in whose name the order is placed.'),
      channel: { type: 'string', enum: ['portal', 'clerk', 'grid', 'hotline'], default: 'portal' },
    },
    ['description', 'expectStart', 'address', 'contactName', 'requesterId', 'channel'],
  ),
  description: 'The fields of the form; those that a county added go beside them, under their names.',
  additionalProperties: true,
};

export const orderPaths = (): Paths => ({
  ...post('sidanOrders', 'place', {
    summary: 'Place an order',
    description: 'By a resident for themselves, or by staff in the name of somebody whose town is theirs.',
    parameters: [IDEMPOTENCY_KEY],
    body: placeBody,
    answer: ref('OrderAnswer'),
    errors: [
      'KEY_INVALID',
      'CAPACITY_NOT_ALLOWED',
      'NOT_FOUND',
      'NOT_JOINED',
      'KEY_REUSED',
      'INVALID_DATA',
      'ITEM_CLOSED',
      'BUSY',
    ],
  }),
  ...get('sidanOrders', 'mine', {
    summary: 'The orders that I have placed',
    description: 'Newest first.',
    parameters: PAGING,
    answer: pageOf('OrderLine'),
  }),
  ...get('sidanOrders', 'tasks', {
    summary: 'The orders that my teams have accepted',
    description: 'Those under way first; none that is confirmed or ended.',
    parameters: PAGING,
    answer: pageOf('OrderLine'),
  }),
  ...get('sidanOrders', 'detail', {
    summary: 'One order as I may see it',
    description: 'With its story, its people, the decisions in words, and what I may do to it now.',
    parameters: [rowId('Id of the order.')],
    answer: ref('OrderDetail'),
    errors: ['ORDER_NOT_FOUND'],
  }),
  ...get('sidanOrders', 'candidates', {
    summary: 'Teams that could take an order',
    description:
      'Best first, 30 at most, each with its reasons. For dispatchers, site managers and county administrators of the order’s place.',
    parameters: [rowId('Id of the order.')],
    answer: object({ rows: array(ref('Candidate')) }),
    errors: ['NOT_ALLOWED', 'ORDER_NOT_FOUND'],
  }),
  ...post('sidanOrders', 'reveal', {
    summary: 'The contact’s telephone number in full',
    description: 'Who asked, when and why is recorded before it is shown.',
    parameters: [rowId('Id of the order.')],
    body: object({ reason: { ...text(200), minLength: 1 } }),
    answer: ref('Revealed'),
    errors: ['NOT_FOUND', 'INVALID_DATA'],
  }),
});
