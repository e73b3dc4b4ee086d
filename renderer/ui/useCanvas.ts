import { type RefObject, useCallback } from 'react';
import { type Colour, useDrawing } from './useDrawing.ts';

export interface Sheet {
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
}

/**
 * A canvas that is painted in CSS pixels, as sharp as the screen allows, and again where its size, the theme or
 * `paint` changes.
 *
 * @param paint has to stay the same function while what it paints does (`useCallback`)
 */
export function useCanvas(paint: (sheet: Sheet) => void): RefObject<HTMLCanvasElement | null> {
  return useDrawing(
    useCallback(
      (canvas: HTMLCanvasElement, colour: Colour) => {
        const resize = (): void => {
          const context = canvas.getContext('2d');
          const { clientWidth: width, clientHeight: height } = canvas;
          if (!context || width === 0) return;
          const ratio = window.devicePixelRatio;
          canvas.width = Math.round(width * ratio);
          canvas.height = Math.round(height * ratio);
          context.scale(ratio, ratio);
          paint({ context, width, height, colour });
        };
        resize();
        return { resize, remove: () => {} };
      },
      [paint],
    ),
  );
}
