// Observable Plot, loaded with the first chart, in the page's type and colours.

import type * as PlotLibrary from '@observablehq/plot';

/** Draws with Plot: `plotted((Plot) => ({ marks: [Plot.lineY(…)] }))`. Colours are the page's own, see `style.css`. */
export async function plotted(
  options: (Plot: typeof PlotLibrary) => PlotLibrary.PlotOptions,
): Promise<SVGSVGElement> {
  const Plot = await import('@observablehq/plot');
  const made = Plot.plot({ ...options(Plot), figure: false } as PlotLibrary.PlotOptions);
  // The frame names the whole drawing; names on its parts would only be noise to a screen reader.
  for (const part of made.querySelectorAll('[aria-label]')) {
    part.classList.add(`part-${part.getAttribute('aria-label')}`.replaceAll(' ', '-'));
    part.removeAttribute('aria-label');
  }
  return made as unknown as SVGSVGElement;
}
