import { ClickableFieldModel, FieldModel } from '@nocobase/client-v2';
import { DisplayItemModel, EditableItemModel } from '@nocobase/flow-engine';
import { Button, Input, Typography } from 'antd';
import { useRef, useState } from 'react';
import { uploadPicture } from '../api/pictures';
import { problemOf } from '../api/request';
import { later, t } from '../app';

const SHOWN = { maxWidth: 160, maxHeight: 120, objectFit: 'contain', display: 'block' } as const;
const ROOM = { display: 'flex', flexDirection: 'column', gap: 8, alignItems: 'flex-start' } as const;

const Shown = ({ address }: { address: unknown }) =>
  typeof address === 'string' && address ? <img src={address} alt={t('pages.field.picture')} style={SHOWN} /> : null;

/** A picture that is kept by its address. */
export class SidanPictureFieldModel extends ClickableFieldModel {
  override render() {
    return <Shown address={this.props.value} />;
  }
}
SidanPictureFieldModel.define({ label: later('pages.field.picture') });

interface Props {
  value?: string | null;
  disabled?: boolean;
  onChange?: (value: string | null) => void;
}

/** An address that is typed, or that of a picture that is uploaded to the host's storage. */
function Choose({ value, disabled, onChange }: Props) {
  const file = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const upload = async (chosen: File | undefined) => {
    if (!chosen) return;
    setBusy(true);
    setTrouble(undefined);
    try {
      onChange?.(await uploadPicture(chosen));
    } catch (error) {
      setTrouble(problemOf(error).message);
    }
    setBusy(false);
  };
  return (
    <div style={ROOM}>
      <Shown address={value} />
      <Input
        allowClear
        disabled={disabled}
        value={value ?? ''}
        placeholder={t('pages.field.pictureAddress')}
        aria-label={t('pages.field.pictureAddress')}
        onChange={({ target }) => onChange?.(target.value.trim() || null)}
      />
      <input
        ref={file}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        hidden
        onChange={({ target }) => {
          void upload(target.files?.[0]);
          // The same file again is a change too.
          target.value = '';
        }}
      />
      <Button disabled={disabled} loading={busy} onClick={() => file.current?.click()}>
        {t(busy ? 'pages.field.uploading' : 'pages.field.upload')}
      </Button>
      {trouble && <Typography.Text type="danger">{trouble}</Typography.Text>}
    </div>
  );
}

export class SidanPictureInputFieldModel extends FieldModel {
  override render() {
    return <Choose {...this.props} />;
  }
}
SidanPictureInputFieldModel.define({ label: later('pages.field.picture') });

DisplayItemModel.bindModelToInterface('SidanPictureFieldModel', ['url']);
EditableItemModel.bindModelToInterface('SidanPictureInputFieldModel', ['url']);
