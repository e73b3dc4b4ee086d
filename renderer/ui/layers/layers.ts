export { MenuLayer } from './MenuLayer.tsx';
export { PickerLayer } from './PickerLayer.tsx';
export { PopupLayer } from './PopupLayer.tsx';
export { TipLayer } from './TipLayer.tsx';
