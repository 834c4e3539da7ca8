/**
 * What the host gives to browser bundles and what of it is used here. The packages themselves are not in the registry (client-v2,
 * flow-engine) or would be dead weight in an install (antd): the host's RequireJS has them.
 */
declare module '@nocobase/flow-engine' {
  import type { ReactNode } from 'react';

  /** The context of a model: `view` tells how it was opened, `record` is the row it stands on. */
  export interface ModelContext {
    view?: { inputArgs?: { filterByTk?: string | number; collectionName?: string } };
    record?: Record<string, unknown>;
    collectionField?: { name: string; collectionName?: string; collection?: { name: string } };
  }

  export interface FlowStep {
    title: string;
    uiSchema?: Record<string, unknown>;
    defaultParams?: Record<string, unknown>;
    handler(ctx: { model: FlowModel }, params: Record<string, unknown>): void;
  }

  export class FlowModel {
    static define(meta: {
      label: string;
      sort?: number;
      hide?: boolean;
      createModelOptions?: Record<string, unknown>;
    }): void;
    static registerFlow(flow: {
      key: string;
      title: string;
      sort?: number;
      on?: string;
      steps: Record<string, FlowStep>;
    }): void;
    readonly uid: string;
    readonly context: ModelContext;
    readonly props: Record<string, unknown>;
    setProps(props: Record<string, unknown>): void;
    render(): ReactNode;
  }

  export type ModelClass = typeof FlowModel;

  export interface FlowEngine {
    registerModelLoaders(loaders: Record<string, { loader: () => Promise<Record<string, unknown>> }>): void;
    registerModels(models: Record<string, unknown>): void;
  }

  interface InterfaceBinding {
    bindModelToInterface(model: string, interfaces: string[], options?: { isDefault?: boolean }): void;
  }
  export const DisplayItemModel: InterfaceBinding;
  export const EditableItemModel: InterfaceBinding;
  export const FilterableItemModel: InterfaceBinding;
}

declare module '@nocobase/client-v2' {
  import type { ComponentType, ReactNode } from 'react';
  import { FlowModel, type FlowEngine } from '@nocobase/flow-engine';

  /** An answer of the server; `data` is its body, here as far as it says what a role may do. */
  export interface HostAnswer {
    config: { url?: string };
    data?: { data?: { snippets?: string[]; allowAll?: boolean } };
  }

  /** What the two lanes' applications have in common. */
  export interface HostApplication {
    apiClient: {
      request(config: {
        url: string;
        method: 'get' | 'post';
        params?: Record<string, unknown>;
        data?: unknown;
        headers?: Record<string, string>;
        /** Without it the host shows every error in a notification of its own. */
        skipNotify?: boolean;
        responseType?: 'blob';
      }): Promise<{ data: unknown }>;
      /** Of every request that the client makes, the host's own included. */
      axios: { interceptors: { response: { use(pass: (answer: HostAnswer) => HostAnswer): unknown } } };
    };
    pluginSettingsManager: {
      /** Of all settings pages that are registered. */
      getAclSnippets(): string[];
    };
    i18n: { language: string; t(key: string, options?: Record<string, unknown>): string };
  }

  export class Plugin {
    app: HostApplication;
    flowEngine: FlowEngine;
    pluginSettingsManager: {
      addMenuItem(item: { key: string; title: string; icon: string; aclSnippet?: string }): void;
      addPageTabItem(item: {
        menuKey: string;
        key: string;
        title: string;
        aclSnippet?: string;
        componentLoader: () => Promise<{ default: ComponentType }>;
      }): void;
    };
    load(): Promise<void>;
  }

  export class BlockModel extends FlowModel {
    static scene: string | string[];
    renderComponent(): ReactNode;
  }

  /** A field that shows a value; `clickToOpen` and its popup come with it. */
  export class ClickableFieldModel extends FlowModel {
    renderComponent(value: unknown): ReactNode;
  }

  export class FieldModel extends FlowModel {}
}

declare module '@nocobase/client' {
  import type { ComponentType } from 'react';
  import type { HostApplication } from '@nocobase/client-v2';
  import type { FlowEngine } from '@nocobase/flow-engine';

  export class Plugin {
    app: HostApplication & {
      pluginSettingsManager: {
        add(
          name: string,
          options: { title: string; icon: string; Component: ComponentType; aclSnippet?: string },
        ): void;
      };
    };
    flowEngine: FlowEngine;
    load(): Promise<void>;
  }
}
