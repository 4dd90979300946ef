// What a shipped dashboard may be, by the types of Grafana: bin/check-dashboards compiles each file of ../dashboards as a
// value of Shipped. Names that Grafana does not know are errors, too, where its types name all they know.
import type {
  AnnotationQuery,
  Dashboard,
  DataQuery,
  DataTransformerConfig,
  FieldConfig,
  GraphFieldConfig,
  MatcherConfig,
  Panel,
  TableFieldOptions,
  VariableModel,
} from '@grafana/schema';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type {
  FieldConfig as TimelineField,
  Options as TimelineOptions,
} from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type { Options as TableOptions } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { Options as SeriesOptions } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

// As JSON has it: an enum of strings is one of its strings.
type Json<T> = unknown extends T
  ? T
  : T extends string
    ? `${T}`
    : T extends number | boolean | null | undefined
      ? T
      : T extends (infer Element)[]
        ? Json<Element>[]
        : { [Key in keyof T]: Json<T[Key]> };

// Grafana's schema has no types for the queries and annotations of Prometheus.
type Query = Json<DataQuery> & {
  expr: string;
  editorMode: 'code';
  format?: 'table';
  instant: boolean;
  range: boolean;
  legendFormat?: string;
  interval?: string;
};
type Annotation = Omit<Json<AnnotationQuery>, 'target'> & {
  // Which of the two is asked depends on the version of Grafana.
  target: Query;
  expr: string;
  step: string;
  useValueForTime: boolean;
  titleFormat: string;
  textFormat: string;
  tagKeys: string;
};

// What a panel leaves out has Grafana's default.
type PanelOf<Type extends string, Options, Custom> = Omit<
  Json<Panel>,
  'type' | 'options' | 'fieldConfig' | 'targets' | 'transformations'
> & {
  type: Type;
  title: string;
  description: string;
  options: Partial<Json<Options>>;
  fieldConfig: {
    defaults: Omit<Json<FieldConfig>, 'custom'> & { custom?: Partial<Json<Custom>> };
    overrides: { matcher: MatcherConfig<string>; properties: { id: string; value: unknown }[] }[];
  };
  transformations?: Json<DataTransformerConfig>[];
  targets: Query[];
};

export type Shipped = Omit<Json<Dashboard>, 'panels' | 'annotations' | 'templating'> & {
  uid: string;
  editable: false;
  templating: { list: Json<VariableModel>[] };
  annotations: { list: Annotation[] };
  panels: (
    | PanelOf<'stat', StatOptions, Record<string, never>>
    | PanelOf<'table', TableOptions, TableFieldOptions>
    | PanelOf<'timeseries', SeriesOptions, GraphFieldConfig>
    | PanelOf<'state-timeline', TimelineOptions, TimelineField>
  )[];
};
