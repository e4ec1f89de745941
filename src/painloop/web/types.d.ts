// The shapes of the data that scripts hand to each other; the compiler reads them, no browser does.

export type Column = Float64Array;
export type Columns = Record<string, Column>;
/** Numbers by key: of parameters, or of states. */
export type Values = Record<string, number>;

/** A printed function of a model: writes to `out` what follows from the states y and the parameters p. */
export type Printed = (y: ArrayLike<number>, p: ArrayLike<number>, out: Column) => void;

export interface Mesh {
  period: number; // in the model's unit of time, between doses
  steps: number; // in a period
  grading: number; // above 1, steps are shorter after a dose
}

export interface Parameter {
  key: string;
  name: string;
  default: number;
  low: number;
  high: number;
  given: boolean; // whoever runs the model sets it: its range is no doubt
}

/** A model as printers.py prints it. */
export interface Model {
  name: string;
  mesh: Mesh;
  states: { key: string; start: number }[];
  flowing: number; // how many of the states are integrated; the others only decay
  parameters: Parameter[];
  readouts: { key: string }[];
  complete(p: number[]): number[];
  rates: Printed;
  relaxations: Printed;
  decays: Printed;
  doses: Printed;
  fastest: Printed;
  readoutsAt: Printed;
}

export interface Dose {
  time: number;
  amount: number; // mg
}

/** Parameters that take other values from a time on. */
export interface Change {
  time: number;
  values: Values;
}

/** A column for every state and readout, with a number for each time. */
export interface Trajectory<Times extends ArrayLike<number>> {
  times: Times;
  columns: Columns;
}

export type Models = Record<string, Model>;

/** A state in which the pain loop rests: sensitisation and glial activation, both shares. */
export type Resting = { S: number; G: number };

/** A difference, the two ends of its 95 % interval and its p value. */
export interface Test {
  difference: number;
  low: number;
  high: number;
  p: number;
}

/** Trials pooled: the estimate with its interval, how much the trials differ, and the share of each. */
export interface Pool {
  estimate: number;
  low: number;
  high: number;
  p: number;
  i2: number;
  tau2: number;
  q: number;
  prediction_low: number;
  prediction_high: number;
  weights: ArrayLike<number>;
}

/** What a control can stand at. */
export type Value = number | string | boolean;
/** Where the controls stand, by key. */
export type State = Record<string, Value>;
/** What the source says of a state beside its curves. */
export type Facts = Record<string, Value>;
/** The state, its facts and what is measured on its curves: all that a sentence can name. */
export type Measured = Record<string, Value>;

// An explorer's declaration: explorers/*.py, as widget.py writes it. What each word means is said there.

export interface Spec<Of extends Source = Source> {
  name: string;
  title: string;
  model: string | null;
  rivals: Record<string, string>;
  chosen_by: string;
  controls: Control[];
  source: Of;
  views: View[];
  measures: Measure[];
  summary: Choice[];
  answer: Choice[];
  presets: Preset[];
  prediction: Guess | null;
  play: Play | null;
  sound: Sound | null;
  scene: Scene | null;
  probe: string; // the control that says where the reader looks; without it, empty
  visible: number;
  caution: string;
  steps: Step[];
  challenges: Step[];
}

/** What to do and to see, or a state to find; done once its conditions hold. */
export interface Step {
  text: string;
  when: Condition[];
}

export interface Slider {
  kind: "slider";
  key: string;
  label: string;
  unit: string;
  default: number;
  low: number;
  high: number;
  step: number;
  typed_step: number;
  help: string;
  jumps: number[];
  whole: boolean;
  molar: boolean;
  stretch: number;
  decade: number;
  grade: string;
}

export interface Radio {
  kind: "radio";
  key: string;
  label: string;
  default: string;
  options: Record<string, string>;
  help: string;
}

export interface Switch {
  kind: "switch";
  key: string;
  label: string;
  group: string;
  default: boolean;
}

export type Control = Slider | Radio | Switch;

/** A name, a comparison such as "==", and what to compare with. */
export type Condition = [name: string, how: string, value: Value];

export interface Sentence {
  text: string;
  when: Condition[];
}

/** Of these sentences the first is said whose conditions hold. */
export type Choice = Sentence[];

export interface Measure {
  key: string;
  label: string;
  view: string;
  how: "peak" | "lowest" | "end" | "peak_at" | "lowest_at" | "hours_above" | "reaches";
  format: string;
  unit: string;
  factor: number;
  column: string;
}

export interface Preset {
  id: string;
  label: string;
  values: State;
}

export interface Guess {
  question: string;
  options: string[];
  right: number;
  reply: string;
  values: State;
  view: string;
  places: [along: number, height: number][];
}

export interface Play {
  control: string;
  label: string;
  seconds: number;
}

/** The rating that is heard, and the border at which it clicks, by their names in the state. */
export interface Sound {
  rating: string;
  border: string;
}

/** The picture of the thing itself: web/scenes/NAME.svg of the explorer's name. */
export interface Scene {
  finding: Choice[];
  caption: string;
}

/** An element of a scene with its attributes and what is in it, gaps and all. */
export type Template = [tag: string, attributes: Record<string, string>, ...inside: (Template | string)[]];

/** What the gaps of a scene may ask for: names, and columns of which an element shows every value. */
export interface Scope {
  scene: string;
  known: Record<string, Value>;
  columns: Record<string, Column | string[]>;
}

export interface Axis {
  key: string;
  label: string;
  unit: string;
  scale: "linear" | "log" | "clock";
  low: number | string | null;
  high: number | string | null;
}

export interface Series {
  key: string;
  label: string;
  stroke: string;
  over: string;
  form: "line" | "dot" | "ring";
  named_at: number | null;
}

export interface Band {
  label: string;
  start: number | string;
  end: number | string;
}

/** A measurement in people. */
export interface Point {
  dose: number;
  schedule: string;
  time: number | null;
  value: number | null;
  low: number | null;
  high: number | null;
  relative: boolean;
  study: string;
  drawn_as: string;
}

/** What every view has, and what may be asked of every view though not all kinds have it. */
export interface AnyView {
  key: string;
  title: string;
  unit: string;
  series: Series[];
  finding: Choice[];
  factor: number;
  format: string;
  beside: boolean;
  tab: string;
  height?: number;
  across?: Axis | null;
  threshold?: number | string | null;
  second_unit?: string;
  points?: Point[];
}

export interface LineChart extends AnyView {
  kind: "lines";
  bottom: number;
  top: number | null;
  scale: string; // linear or log
  height: number;
  ticks: boolean;
  across: Axis | null;
  bands: Band[];
  threshold: number | string | null;
  threshold_label: string;
  second_unit: string;
  second_factor: number;
  points: Point[];
}

export interface ForestPlot extends AnyView {
  kind: "forest";
  bottom: number;
  top: number | null;
  height: number;
}

export interface BarChart extends AnyView {
  kind: "bars";
  height: number;
}

export interface Checklist extends AnyView {
  kind: "rows";
}

export type View = LineChart | ForestPlot | BarChart | Checklist;

/** How a control sets a parameter. */
export interface Setting {
  control: string;
  factor: number;
  options: Values;
  molar: boolean;
}

export interface AnySource {
  axis: Axis;
  read: string;
}

export interface Regimen extends AnySource {
  kind: "regimen";
  amount: string;
  schedule: string;
  days: string;
  every: number;
  nodes: number;
  nearby: number;
  hour: string;
  filling: string;
}

export interface Sweep extends AnySource {
  kind: "sweep" | "steady_state";
  axis: Axis & { low: number; high: number };
  settings: Record<string, Setting>;
  beside: Record<string, Values>;
  points: number;
  pins: Record<string, number | string>;
  peaks: Values;
  said: Record<string, Setting>;
}

export interface Injury extends AnySource {
  kind: "injury";
  before: number;
  after: number;
  every: number;
  steps: number;
  relief_day: number;
  levels: number;
}

export interface ParameterRamp extends AnySource {
  kind: "parameter_ramp";
  low: Values;
  high: Values;
  names: Record<string, string>;
  turns: number;
  steps: number;
  levels: number;
}

export interface Months extends AnySource {
  kind: "months";
  settings: Record<string, Setting>;
  beside: Values;
  account: string;
  watched: number;
  levels: number;
}

export interface Baseline {
  account: string;
  values: Values;
}

export interface Robustness extends AnySource {
  kind: "robustness";
  positions: Record<string, Baseline>;
  conclusions: Record<string, string>;
  low: number;
  high: number;
  points: number;
  days: number;
}

export interface Replicated extends AnySource {
  kind: "replicated";
  response: number;
  sizes: number[];
  falls: number[];
  wanted: number;
  most: number;
}

/** A trial or a review. */
export interface Row {
  key: string;
  name: string;
  estimate: number | null;
  low: number | null;
  high: number | null;
  se: number | null;
  doubtful: boolean;
}

export interface FoldedList {
  heading: string;
  entries: { name: string; source: string; words: string[] }[];
}

export interface MetaAnalysis extends AnySource {
  kind: "meta_analysis";
  rows: Row[];
  reviews: Row[];
  lists: FoldedList[];
  near: number;
}

export interface Claim {
  number: number;
  topic: string;
  verdict: string;
  claim: string;
  finding: string;
  better: string;
  sources: string[];
  note: string;
}

export interface Claims extends AnySource {
  kind: "claims";
  rows: Claim[];
  phrases: Record<string, [one: string, many: string]>;
  topics: Record<string, string>;
  cited: Record<string, string>;
  every: string;
  omitted: string;
}

export type Source =
  | Regimen
  | Sweep
  | Injury
  | ParameterRamp
  | Months
  | Robustness
  | Replicated
  | MetaAnalysis
  | Claims;

// What is computed from a declaration and a state, and drawn.

/** Points along the axis, columns over them or of a length of their own, and what else a source says of a state. */
export interface Curves {
  along: Column;
  columns: Columns;
  facts: Facts;
  names: string[]; // of rows, where the points along the axis are rows
  kinds: string[]; // of rows
}

/** What a source computes; what it leaves out is empty. */
export type Computed = Pick<Curves, "along" | "columns"> & Partial<Curves>;

/** The script of a source. Each asks for its own declaration and for the controls that it reads. */
export interface SourceScript {
  /** At once, or in parts where it may take longer than a frame. */
  curves(spec: Spec, model: Model, state: State, models: Models): Computed | Generator<void, Computed>;
  /** From which point up to which measures are read, instead of all along. */
  window?(source: Source, state: State, along: Column): [from: number, to: number];
  /** The curves at the few points that are printed on paper. */
  few?(spec: Spec, model: Model, state: State): Pick<Curves, "along" | "columns">;
  /** The measurements in people that are drawn beside the curves. */
  points?(spec: Spec, view: View, state: State): Point[];
  /** Those of its rows that are listed. */
  chosen?(source: Source, state: State): Claim[];
}

/** All that views and words of a state rest on. */
export interface Moment {
  spec: Spec;
  state: State;
  curves: Curves;
  measures: Measured;
}

/** How much room a picture has, in px; without a height, it takes what its view says. */
export type Size = { width: number; height?: number };

/** A moment in a picture of that size, and the one that the reader kept, to be drawn pale under it. */
export type Drawn = Moment & Size & { kept?: Moment | null; sure?: Sure | null; said?: Said | null };

/** Where on a chart the answer lies that was given to a guess. */
export type Said = { view: string; along: number; height: number };

/** Between which values the middle 90 of a hundred sets of parameters run: `low_KEY` and `high_KEY` of each curve. */
export type Sure = Columns;

/** A view that is drawn: its picture, and what draws a moment in it. */
export interface Chart {
  node: SVGSVGElement;
  update(moment: Drawn): void;
}

/** How an empty chart is made, by kind of view; the axis is written under it if it is the last that shares one. */
export interface ChartMakers {
  bars(view: View, last: boolean): Chart;
  forest(view: View, last: boolean): Chart;
  lines(view: View, last: boolean): Chart;
  rows(view: View, last: boolean): Chart;
}

/** What a text says, or a sentence that tells why it says nothing. */
export type Reading<T> = { value: T; wrong?: undefined } | { value?: undefined; wrong: `${string}.` };

/** Where the state of an explorer lives: in the page, or in the widget of Jupyter. */
export interface Store {
  get(): State;
  set(changes: State): void;
  subscribe(listener: () => void): () => void; // gives what ends it
}

/** What controls ask of their explorer. */
export interface Host {
  get(key: string): Value;
  change(values: State, event?: Event): void; // with an event where a reader did it
  hold(): void; // a hand is on a slider
  release(): void;
  compact?: boolean; // on a landing page, where values to jump to are at hand
}

/** Controls as elements. */
export interface BuiltControl {
  keys: string[];
  element: HTMLElement;
  show(state: State): void;
  mend(): void; // what was typed gives way to the value
}

// What charts are drawn with.

/** The SVG of a chart, which is there. */
export type Svg = { node(): SVGSVGElement } & import("d3-selection").Selection<SVGSVGElement, unknown, null, undefined>;
/** A group of an SVG that is there from the start. */
export type Layer = import("d3-selection").Selection<SVGGElement, unknown, null, undefined>;
export type Layers = Record<string, Layer>;
/** From a value to px. */
export type Scale = import("d3-scale").ScaleContinuousNumeric<number, number>;

/** In a line chart the margins around what is drawn, in a forest its edges; in px. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A series with its points in the units of its chart. */
export type DrawnSeries = Series & { xs: Column; ys: Column };

/** What a row of a forest shows, in the units of the chart. */
export interface ForestRow {
  name: string;
  kind: string; // trial, left_out, no_number, pool or review
  value: number;
  low: number;
  high: number;
  weight: number; // 0 to 1; NaN where there is none
  significant: boolean;
}

/** A row of a forest with its place, in px. */
export type PlacedRow = ForestRow & { top: number; at: number; lift: number };

/** All marks of a forest that look the same. */
export interface Path {
  key?: string | null; // of a series
  look: string; // a class of the style sheet
  style: string;
  marks: string[]; // each the text of an SVG path
}

// What elements are made of.

/** Listeners by the name of their event. */
type Listeners = { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void };

/** What an element is made with: attributes and listeners, by name. */
export interface Attributes extends Listeners {
  [name: string]: string | number | boolean | undefined | ((event: never) => void);
}
