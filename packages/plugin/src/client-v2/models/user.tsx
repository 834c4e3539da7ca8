import { ClickableFieldModel, FieldModel } from '@nocobase/client-v2';
import { DisplayItemModel, EditableItemModel, FilterableItemModel } from '@nocobase/flow-engine';
import { Select } from 'antd';
import { useRef, useState } from 'react';
import type { UserChoice } from '../../api/types';
import { problemOf } from '../api/request';
import { useFound } from '../api/useFound';
import { searchUsers, userOf } from '../api/users';
import { later, t } from '../app';

/** An account of the host, kept by its id, by the names that people know. For those who appoint; see `sidanPeople:users`. */

const PAUSE_MS = 300;

const nameOf = ({ nickname, username }: UserChoice) =>
  username && username !== nickname ? t('pages.user.name', { nickname, username }) : nickname;

function Name({ id }: { id: unknown }) {
  const key = id === null || id === undefined || id === '' ? undefined : String(id);
  const user = useFound(key, () => userOf(key!));
  return <>{user ? nameOf(user) : key}</>;
}

export class SidanUserFieldModel extends ClickableFieldModel {
  override render() {
    return <Name id={this.props.value} />;
  }
}
SidanUserFieldModel.define({ label: later('pages.field.user') });

interface ChooseProps {
  value?: number;
  onChange?: (value: number | undefined) => void;
  [more: string]: unknown;
}

/** Looks while one types; nothing is listed unasked. */
function Choose({ value, onChange, ...rest }: ChooseProps) {
  const [found, setFound] = useState<UserChoice[]>([]);
  const [said, setSaid] = useState<string>();
  const asked = useRef(0);
  const chosen = useFound(value === undefined || value === null ? undefined : String(value), () =>
    userOf(String(value)),
  );
  const users = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;

  const search = (words: string) => {
    const question = ++asked.current;
    if (words.trim().length < 2) {
      setFound([]);
      setSaid(undefined);
      return;
    }
    setTimeout(() => {
      if (question !== asked.current) return;
      searchUsers(words.trim()).then(
        (rows) =>
          question === asked.current && (setFound(rows), setSaid(rows.length ? undefined : t('pages.user.none'))),
        (error: unknown) => question === asked.current && (setFound([]), setSaid(problemOf(error).message)),
      );
    }, PAUSE_MS);
  };

  return (
    <Select
      allowClear
      {...rest}
      showSearch
      filterOption={false}
      value={value}
      options={users.map((user) => ({ value: user.id, label: nameOf(user) }))}
      onSearch={search}
      onChange={onChange}
      placeholder={t('pages.user.search')}
      notFoundContent={said ?? t('pages.user.search')}
      style={{ width: '100%' }}
    />
  );
}

export class SidanUserSelectFieldModel extends FieldModel {
  override render() {
    return <Choose {...this.props} />;
  }
}
SidanUserSelectFieldModel.define({ label: later('pages.field.user') });

DisplayItemModel.bindModelToInterface('SidanUserFieldModel', ['integer']);
EditableItemModel.bindModelToInterface('SidanUserSelectFieldModel', ['integer']);
FilterableItemModel.bindModelToInterface('SidanUserSelectFieldModel', ['integer']);
