/** 申请兑换：where, how many, for whom, and whether it is collected or brought home. */
import { useState } from 'preact/hooks';
import type { Me, OutletView, RewardView, ShopView } from '@sidan/plugin-sidan/api';
import { t } from '../i18n';
import { api, tellNext } from '../state/app';
import { go, paths } from '../state/route';
import { Button } from '../ui/Button';
import { CommandStatus } from '../ui/Failure';
import { Choices, Select, TextInput } from '../ui/fields';
import { useCommand } from '../ui/hooks';

export interface RedeemProps {
  me: Me;
  reward: RewardView;
  shop: ShopView;
  /** In whose name one acts, where that is not oneself. */
  wardId: string;
  whom: string;
  /** Whether one has come by the picture at the outlet. */
  here: boolean;
  onClose: () => void;
}

/** At which outlets there is any of it. */
const placesOf = (reward: RewardView, shop: ShopView): OutletView[] =>
  shop.outlets.filter(({ id }) => reward.stocks.some(({ outletId, quantity }) => outletId === id && quantity > 0));

const toldBy = (state: string, taken: boolean) =>
  taken
    ? 'shop.taken'
    : state === 'reviewing'
      ? 'shop.sent'
      : state === 'toDeliver'
        ? 'shop.deliveryDone'
        : 'shop.done';

export function RedeemForm({ me, reward, shop, wardId, whom, here, onClose }: RedeemProps) {
  const places = placesOf(reward, shop);
  const [outletId, setOutletId] = useState(places.length === 1 ? places[0]!.id : '');
  const [quantity, setQuantity] = useState('1');
  const [name, setName] = useState('');
  const [chosenWay, setWay] = useState(reward.mayHave ? 'pickup' : 'delivery');
  const [address, setAddress] = useState(wardId ? '' : (me.person?.address ?? ''));
  const [phone, setPhone] = useState(me.person?.phone ?? '');
  const [asked, setAsked] = useState(false);
  const command = useCommand();
  const id = (field: string) => `${field}-${reward.id}`;
  const count = /^[1-9]\d{0,2}$/.test(quantity.trim()) ? Number(quantity.trim()) : undefined;
  const place = places.find((outlet) => outlet.id === outletId);
  const isDelivered = Boolean(place?.delivers && reward.delivery);
  const atHome = isDelivered && chosenWay === 'delivery';
  const takeNow = here && !atHome && Boolean(place?.selfService);
  const way = atHome ? reward.delivery! : reward;
  const nameless = reward.forOthersOnly && !whom && !name.trim();
  const missing = atHome && (!address.trim() || !phone.trim());
  const send = async () => {
    setAsked(true);
    if (!place || count === undefined || nameless || missing || !way.mayHave) return;
    await command.run(async (onRetry) => {
      const forWhom = whom ? { beneficiaryId: whom } : { beneficiaryName: name.trim() || undefined };
      const delivery = atHome ? { address: address.trim(), phone: phone.trim() } : undefined;
      const body = {
        rewardId: reward.id,
        outletId,
        quantity: count,
        ...forWhom,
        ...(wardId ? { personId: wardId } : {}),
        delivery,
        ...(takeNow ? { takeNow } : {}),
      };
      const made = await api.redeem(body, onRetry);
      tellNext(t(toldBy(made.state, Boolean(made.collectedAt))));
      go(paths.redemption(made.id));
    });
  };
  return (
    <form
      class="event-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Select
        id={id('outlet')}
        label={t('shop.where')}
        required
        value={outletId}
        options={places.map((outlet) => ({
          value: outlet.id,
          label: [outlet.name, outlet.open].filter(Boolean).join(' · '),
        }))}
        hint={place?.address}
        error={asked && !place ? t('shop.choosePlace') : undefined}
        onValue={setOutletId}
      />
      {isDelivered && (
        <Choices
          id={id('way')}
          type="radio"
          label={t('shop.way')}
          required
          options={[
            { value: 'pickup', label: t('shop.pickup') },
            { value: 'delivery', label: t('shop.delivery') },
          ]}
          chosen={[chosenWay]}
          error={way.mayHave ? undefined : t('shop.mayNot', { reasons: way.reasons.join(t('list.separator')) })}
          onChosen={([value]) => setWay(value ?? 'pickup')}
        />
      )}
      {atHome && (
        <>
          <TextInput
            id={id('address')}
            label={t('shop.address')}
            hint={t('shop.addressHint')}
            required
            maxLength={200}
            autoComplete="street-address"
            value={address}
            error={asked && !address.trim() ? t('shop.addressNeeded') : undefined}
            onValue={setAddress}
          />
          <TextInput
            id={id('phone')}
            label={t('shop.phone')}
            required
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            maxLength={20}
            value={phone}
            error={asked && !phone.trim() ? t('shop.phoneNeeded') : undefined}
            onValue={setPhone}
          />
        </>
      )}
      <TextInput
        id={id('quantity')}
        label={t('shop.quantity')}
        required
        inputMode="numeric"
        value={quantity}
        error={asked && count === undefined ? t('shop.quantityWrong') : undefined}
        onValue={setQuantity}
      />
      {reward.forOthers && !whom && (
        <TextInput
          id={id('for')}
          label={t('shop.for')}
          hint={reward.forOthersOnly ? undefined : t('shop.forHint')}
          required={reward.forOthersOnly}
          error={asked && nameless ? t('shop.forNeeded') : undefined}
          maxLength={50}
          value={name}
          onValue={setName}
        />
      )}
      {count !== undefined && <p>{t('shop.total', { amount: count * way.price, unit: reward.unit })}</p>}
      {takeNow && <p class="hint">{t('shop.takeNowHint')}</p>}
      <div class="buttons">
        <Button type="submit" tone="primary" busy={command.sending}>
          {t(takeNow ? 'shop.takeNow' : 'shop.confirm')}
        </Button>
        <Button onClick={onClose}>{t('shop.close')}</Button>
      </div>
      <CommandStatus command={command} retry={() => void send()} />
    </form>
  );
}
