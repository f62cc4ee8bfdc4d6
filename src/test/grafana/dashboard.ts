// What the file of a dashboard may have, by Grafana's own types. The dashboard itself is appended to this: of a file that is imported
// the compiler would forget which texts it has.
import type { Dashboard, Panel, VariableModel } from '@grafana/schema';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type { FieldConfig as SeriesField, Options as SeriesOptions } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { FieldConfig as TableField, Options as TableOptions } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';

/** The same with plain texts for enumerations. */
type Plain<T> = unknown extends T
  ? T
  : T extends string
    ? `${T}`
    : T extends number | boolean | null | undefined
      ? T
      : T extends Array<infer E>
        ? Plain<E>[]
        : { [K in keyof T]: Plain<T[K]> };

type Source = { type: 'prometheus'; uid: '${datasource}' };

type Query = {
  refId: string;
  datasource: Source;
  expr: string;
  format?: 'time_series' | 'table' | 'heatmap';
  instant?: boolean;
  legendFormat: string;
};

type Fields = NonNullable<Panel['fieldConfig']>;

type PanelOf<Type, Options, Field> = Omit<Panel, 'type' | 'datasource' | 'options' | 'fieldConfig' | 'targets' | 'transformations'> & {
  type: Type;
  datasource: Source;
  options: Options;
  fieldConfig: { defaults: Omit<Fields['defaults'], 'custom'> & { custom?: Partial<Field> }; overrides: Fields['overrides'] };
  targets: Query[];
  transformations?: { id: 'merge' | 'organize'; options: Record<string, unknown> }[];
};

// Grafana 10 has no change in percent, and the later ones do not show it when it is not there.
type Stat = PanelOf<'stat', Omit<StatOptions, 'showPercentChange' | 'percentChangeColorMode'>, {}>;
type Series = PanelOf<'timeseries', SeriesOptions, SeriesField>;
type Table = PanelOf<'table', TableOptions, TableField>;
type Variable = Omit<VariableModel, 'datasource'> & { datasource?: Source; definition?: string };

type DashboardFile = Plain<
  Omit<Dashboard, 'panels' | 'templating'> & { panels: (Stat | Series | Table)[]; templating: { list: Variable[] } }
>;

export const dashboard: DashboardFile =
