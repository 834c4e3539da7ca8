/** The portal's calls, one function each, typed by the plugin's contract. */
import type {
  CertificateCheck,
  CertificateLine,
  CertificateNotice,
  CertificatePreview,
  CertificateRequest,
  CertificateSheet,
  CodeFound,
  CounterView,
  FindingLine,
  JoinRequest,
  Me,
  OfferLine,
  OrderAnswer,
  OrderDetail,
  OrderEventType,
  OrderForm,
  OrderLine,
  OrderStates,
  PortalConfig,
  RedemptionDetail,
  RedemptionLine,
  RedemptionRequest,
  ServiceItemView,
  ShopView,
  TeamChoice,
  TransferDone,
  TransferOptions,
  TransferQuote,
  TransferRequest,
  VolunteerRequest,
  MySettlements,
  SettlementLine,
  Wallet,
  WalletStatement,
} from '@sidan/plugin-sidan/api';
import type { ApiClient } from './client';

type OnRetry = (attempt: number) => void;

export const PAGE_SIZE = 20;

/** The calls over a client, about the county that `county` gives (undefined: the installation's first). `device` names this browser at check-in, and nowhere else. Each rejects with a `Failure`. */
export function endpointsOf(client: ApiClient, county: () => string | undefined, device: () => string) {
  const here = () => ({ regionCode: county() });
  return {
    config: () => client.get<PortalConfig>('sidanPortal:config', here()),
    menu: async () => (await client.page<ServiceItemView>('sidanPortal:menu', here())).rows,
    me: () => client.get<Me>('sidanPortal:me'),
    form: (
      serviceItemId: string,
      more: { event?: 'declare'; minutes?: number; payFor?: string; beneficiaryId?: string; wardId?: string } = {},
    ) => client.get<OrderForm>('sidanPortal:form', { ...here(), serviceItemId, ...more }),
    teams: async () => (await client.page<TeamChoice>('sidanPortal:teams', here())).rows,

    signIn: (account: string, password: string) =>
      client.postOnce<{ token: string; user: { id: number } }>('auth:signIn', { account, password }),
    signUp: (username: string, password: string) =>
      client.postOnce<unknown>('auth:signUp', { username, password, confirm_password: password }),
    signOut: () => client.postOnce<unknown>('auth:signOut', {}),

    join: (body: JoinRequest, onRetry?: OnRetry) =>
      client.command<unknown>('sidanPortal:join', { query: here(), body: { ...body }, onRetry }),
    volunteer: (body: VolunteerRequest, onRetry?: OnRetry) =>
      client.command<unknown>('sidanPortal:volunteer', { body: { ...body }, onRetry }),
    place: (body: Record<string, unknown>, onRetry?: OnRetry) =>
      client.command<OrderAnswer>('sidanOrders:place', { body, onRetry }),
    declare: (body: Record<string, unknown>, onRetry?: OnRetry) =>
      client.command<OrderAnswer>('sidanOrders:declare', { body, onRetry }),
    /** Any event of the order's own lifecycle; `teamId` for who leads several teams. */
    act: (
      orderId: string,
      event: OrderEventType,
      data: Record<string, unknown>,
      { teamId, onRetry }: { teamId?: string; onRetry?: OnRetry } = {},
    ) =>
      client.command<OrderAnswer>('sidanOrders:send', {
        target: orderId,
        body: { event, data, teamId },
        ...(event === 'start' ? { headers: { 'X-Sidan-Device': device() } } : {}),
        onRetry,
      }),

    myOrders: (page: number) => client.page<OrderLine>('sidanOrders:mine', { page, pageSize: PAGE_SIZE }),
    tasks: (page: number) => client.page<OrderLine>('sidanOrders:tasks', { page, pageSize: PAGE_SIZE }),
    states: () => client.get<OrderStates>('sidanOrders:states'),
    claimable: (page: number) => client.page<OrderLine>('sidanOrders:claimable', { page, pageSize: PAGE_SIZE }),
    offers: (state: 'open' | 'all', page: number) =>
      client.page<OfferLine>('sidanOffers:mine', { state, page, pageSize: PAGE_SIZE }),
    order: (id: string) => client.get<OrderDetail>('sidanOrders:detail', { filterByTk: id }),
    certificates: (page: number) =>
      client.page<CertificateLine>('sidanCertificates:mine', { page, pageSize: PAGE_SIZE }),
    certificatePreview: ({ from, to }: CertificateRequest) =>
      client.get<CertificatePreview>('sidanCertificates:preview', { from, to }),
    askCertificate: (body: CertificateRequest, onRetry?: OnRetry) =>
      client.command<{ id: string }>('sidanCertificates:request', { body: { ...body }, onRetry }),
    withdrawCertificate: (id: string, onRetry?: OnRetry) =>
      client.command<{ id: string }>('sidanCertificates:withdraw', { target: id, onRetry }),
    certificate: (id: string) => client.get<CertificateSheet>('sidanCertificates:sheet', { filterByTk: id }),
    notices: (page: number) =>
      client.page<CertificateNotice>('sidanCertificates:notices', { page, pageSize: PAGE_SIZE }),
    objectTo: (id: string, reason: string, onRetry?: OnRetry) =>
      client.command<{ id: string }>('sidanCertificates:object', { target: id, body: { reason }, onRetry }),
    check: (number: string, token: string) =>
      client.postOnce<CertificateCheck>('sidanCertificates:check', { number, token }),

    goods: (outletId?: string, recipientId?: string, wardId?: string) =>
      client.get<ShopView>('sidanShop:goods', { ...here(), outletId, recipientId, wardId }),
    redeem: (body: RedemptionRequest, onRetry?: OnRetry) =>
      client.command<RedemptionDetail>('sidanRedemptions:request', { body: { ...body }, onRetry }),
    redemptions: (page: number) => client.page<RedemptionLine>('sidanRedemptions:mine', { page, pageSize: PAGE_SIZE }),
    redemption: (id: string) => client.get<RedemptionDetail>('sidanRedemptions:detail', { filterByTk: id }),
    /** Any event of the redemption's own lifecycle. */
    redeemEvent: (id: string, event: string, data: Record<string, unknown>, onRetry?: OnRetry) =>
      client.command<RedemptionDetail>('sidanRedemptions:send', { target: id, body: { event, data }, onRetry }),
    counter: () => client.get<CounterView>('sidanShop:counter'),

    transferOptions: (teamId?: string) => client.get<TransferOptions>('sidanTransfers:options', { ...here(), teamId }),
    previewTransfer: (body: TransferRequest) =>
      client.command<TransferQuote>('sidanTransfers:preview', { query: here(), body: { ...body } }),
    give: (body: TransferRequest, onRetry?: OnRetry) =>
      client.command<TransferDone>('sidanTransfers:give', { query: here(), body: { ...body }, onRetry }),
    settlements: () => client.get<MySettlements>('sidanSettlements:mine'),
    confirmSettlement: (id: string, onRetry?: OnRetry) =>
      client.command<SettlementLine>('sidanSettlements:confirm', { target: id, body: {}, onRetry }),
    findCode: (code: string) => client.postOnce<CodeFound>('sidanRedemptions:find', { code }),
    hours: async () => (await client.page<FindingLine>('sidanFindings:mine')).rows,
    /** 说明 before it is decided, 申诉 after hours were taken off. */
    sayOfHours: (as: 'state' | 'appeal', id: string, text: string, onRetry?: OnRetry) =>
      client.command<unknown>(`sidanFindings:${as}`, { target: id, body: { text }, onRetry }),
    statement: (asset: string, from: string, to: string, wardId?: string) =>
      client.get<WalletStatement | null>('sidanLedger:statement', { ...here(), asset, from, to, wardId }),
    wallet: (before?: string, asset?: string, wardId?: string) =>
      client.get<Wallet>('sidanLedger:wallet', { ...here(), before, asset, wardId }),
  };
}

export type Endpoints = ReturnType<typeof endpointsOf>;
