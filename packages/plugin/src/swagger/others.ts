import {
  array,
  get,
  object,
  pageOf,
  PAGING,
  PERIOD,
  post,
  queried,
  ref,
  REGION,
  rowId,
  text,
  uuid,
  type Paths,
  WARD,
} from './parts';

const offers = (): Paths =>
  get('sidanOffers', 'mine', {
    summary: 'Offers to the teams that I lead',
    parameters: [
      {
        name: 'state',
        in: 'query',
        description: '`open`: those that wait for an answer.',
        schema: { type: 'string', enum: ['open', 'all'], default: 'open' },
      },
      ...PAGING,
    ],
    answer: pageOf('OfferLine'),
  });

const portal = (): Paths => ({
  ...get('sidanPortal', 'config', {
    summary: 'What a portal must know before anybody signs in',
    parameters: [REGION],
    answer: ref('PortalConfig'),
    errors: ['NO_COUNTY'],
    open: true,
  }),
  ...get('sidanPortal', 'menu', {
    summary: 'The service menu',
    parameters: [REGION],
    answer: object({ rows: array(ref('ServiceItemView')) }),
    errors: ['NO_COUNTY'],
    open: true,
  }),
  ...get('sidanPortal', 'form', {
    summary: 'The form for placing an order',
    description: 'Made from the fields of the collection as they are now, those that an administrator added included.',
    parameters: [
      { name: 'serviceItemId', in: 'query', description: 'The service wanted.', schema: uuid() },
      REGION,
      WARD,
    ],
    answer: ref('OrderForm'),
    errors: ['NO_COUNTY', 'NOT_WARD'],
  }),
  ...get('sidanPortal', 'me', { summary: 'What the system knows of me', answer: ref('Me') }),
  ...get('sidanPortal', 'teams', {
    summary: 'Teams that take members',
    parameters: [REGION],
    answer: object({ rows: array(ref('TeamChoice')) }),
    errors: ['NO_COUNTY'],
  }),
  ...post('sidanPortal', 'join', {
    summary: 'Make or correct my person record',
    parameters: [REGION],
    body: ref('JoinRequest'),
    answer: ref('Me'),
    errors: ['NO_COUNTY', 'CONSENT_REQUIRED', 'INVALID_DATA', 'BUSY'],
  }),
  ...post('sidanPortal', 'volunteer', {
    summary: 'Register as a volunteer, and ask to join a team',
    description: 'A volunteer already may ask to join a further team.',
    body: ref('VolunteerRequest'),
    answer: ref('Me'),
    errors: ['NOT_FOUND', 'NOT_JOINED', 'ALREADY_VOLUNTEER', 'CONSENT_REQUIRED', 'BUSY'],
  }),
});

const ledger = (): Paths => ({
  ...get('sidanLedger', 'months', {
    summary: 'My statements of closed months',
    parameters: [REGION],
    answer: ref('MonthStatements'),
    errors: ['NO_COUNTY'],
  }),
  ...get('sidanLedger', 'wallet', {
    summary: 'My points, each with its reason',
    description: 'Balance, what is held, what goes when, and 50 entries, newest first.',
    parameters: [
      REGION,
      {
        name: 'before',
        in: 'query',
        description: '`next` of the page before.',
        schema: { type: 'string', format: 'uuid' },
      },
      WARD,
    ],
    answer: ref('Wallet'),
    errors: ['NO_COUNTY', 'NOT_WARD', 'INVALID_DATA', 'POSTING_NOT_FOUND'],
  }),
  ...get('sidanLedger', 'statement', {
    summary: 'My statement of a time',
    description:
      'What came and went of an asset from a day to another, oldest first, at most 1,000 entries. The month so far where no days are named.',
    parameters: [REGION, queried('asset', 'Points where none is named.'), ...PERIOD, WARD],
    answer: ref('WalletStatement'),
    errors: ['NO_COUNTY', 'NOT_WARD', 'INVALID_DATA'],
  }),
  ...get('sidanLedger', 'rules', {
    summary: 'The points rules by their titles',
    answer: object({ rows: array(ref('RuleTitle')) }),
  }),
  ...get('sidanLedger', 'assets', {
    summary: 'How the assets of a county are counted',
    description: 'The host’s own tables hold amounts in the smallest unit; `scale` is the number of decimal places.',
    parameters: [REGION],
    answer: object({ rows: array(ref('AssetMeasure')) }),
    errors: ['NO_COUNTY'],
  }),
});

const people = (): Paths => ({
  ...post('sidanPeople', 'reveal', {
    summary: 'One personal datum in full',
    description:
      'For county administrators, dispatchers and site managers of the person’s place. Who asked, when and why is recorded before it is shown.',
    parameters: [rowId('Id of the person.')],
    body: object({ field: { type: 'string', enum: ['phone', 'idNo'] }, reason: { ...text(200), minLength: 1 } }),
    answer: ref('Revealed'),
    errors: ['NOT_FOUND', 'INVALID_DATA'],
  }),
  ...get('sidanPeople', 'users', {
    summary: 'Accounts that an office can be given to',
    description:
      'For those who may appoint. Without either parameter nobody is found; whoever is known in other counties only is never found.',
    parameters: [
      {
        name: 'search',
        in: 'query',
        description: 'Part of a name or a user name; the best 20 are answered.',
        schema: { type: 'string', minLength: 2 },
      },
      {
        name: 'ids',
        in: 'query',
        description: 'Instead: up to 200 user ids with commas between.',
        schema: { type: 'string', pattern: '^\\d+(,\\d+)*$' },
      },
    ],
    answer: object({ rows: array(ref('UserChoice')) }),
    errors: ['NOT_ALLOWED'],
  }),
  ...get('sidanPeople', 'offices', {
    summary: 'Offices that the caller may hand out',
    description: 'For those who may appoint. Where an office may be given is decided when it is.',
    answer: object({ rows: array(ref('Office')) }),
    errors: ['NOT_ALLOWED'],
  }),
});

const workbench = (): Paths =>
  get('sidanWorkbench', 'today', { summary: 'The day’s figures, and what waits for me', answer: ref('Workbench') });

const page = object({ key: text(), title: text(), state: { type: 'string', enum: ['present', 'removed', 'absent'] } });
const town = object({ code: { type: 'string', pattern: '^\\d{9}$' }, name: text(60) });

const setup = (): Paths => ({
  ...get('sidanSetup', 'status', {
    summary: 'Whether the parts do their work, and the state of the default pages',
    description: 'Needs the permission `pm.sidan.settings`.',
    answer: object({
      version: text(),
      level: ref('HealthLevel'),
      checks: array(ref('HealthCheck')),
      pages: array(page),
    }),
  }),
  ...post('sidanSetup', 'restorePage', {
    summary: 'Put a default page back as it was shipped',
    description: 'Needs the permission `pm.sidan.settings`.',
    body: object({ key: text(undefined, 'Of `sidanSetup:status`.') }),
    answer: object({ key: text() }),
    errors: ['INVALID_DATA'],
  }),
  ...post('sidanSetup', 'county', {
    summary: 'Set up the county that this installation serves',
    description: 'Again: changes the names and adds towns that are missing. Needs the permission `pm.sidan.settings`.',
    body: object(
      {
        regionCode: { type: 'string', pattern: '^\\d{6}$' },
        name: text(60),
        centerName: text(60),
        phone: text(),
        towns: array(town),
      },
      ['phone', 'towns'],
    ),
    answer: object({ regionCode: text() }),
    errors: ['INVALID_DATA'],
  }),
  ...get('sidanSetup', 'calendar', {
    summary: 'The work calendar of a county: in which hours and on which days its clocks count',
    description: 'Needs the permission `pm.sidan.settings`.',
    parameters: [{ name: 'regionCode', in: 'query', required: true, description: 'The county.', schema: text() }],
    answer: ref('WorkCalendar'),
    errors: ['NOT_FOUND'],
  }),
  ...post('sidanSetup', 'saveCalendar', {
    summary: 'Set the work calendar of a county',
    description:
      'Whole: what is left out is nothing. It counts for clocks that are set from now on. Needs the permission `pm.sidan.settings`.',
    body: object(
      {
        regionCode: { type: 'string', pattern: '^\\d{6}$' },
        officeHours: array(object({ from: text(), to: text() })),
        timeZone: text(),
        daysOff: array(text()),
        workdays: array(text()),
        years: { type: 'object', additionalProperties: object({ holidays: array(text()), workdays: array(text()) }) },
      },
      ['timeZone', 'daysOff', 'workdays', 'years'],
    ),
    answer: ref('WorkCalendar'),
    errors: ['INVALID_DATA', 'NOT_FOUND'],
  }),
});

/** Everything but orders. */
export const otherPaths = (): Paths => ({
  ...offers(),
  ...portal(),
  ...ledger(),
  ...people(),
  ...workbench(),
  ...setup(),
});
