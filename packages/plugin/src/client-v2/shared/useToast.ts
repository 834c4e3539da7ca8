import { App } from 'antd';

/** Says that something was done. Silent where the host has no place for such notes. */
export function useToast(): (text: string) => void {
  const { message } = App.useApp();
  return (text) => void message?.success(text);
}
