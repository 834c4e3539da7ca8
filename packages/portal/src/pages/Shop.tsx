/** 爱心超市：what points are good for, where there is any of it, and why one may not have it. */
import { useState } from 'preact/hooks';
import type { Me, ShopView } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { api } from '../state/app';
import { paths } from '../state/route';
import { Async } from '../ui/Async';
import { Button, LinkButton } from '../ui/Button';
import { Select } from '../ui/fields';
import { Guard } from '../ui/Guard';
import { useResource } from '../ui/hooks';
import { Icon } from '../ui/Icon';
import { Empty, Page } from '../ui/Page';
import { WardSelect } from '../ui/WardSelect';
import { RedeemForm, type RedeemProps } from './RedeemForm';

/** `outletId`: what is to be had there, for who has scanned the picture on a counter or a machine. */
export function Shop({ outletId }: { outletId: string }) {
  return (
    <Guard title={t('shop.title')} person>
      {(me) => <ShopPage me={me} outletId={outletId} />}
    </Guard>
  );
}

function ShopPage({ me, outletId }: { me: Me; outletId: string }) {
  const [whom, setWhom] = useState('');
  const [wardId, setWard] = useState('');
  const resource = useResource(`shop ${outletId} ${wardId} ${whom}`, () =>
    api.goods(outletId || undefined, whom || undefined, wardId || undefined),
  );
  const back =
    me.volunteer || me.teams.length
      ? { href: paths.volunteer, label: t('volunteer.title') }
      : { href: paths.settings, label: t('nav.mine') };
  return (
    <Page title={t('shop.title')} lede={t('shop.lede')} back={back}>
      <WardSelect
        me={me}
        wardId={wardId}
        onWard={(id) => {
          setWard(id);
          setWhom('');
        }}
      />
      <Async resource={resource} cards={3}>
        {(shop) => <Goods me={me} shop={shop} outletId={outletId} wardId={wardId} whom={whom} onWhom={setWhom} />}
      </Async>
    </Page>
  );
}

const SELF = 'self';

interface GoodsProps {
  me: Me;
  shop: ShopView;
  outletId: string;
  /** In whose name one acts, where that is not oneself. */
  wardId: string;
  /** For whom one looks around: nobody but oneself where it is empty. */
  whom: string;
  onWhom: (id: string) => void;
}

function Goods({ me, shop, outletId, wardId, whom, onWhom }: GoodsProps) {
  const { balance, held, unit, account = t('shop.balance'), rewards, outlets, recipients } = shop;
  const here = outletId ? outlets.find(({ id }) => id === outletId) : undefined;
  return (
    <>
      <section class="balance" aria-label={account}>
        <p>{account}</p>
        <p class="balance-figure">{t('wallet.amount', { amount: balance, unit })}</p>
        {held > 0 && <p>{t('shop.held', { amount: held, unit })}</p>}
      </section>
      <p class="buttons">
        <LinkButton href={`#${paths.redemptions}`} icon="list">
          {t('redemptions.title')}
        </LinkButton>
        {here && <LinkButton href={`#${paths.shop()}`}>{t('shop.everywhere')}</LinkButton>}
      </p>
      {here && <p>{t('shop.here', { outlet: here.name })}</p>}
      {recipients.length > 0 && (
        <Select
          id="whom"
          label={t('shop.for')}
          hint={t('shop.whomHint')}
          value={whom || SELF}
          options={[
            { value: SELF, label: t('shop.forSelf') },
            ...recipients.map(({ id, name, relation }) => ({ value: id, label: `${name} · ${relation}` })),
          ]}
          onValue={(value) => onWhom(value === SELF ? '' : value)}
        />
      )}
      {rewards.length === 0 && <Empty title={t('shop.none')} />}
      <ul class="list goods">
        {rewards.map((reward) => (
          <Reward
            key={`${reward.id} ${wardId} ${whom}`}
            me={me}
            here={Boolean(here)}
            reward={reward}
            shop={shop}
            wardId={wardId}
            whom={whom}
          />
        ))}
      </ul>
    </>
  );
}

function Reward(props: Omit<RedeemProps, 'onClose'>) {
  const { reward, shop } = props;
  const [open, setOpen] = useState(false);
  const named = reward.stocks.flatMap(({ outletId, quantity }) => {
    const outlet = shop.outlets.find(({ id }) => id === outletId);
    return outlet ? [{ outlet, quantity }] : [];
  });
  const mayHave = reward.mayHave || reward.delivery?.mayHave;
  return (
    <li class="card good">
      {reward.photo && <img class="good-photo" src={reward.photo} alt="" loading="lazy" />}
      <div class="good-body">
        <h2 class="card-title">{reward.name}</h2>
        <p class="good-price">{t('wallet.amount', { amount: reward.price, unit: reward.unit })}</p>
        {reward.description && <p class="item-text">{reward.description}</p>}
        <p class="facts">
          <span>{reward.kindName}</span>
          {reward.limit && <span>{reward.limit.words}</span>}
          {reward.delivery && <span>{t('shop.delivered')}</span>}
          {reward.needsApproval && <span>{t('shop.needsApproval')}</span>}
          {reward.until && <span>{t('shop.until', { day: reward.until })}</span>}
        </p>
        <ul class="good-stocks">
          {named.map(({ outlet, quantity }) => (
            <li key={outlet.id}>
              {t(quantity > 0 ? 'shop.stock' : 'shop.noStock', { outlet: outlet.name, count: quantity })}
            </li>
          ))}
        </ul>
        {mayHave ? (
          !open && (
            <Button tone="primary" icon="coin" onClick={() => setOpen(true)}>
              {t('shop.redeem', { reward: reward.name })}
            </Button>
          )
        ) : (
          <p class="good-reasons">
            <Icon name="info" />
            {t('shop.mayNot', { reasons: reward.reasons.join(t('list.separator')) })}
          </p>
        )}
        {open && mayHave && <RedeemForm {...props} onClose={() => setOpen(false)} />}
      </div>
    </li>
  );
}
