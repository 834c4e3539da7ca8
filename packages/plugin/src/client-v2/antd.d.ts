/** The parts of antd 5.24 that are used, with the properties that are used. The host has the package; installing it for its types alone would cost 60 MB. */
declare module 'antd' {
  import type { CSSProperties, FC, ReactNode } from 'react';

  interface Styled {
    style?: CSSProperties;
    children?: ReactNode;
  }
  type Size = 'small' | 'middle' | 'large';

  export const Alert: FC<
    Styled & {
      type: 'error' | 'warning' | 'info' | 'success';
      role?: 'status';
      message: ReactNode;
      description?: ReactNode;
      showIcon?: boolean;
      action?: ReactNode;
      role?: 'status' | 'alert';
    }
  >;
  export const App: { useApp(): { message?: { success(text: string): void } } };
  export const Tooltip: FC<{
    title: ReactNode;
    trigger?: ('hover' | 'focus' | 'click')[];
    children: ReactNode;
  }>;
  export const Badge: FC<{ count: number; showZero?: boolean; overflowCount?: number; size?: 'small'; color?: string }>;
  export const Button: FC<
    Styled & {
      type?: 'primary' | 'default' | 'link';
      htmlType?: 'submit' | 'button';
      danger?: boolean;
      disabled?: boolean;
      loading?: boolean;
      size?: Size;
      onClick?: () => void;
      [data: `data-${string}`]: string;
    }
  >;
  export const Checkbox: FC<{
    id?: string;
    children?: ReactNode;
    checked: boolean;
    disabled?: boolean;
    'aria-label'?: string;
    onChange: (event: { target: { checked: boolean } }) => void;
  }>;
  export const Descriptions: FC<{
    size?: 'small';
    column?: number | Partial<Record<'xs' | 'sm' | 'md' | 'lg' | 'xl' | 'xxl', number>>;
    items: { key: string; label: ReactNode; children: ReactNode }[];
  }>;
  export const Drawer: FC<
    Styled & {
      open: boolean;
      onClose: () => void;
      title?: ReactNode;
      width?: number | string;
      height?: number | string;
      placement?: 'right' | 'bottom';
      destroyOnClose?: boolean;
    }
  >;
  export const Empty: FC<Styled & { image?: ReactNode; description?: ReactNode }> & {
    PRESENTED_IMAGE_SIMPLE: ReactNode;
  };

  interface Rule {
    required?: boolean;
    pattern?: RegExp;
    message?: string;
    validator?: (rule: unknown, value: string | undefined) => Promise<void>;
  }
  interface FormInstance {
    submit(): void;
    getFieldValue(name: string): unknown;
  }
  interface FormProps extends Styled {
    form: FormInstance;
    layout?: 'vertical';
    disabled?: boolean;
    requiredMark?: boolean;
    initialValues?: object;
    // A form's values are what its items are called; only the caller knows.
    onFinish: (values: never) => void;
  }
  export const Form: FC<FormProps> & {
    Item: FC<
      Styled & { name: string | string[]; label?: ReactNode; extra?: ReactNode; rules?: Rule[]; valuePropName?: string }
    >;
    useForm(): [FormInstance];
  };
  export const Grid: { useBreakpoint(): { md?: boolean; lg?: boolean } };

  interface InputProps extends Styled {
    id?: string;
    type?: 'text' | 'date' | 'time' | 'datetime-local' | 'tel';
    /** Of a date, as its value is written. */
    min?: string;
    allowClear?: boolean;
    value?: string;
    onChange?: (event: { target: { value: string } }) => void;
    placeholder?: string;
    maxLength?: number;
    inputMode?: 'numeric' | 'decimal' | 'tel';
    autoComplete?: 'off';
    onPressEnter?: () => void;
    onBlur?: () => void;
    'aria-describedby'?: string;
    suffix?: ReactNode;
    status?: 'error' | 'warning';
    disabled?: boolean;
    'aria-label'?: string;
    'aria-invalid'?: boolean;
  }
  export const Input: FC<InputProps> & { TextArea: FC<InputProps & { rows?: number }> };
  export const Modal: FC<
    Styled & {
      open: boolean;
      title: ReactNode;
      okText: ReactNode;
      cancelText: ReactNode;
      okButtonProps?: { disabled?: boolean; danger?: boolean };
      confirmLoading?: boolean;
      onOk: () => void;
      onCancel: () => void;
      width?: number;
    }
  >;
  export const Popconfirm: FC<{
    title: ReactNode;
    okText: ReactNode;
    cancelText: ReactNode;
    onConfirm: () => Promise<void> | void;
    children: ReactNode;
  }>;
  export const InputNumber: FC<{
    min?: number;
    max?: number;
    precision?: number;
    style?: CSSProperties;
    value?: number;
    onChange?: (value: number | null) => void;
    placeholder?: string;
    'aria-label'?: string;
  }>;
  export const Progress: FC<{ percent: number; status?: 'normal' | 'active'; 'aria-label'?: string }>;
  export const Radio: {
    Group: FC<
      Styled & {
        id?: string;
        value?: string;
        options: { value: string; label: ReactNode }[];
        optionType?: 'button';
        onChange: (event: { target: { value: string } }) => void;
        'aria-label'?: string;
      }
    >;
  };
  export const Rate: FC<{
    disabled?: boolean;
    value?: number;
    onChange?: (value: number) => void;
    style?: CSSProperties;
  }>;
  export const Pagination: FC<{
    current: number;
    total: number;
    pageSize: number;
    hideOnSinglePage?: boolean;
    showSizeChanger?: boolean;
    onChange(page: number): void;
  }>;
  export function Segmented<T extends string>(props: {
    value: T;
    onChange: (value: T) => void;
    options: { value: T; label: ReactNode }[];
  }): JSX.Element;
  export const Select: FC<{
    mode?: 'tags' | 'multiple';
    id?: string;
    status?: 'error';
    disabled?: boolean;
    value?: string[] | number[] | string | number;
    'aria-label'?: string;
    options?: { value: string | number; label: ReactNode }[];
    allowClear?: boolean;
    showSearch?: boolean;
    optionFilterProp?: string;
    filterOption?: false;
    tokenSeparators?: string[];
    open?: boolean;
    placeholder?: string;
    notFoundContent?: ReactNode;
    loading?: boolean;
    suffixIcon?: ReactNode;
    onSearch?: (words: string) => void;
    // Of the kind that the options' values are; only the caller knows.
    onChange?: (value: never) => void;
    style?: CSSProperties;
  }>;
  export const Skeleton: FC<{ active?: boolean; title?: boolean; paragraph?: { rows: number } }>;
  export const Statistic: FC<{ title: ReactNode; value: number }>;
  export const Switch: FC<{ checked?: boolean; onChange?: (checked: boolean) => void }>;
  export const Tabs: FC<{
    items: { key: string; label: ReactNode; children: ReactNode }[];
    tabBarGutter?: number;
    tabBarStyle?: CSSProperties;
  }>;
  export const Tag: FC<Styled & { color?: string; bordered?: boolean }>;
  export const Timeline: FC<{ items: { key: string; color: string; children: ReactNode }[] }>;

  interface TextProps extends Styled {
    type?: 'secondary' | 'success' | 'warning' | 'danger';
    strong?: boolean;
    ellipsis?: boolean | { rows: number; expandable?: boolean };
  }
  export const Typography: {
    Text: FC<TextProps>;
    Title: FC<TextProps & { level: 4 | 5 }>;
    Paragraph: FC<TextProps & { copyable?: { text: string } }>;
  };

  export const theme: {
    useToken(): {
      token: Record<
        | 'colorPrimary'
        | 'colorPrimaryBg'
        | 'colorPrimaryBorder'
        | 'colorSuccess'
        | 'colorBgContainer'
        | 'colorBgElevated'
        | 'colorBorderSecondary'
        | 'colorFillAlter'
        | 'colorFillSecondary'
        | 'colorTextQuaternary',
        string
      > &
        Record<'borderRadius' | 'borderRadiusLG' | 'fontSizeSM', number>;
    };
  };
}
