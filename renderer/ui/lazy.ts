import { onDemand } from './on-demand.tsx';

/** Layers above the window: their libraries come when a pointer or the focus is near what opens them. */
const layers = () => import('./layers/layers.ts');

/** The panel of a `Popup`. */
export const PopupLayer = onDemand(async () => (await layers()).PopupLayer);

/** What a `Tip` says. */
export const TipLayer = onDemand(async () => (await layers()).TipLayer);

/** A menu below its button. */
export const MenuLayer = onDemand(async () => (await layers()).MenuLayer);

/** The choices of a `Picker`. */
export const PickerLayer = onDemand(async () => (await layers()).PickerLayer);
