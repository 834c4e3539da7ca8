/** The portal's calls, one function each, typed by the plugin's contract. */
import type {
  JoinRequest,
  Me,
  OfferLine,
  OrderAnswer,
  OrderDetail,
  OrderEventType,
  OrderForm,
  OrderLine,
  PortalConfig,
  ServiceItemView,
  TeamChoice,
  VolunteerRequest,
  Wallet,
} from '@sidan/plugin-sidan/api';
import type { ApiClient } from './client';

type OnRetry = (attempt: number) => void;

export const PAGE_SIZE = 20;

/** The calls over a client. Each rejects with a `Failure`. */
export function endpointsOf(client: ApiClient) {
  return {
    config: () => client.get<PortalConfig>('sidanPortal:config'),
    menu: async () => (await client.page<ServiceItemView>('sidanPortal:menu')).rows,
    me: () => client.get<Me>('sidanPortal:me'),
    form: (serviceItemId: string) => client.get<OrderForm>('sidanPortal:form', { serviceItemId }),
    teams: async () => (await client.page<TeamChoice>('sidanPortal:teams')).rows,

    signIn: (account: string, password: string) =>
      client.postOnce<{ token: string; user: { id: number } }>('auth:signIn', { account, password }),
    signUp: (username: string, password: string) =>
      client.postOnce<unknown>('auth:signUp', { username, password, confirm_password: password }),
    signOut: () => client.postOnce<unknown>('auth:signOut', {}),

    join: (body: JoinRequest, onRetry?: OnRetry) =>
      client.command<unknown>('sidanPortal:join', { body: { ...body }, onRetry }),
    volunteer: (body: VolunteerRequest, onRetry?: OnRetry) =>
      client.command<unknown>('sidanPortal:volunteer', { body: { ...body }, onRetry }),
    place: (body: Record<string, unknown>, onRetry?: OnRetry) =>
      client.command<OrderAnswer>('sidanOrders:place', { body, onRetry }),
    act: (orderId: string, event: OrderEventType, body: Record<string, unknown>, onRetry?: OnRetry) =>
      client.command<OrderAnswer>(`sidanOrders:${event}`, { target: orderId, body, onRetry }),

    myOrders: (page: number) => client.page<OrderLine>('sidanOrders:mine', { page, pageSize: PAGE_SIZE }),
    tasks: (page: number) => client.page<OrderLine>('sidanOrders:tasks', { page, pageSize: PAGE_SIZE }),
    offers: (state: 'open' | 'all', page: number) =>
      client.page<OfferLine>('sidanOffers:mine', { state, page, pageSize: PAGE_SIZE }),
    order: (id: string) => client.get<OrderDetail>('sidanOrders:detail', { filterByTk: id }),
    wallet: () => client.get<Wallet>('sidanLedger:wallet'),
  };
}

export type Endpoints = ReturnType<typeof endpointsOf>;
